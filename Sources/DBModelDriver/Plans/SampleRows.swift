import DBModelData
import DBModelQuery
import DBModelWorkload

/// Rows of every entity, and calls that find some of them: for engines that look at rows when they
/// plan.
struct SampleRows {
  /// The rows, the same ones each time.
  let dataset: Dataset
  /// When calls are made, nanoseconds since 1970: the newest rows are as new.
  let now: Int64

  private let workload: Workload
  private let rows: RowGenerator

  /// Printed nowhere: the rows are seen by nobody.
  private static let seed: UInt64 = 1
  /// Rows of the largest entity where a few will do.
  private static let largest = 200
  /// Calls that are tried until enough of them say everything a statement asks.
  private static let tries = 24
  /// Calls whose next page is looked for: each is answered from all rows.
  private static let nextPages = 3

  /// A few rows of every entity.
  ///
  /// - Parameter day: Days since 1970: when calls are made.
  init(workload: Workload, day: Int64) {
    self.init(workload: workload, day: day, counts: nil)
  }

  /// - Parameter counts: Rows of each entity, by its id; `nil` for a few.
  init(workload: Workload, day: Int64, counts: [Int]?) {
    self.workload = workload
    now = (min(max(day, -100_000), 100_000) + 1) * 86_400 * 1_000_000_000
    var rows = RowGenerator(
      workload: workload,
      seed: Self.seed,
      now: now,
      style: .declared(largest: Self.largest),
      rowCounts: counts
    )
    dataset = rows.generate()
    self.rows = rows
  }

  /// A statement of a pattern with the values of a call in it; `nil` where one depends on what
  /// another statement finds, and no row says it.
  func text(of statement: SQLStatement, _ pattern: AccessPattern) -> String? {
    texts(of: statement, pattern, calls: 1).first
  }

  /// The same for several calls, as the model says they are made: one may be there more than once.
  func texts(of statement: SQLStatement, _ pattern: AccessPattern, calls: Int) -> [String] {
    var rows = rows
    rows.values.begin(pattern.name)
    var generator = ArgumentGenerator(workload: workload, dataset: dataset, rows: rows)
    let stretches = SampleStretches(workload: workload, dataset: dataset, pattern: pattern)
    let codec = SQLValueCodec(.mysql)
    let goesOn = statement.bindings.contains {
      if case .cursor = $0.operand { true } else { false }
    }
    let wanted = statement.bindings.isEmpty ? 1 : goesOn ? min(calls, Self.nextPages) : calls
    var texts: [String] = []
    for _ in 0..<max(Self.tries, 2 * wanted) where texts.count < wanted {
      let arguments = firstTurn(
        stretches.fitted(generator.arguments(for: pattern), &generator),
        pattern
      )
      var resolver = SQLBindingResolver(
        workload: workload,
        pattern: pattern,
        arguments: arguments,
        now: now
      )
      if goesOn {
        guard let cursor = cursor(pattern, arguments) else { continue }
        resolver.cursor = cursor
      }
      resolver.parents = parents(of: statement, &generator)
      var literals: [SQLBinding: String] = [:]
      for binding in statement.bindings {
        guard let value = try? resolver.value(binding), value != .null else { break }
        literals[binding] = codec.literal(value, as: binding.type)
      }
      if statement.bindings.allSatisfy({ literals[$0] != nil }) {
        texts.append(statement.text { literals[$0] ?? "NULL" })
      }
    }
    return texts
  }

  /// With the first element of each list in the variable of its loop.
  private func firstTurn(_ arguments: Arguments, _ pattern: AccessPattern) -> Arguments {
    var arguments = arguments
    for variable in pattern.parameters {
      guard case .element(let list) = variable.type, case .many(let elements) = arguments[list],
        let first = elements.first
      else { continue }
      arguments[variable.id] = first
    }
    return arguments
  }

  /// Where a second page begins; of an answer that fills no page, behind its first row.
  private func cursor(_ pattern: AccessPattern, _ arguments: Arguments) -> Cursor? {
    guard case .read(let read) = pattern.operation, let page = read.page else { return nil }
    let evaluator = Evaluator(workload: workload)
    for rows in [page.rows, 1] {
      let alone = Read(
        entity: read.entity,
        // What related rows are shown says nothing of where a page ends.
        projection: Projection(
          entity: read.projection.entity,
          fields: read.projection.fields,
          outputs: read.projection.outputs
        ),
        filter: read.filter,
        order: read.order,
        limit: read.limit,
        page: Page(rows: rows, depth: page.depth, span: page.span),
        group: read.group
      )
      let found = try? evaluator.page(
        pattern.with(operation: .read(alone)),
        arguments,
        dataset,
        now: now
      )
      if let cursor = found?.next { return cursor }
    }
    return nil
  }

  /// Rows that a statement about related rows may have been handed, any that there are.
  private func parents(
    of statement: SQLStatement,
    _ generator: inout ArgumentGenerator
  ) -> [[FieldPath: Value]] {
    var chosen: [[EntityID: [Value]]] = []
    var parents: [[FieldPath: Value]] = []
    for binding in statement.bindings {
      guard case .parent(let path, let row) = binding.operand, (0..<1_000).contains(row) else {
        continue
      }
      while chosen.count <= row {
        chosen.append([:])
        parents.append([:])
      }
      let entity = path.field.entity
      let known = chosen[row][entity] ?? generator.rows.values.pick(dataset[entity])
      chosen[row][entity] = known
      parents[row][path] = known?[path.field.field.rawValue] ?? .null
    }
    return parents
  }
}
