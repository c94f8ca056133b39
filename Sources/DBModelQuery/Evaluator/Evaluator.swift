public import DBModelWorkload

/// What each pattern's answer is, independent of any store: the simplest program that follows
/// `docs/language/semantics.md`. Every store's answer is compared with this one's.
public struct Evaluator: Sendable {
  public let workload: Workload

  public init(workload: Workload) { self.workload = workload }

  /// The whole answer of a read, over all its pages; empty for patterns that are no reads.
  ///
  /// - Parameter now: the time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  /// - Throws: where the request has no answer, such as a sum out of bounds.
  public func read(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: Dataset,
    now: Int64
  ) throws(EvaluationError) -> [ResultRow] {
    try answer(pattern, arguments, dataset, now: now).map(\.row)
  }

  /// One page of a read: the rows after a cursor, or the first ones; at most as many as the page
  /// declares, and all of them where it declares none.
  public func page(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: Dataset,
    now: Int64,
    after cursor: Cursor? = nil
  ) throws(EvaluationError) -> ResultPage {
    guard case .read(let read) = pattern.operation else { return ResultPage(rows: [], next: nil) }
    let terms = CompletedOrder(read, workload: workload).terms
    var rest = try answer(pattern, arguments, dataset, now: now)
    if let cursor {
      rest = rest.filter { Self.order($0.order, cursor.values, terms) > 0 }
    }
    let size = read.page?.rows ?? rest.count
    let rows = rest.prefix(size)
    let next = rest.count > size ? rows.last.map { Cursor(values: $0.order) } : nil
    return ResultPage(rows: rows.map(\.row), next: next)
  }

  /// The value of an expression over the arguments alone.
  public func value(
    _ expression: Expression,
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    now: Int64
  ) throws(EvaluationError) -> Value {
    let lookup = RowLookup(workload: workload, dataset: Dataset(workload: workload))
    return try ExpressionEvaluator(
      pattern: pattern,
      arguments: arguments,
      lookup: lookup,
      now: now
    ).value(expression)
  }

  private typealias Answer = (order: [Value], row: ResultRow)

  private func answer(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: Dataset,
    now: Int64
  ) throws(EvaluationError) -> [(order: [Value], row: ResultRow)] {
    guard case .read(let read) = pattern.operation else { return [] }
    let lookup = RowLookup(workload: workload, dataset: dataset)
    let evaluator = ExpressionEvaluator(
      pattern: pattern,
      arguments: arguments,
      lookup: lookup,
      now: now
    )
    var found: [[Value]] = []
    for row in lookup.rows(read.entity) {
      let holds = try read.filter.map { filter throws(EvaluationError) in
        try evaluator.with(row: row, of: read.entity).holds(filter.value)
      }
      if holds ?? true { found.append(row) }
    }
    let terms = CompletedOrder(read, workload: workload).terms
    var answers =
      read.isAggregate
      ? try aggregated(found, read, evaluator, terms) : try plain(found, read, evaluator, terms)
    answers.sort { Self.order($0.order, $1.order, terms) < 0 }
    return read.limit.map { Array(answers.prefix($0.value)) } ?? answers
  }

  private func plain(
    _ rows: [[Value]],
    _ read: Read,
    _ evaluator: ExpressionEvaluator,
    _ terms: [OrderTerm]
  ) throws(EvaluationError) -> [(order: [Value], row: ResultRow)] {
    var answers: [Answer] = []
    for row in rows {
      let scope = evaluator.with(row: row, of: read.entity)
      let result = try project(row, read.projection, scope)
      answers.append((try order(terms, result, scope), result))
    }
    return answers
  }

  /// One row for each group; without `group` and shown fields exactly one, over no rows too.
  private func aggregated(
    _ rows: [[Value]],
    _ read: Read,
    _ evaluator: ExpressionEvaluator,
    _ terms: [OrderTerm]
  ) throws(EvaluationError) -> [(order: [Value], row: ResultRow)] {
    let names = Set(read.group.map(\.value))
    let grouping = read.projection.outputs.filter { names.contains($0.name) }.map(\.expression)
    var keys: [[Value]] = []
    var groups: [[Value]: [[Value]]] = [:]
    for row in rows {
      let scope = evaluator.with(row: row, of: read.entity)
      var key = read.projection.fields.map { row[$0.rawValue] }
      for expression in grouping { key.append(try scope.value(expression)) }
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(row)
    }
    if keys.isEmpty, read.group.isEmpty, read.projection.fields.isEmpty { keys = [[]] }
    var answers: [Answer] = []
    for key in keys {
      let group = groups[key] ?? []
      var scope = evaluator
      if let first = group.first { scope = scope.with(row: first, of: read.entity) }
      scope.group = group
      let fields = read.projection.fields.enumerated().map { position, id in
        NamedValue(workload[read.entity][id].name, key[position])
      }
      let result = ResultRow(fields: fields, outputs: try outputs(read.projection, scope))
      answers.append((try order(terms, result, scope), result))
    }
    return answers
  }

  func project(
    _ row: [Value],
    _ projection: Projection,
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> ResultRow {
    let fields = projection.fields.map {
      NamedValue(workload[projection.entity][$0].name, row[$0.rawValue])
    }
    var children: [NamedRows] = []
    for child in projection.children {
      var rows: [ResultRow] = []
      for related in scope.lookup.follow(child.step, from: row) {
        let inner = scope.with(row: related, of: child.projection.entity)
        rows.append(try project(related, child.projection, inner))
      }
      children.append(NamedRows(child.name, rows))
    }
    return ResultRow(fields: fields, outputs: try outputs(projection, scope), children: children)
  }

  private func outputs(
    _ projection: Projection,
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> [NamedValue] {
    var values: [NamedValue] = []
    for output in projection.outputs {
      values.append(NamedValue(output.name, try scope.value(output.expression)))
    }
    return values
  }

  func order(
    _ terms: [OrderTerm],
    _ result: ResultRow,
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> [Value] {
    var values: [Value] = []
    for term in terms {
      switch term.subject {
      case .field(let path): values.append(try scope.value(.field(path)))
      case .output(let name):
        values.append(result.outputs.first { $0.name == name }?.value ?? .null)
      }
    }
    return values
  }

  /// Null first in ascending, last in descending order.
  static func order(_ a: [Value], _ b: [Value], _ terms: [OrderTerm]) -> Int {
    for ((x, y), term) in zip(zip(a, b), terms) {
      let order = ValueOrder.compare(x, y)
      if order != 0 { return term.isDescending ? -order : order }
    }
    return 0
  }
}
