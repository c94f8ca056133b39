import DBModelWorkload

/// Carries out the statements of one write on a copy of the data.
struct DatasetWriter {
  let workload: Workload
  let pattern: AccessPattern
  let now: Int64
  var dataset: Dataset
  var changedRows = 0
  /// Rows whose references are looked at when all statements have run.
  var unchecked: [(entity: EntityID, row: [Value])] = []

  init(workload: Workload, pattern: AccessPattern, now: Int64, dataset: Dataset) {
    self.workload = workload
    self.pattern = pattern
    self.now = now
    self.dataset = dataset
  }

  mutating func run(
    _ statement: WriteStatement,
    _ arguments: Arguments,
    position: inout Int
  ) throws(WriteFailure) {
    switch statement {
    case .insert(let entity, let parameter, _):
      try insert(entity, arguments[parameter])
    case .update(let entity, let filter, let assignments, let condition, _):
      try update(entity, filter, assignments, condition, arguments, position)
    case .upsert(let entity, let filter, let assignments, let condition, _):
      try upsert(entity, filter, assignments, condition, arguments, position)
    case .delete(let entity, let filter, let condition, _):
      let found = try rows(entity, filter, condition, arguments, position)
      try delete(found.map { dataset[entity][$0] }, of: entity)
    case .forEach(let variable, let body, _):
      try loop(variable, body, arguments, &position)
      return
    }
    position += 1
  }

  private mutating func loop(
    _ variable: ParameterID,
    _ body: [WriteStatement],
    _ arguments: Arguments,
    _ position: inout Int
  ) throws(WriteFailure) {
    guard case .element(let list) = pattern[variable].type else { return }
    let start = position
    var elements: [Argument] = []
    if case .many(let given) = arguments[list] { elements = given }
    for element in elements {
      var scope = arguments
      scope[variable] = element
      position = start
      for statement in body { try run(statement, scope, position: &position) }
    }
    position = start + Self.count(body)
  }

  static func count(_ statements: [WriteStatement]) -> Int {
    statements.reduce(0) { sum, statement in
      if case .forEach(_, let body, _) = statement { return sum + count(body) }
      return sum + 1
    }
  }

  // MARK: Insert

  private mutating func insert(_ entity: EntityID, _ argument: Argument) throws(WriteFailure) {
    switch argument {
    case .row(let row): try add(row, to: entity)
    case .many(let elements):
      for element in elements { try insert(entity, element) }
    default: throw WriteFailure(.rejected(.typeMismatch("a row is needed")))
    }
  }

  private mutating func add(_ given: [Value], to entity: EntityID) throws(WriteFailure) {
    let declared = workload[entity]
    guard given.count == declared.fields.count else {
      throw WriteFailure(.rejected(.typeMismatch("a row has one value for each field")))
    }
    let row = try fitted(newRow.completed(given, entity), of: entity)
    let key = declared.key.map { row[$0.rawValue] }
    if dataset[entity].contains(where: { other in declared.key.map { other[$0.rawValue] } == key })
    {
      throw WriteFailure(.duplicateKey(entity))
    }
    try checkUniques(row, of: entity, except: nil)
    dataset[entity].append(row)
    unchecked.append((entity, row))
    changedRows += 1
  }

  private var newRow: NewRow { NewRow(workload: workload, now: now) }

  // MARK: Update, upsert

  private mutating func update(
    _ entity: EntityID,
    _ filter: Expression,
    _ assignments: [Assignment],
    _ condition: Expression?,
    _ arguments: Arguments,
    _ position: Int
  ) throws(WriteFailure) {
    for index in try rows(entity, filter, condition, arguments, position) {
      try change(index, of: entity, assignments, arguments)
    }
  }

  private mutating func upsert(
    _ entity: EntityID,
    _ filter: Expression,
    _ assignments: [Assignment],
    _ condition: Expression?,
    _ arguments: Arguments,
    _ position: Int
  ) throws(WriteFailure) {
    let found = try matching(entity, filter, arguments)
    if !found.isEmpty {
      try update(entity, filter, assignments, condition, arguments, position)
      return
    }
    let scope = evaluator(arguments)
    let row = try attempt { () throws(EvaluationError) in
      try newRow.upserted(entity, filter, assignments, pattern, scope)
    }
    try add(row, to: entity)
  }

  private mutating func change(
    _ index: Int,
    of entity: EntityID,
    _ assignments: [Assignment],
    _ arguments: Arguments
  ) throws(WriteFailure) {
    let row = try fitted(
      try assigned(dataset[entity][index], entity, assignments, arguments),
      of: entity
    )
    let declared = workload[entity]
    let key = declared.key.map { row[$0.rawValue] }
    for (other, values) in dataset[entity].enumerated() where other != index {
      if declared.key.map({ values[$0.rawValue] }) == key {
        throw WriteFailure(.duplicateKey(entity))
      }
    }
    try checkUniques(row, of: entity, except: index)
    dataset[entity][index] = row
    unchecked.append((entity, row))
    changedRows += 1
  }

  private func assigned(
    _ row: [Value],
    _ entity: EntityID,
    _ assignments: [Assignment],
    _ arguments: Arguments
  ) throws(WriteFailure) -> [Value] {
    let scope = evaluator(arguments)
    return try attempt { () throws(EvaluationError) in
      try newRow.assigned(row, entity, assignments, scope)
    }
  }

  // MARK: Rows and conditions

  /// The rows a statement is about, all of which satisfy its condition. A lookup by key or by a
  /// unique combination that finds no row fails its condition.
  private func rows(
    _ entity: EntityID,
    _ filter: Expression,
    _ condition: Expression?,
    _ arguments: Arguments,
    _ position: Int
  ) throws(WriteFailure) -> [Int] {
    let found = try matching(entity, filter, arguments)
    guard let condition else { return found }
    let shape = FilterShape(filter, pattern: pattern, workload: workload)
    if found.isEmpty, UniqueLookup.fields(of: entity, fixedBy: shape, workload: workload) != nil {
      throw WriteFailure(.conditionFailed(statement: position))
    }
    let scope = evaluator(arguments)
    for index in found {
      let row = dataset[entity][index]
      let holds = try attempt { () throws(EvaluationError) in
        try scope.with(row: row, of: entity).holds(condition)
      }
      if !holds { throw WriteFailure(.conditionFailed(statement: position)) }
    }
    return found
  }

  private func matching(
    _ entity: EntityID,
    _ filter: Expression,
    _ arguments: Arguments
  ) throws(WriteFailure) -> [Int] {
    let scope = evaluator(arguments)
    var found: [Int] = []
    for (index, row) in dataset[entity].enumerated() {
      let holds = try attempt { () throws(EvaluationError) in
        try scope.with(row: row, of: entity).holds(filter)
      }
      if holds { found.append(index) }
    }
    return found
  }

  private func evaluator(_ arguments: Arguments) -> ExpressionEvaluator {
    ExpressionEvaluator(
      pattern: pattern,
      arguments: arguments,
      lookup: RowLookup(workload: workload, dataset: dataset),
      now: now
    )
  }

  private func attempt<T>(
    _ body: () throws(EvaluationError) -> T
  ) throws(WriteFailure) -> T {
    do throws(EvaluationError) {
      return try body()
    } catch {
      throw WriteFailure(.rejected(error))
    }
  }
}
