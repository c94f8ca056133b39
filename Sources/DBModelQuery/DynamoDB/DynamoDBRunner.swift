public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// Why a path could not be run.
public enum RunnerError: Error, Sendable {
  /// The path holds a request that cannot be written.
  case unsupported(String)
  /// The service returned an item of an entity that the request is not for.
  case unexpectedItem(table: String)
  /// An answer that is not what the API documents.
  case malformedAnswer(operation: String)
  /// The answer cannot be computed, such as a sum out of bounds.
  case evaluation(EvaluationError)
}

/// Runs the requests of a path against anything that speaks the DynamoDB API, and makes the
/// pattern's answer of what they return. It opens no connection: the caller sends.
public struct DynamoDBRunner {
  /// Sends one request and returns the service's answer.
  public typealias Transport = (ConcreteRequest) throws -> JSONValue

  let workload: Workload
  let design: DynamoDBDesign
  let send: Transport

  public init(workload: Workload, design: DynamoDBDesign, send: @escaping Transport) {
    self.workload = workload
    self.design = design
    self.send = send
  }

  /// Every page of a read, in order; one page where the pattern declares none.
  ///
  /// - Parameters:
  ///   - now: The time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  ///   - isFirstPage: Whether the first page is all that is asked for.
  public func read(
    _ pattern: AccessPattern,
    path: DynamoDBPath,
    _ arguments: Arguments,
    now: Int64,
    isFirstPage: Bool = false
  ) throws -> [[ResultRow]] {
    guard case .read(let read) = pattern.operation else { return [] }
    let scope = CallScope(workload: workload, pattern: pattern, arguments: arguments, now: now)
    let bound = read.page?.rows ?? read.limit?.value
    guard path.isOrderedByKey, let bound, path.clientSteps.isEmpty else {
      let rows = try answer(read, path, scope, first: nil)
      return chunks(rows, of: read.page?.rows)
    }
    return try pages(read, path, scope, rowsPerPage: bound, isFirstPage: isFirstPage)
  }

  /// Asks for page after page until the service names no next one; one page where the pattern
  /// declares none.
  private func pages(
    _ read: Read,
    _ path: DynamoDBPath,
    _ scope: CallScope,
    rowsPerPage: Int,
    isFirstPage: Bool
  ) throws -> [[ResultRow]] {
    let pager = ShardPager(runner: self, request: path.requests[0], scope: scope)
    var pages: [[ResultRow]] = []
    var page = try pager.rows(atMost: rowsPerPage, after: pager.start)
    while true {
      let rows = try answer(read, path, scope, first: page.rows)
      if !rows.isEmpty || pages.isEmpty { pages.append(rows) }
      guard let next = page.next, read.page != nil, !isFirstPage else { return pages }
      page = try pager.rows(atMost: rowsPerPage, after: next)
    }
  }

  private func chunks(_ rows: [ResultRow], of size: Int?) -> [[ResultRow]] {
    guard let size, !rows.isEmpty else { return [rows] }
    // A loop: the optimiser of Swift 6.3.1 fails over a closure here.
    var chunks: [[ResultRow]] = []
    for start in stride(from: 0, to: rows.count, by: size) {
      chunks.append(Array(rows[start..<min(start + size, rows.count)]))
    }
    return chunks
  }

  /// Runs the steps (the first one's rows may already be there) and puts the answer together.
  private func answer(
    _ read: Read,
    _ path: DynamoDBPath,
    _ scope: CallScope,
    first: [EntityRow]?
  ) throws -> [ResultRow] {
    var fetched = FetchedRows(workload: workload)
    var steps: [[EntityRow]] = []
    for (index, request) in path.requests.enumerated() {
      let rows: [EntityRow]
      if index == 0, let first {
        rows = first
      } else {
        rows = try run(request, scope, steps: steps)
      }
      let held = held(request, in: rows)
      for row in rows + held { fetched.add(row, carrying: request.copies) }
      steps.append(try rows + kept(held, request, read, scope))
    }
    let roots = rootRows(read, path, steps, fetched)
    return try finish(read, path, scope, roots: roots, fetched: fetched)
  }

  /// The rows that stand in the items of others, as far as a request asks for them.
  private func held(_ request: DynamoDBRequest, in rows: [EntityRow]) -> [EntityRow] {
    request.embedded.flatMap { field -> [EntityRow] in
      guard let entity = workload[field.entity].embedding(field.field)?.entity else { return [] }
      return rows.filter { $0.entity == field.entity }.flatMap { row in
        EmbeddedCodec.rows(row.values[field.field.rawValue])
          .map { EntityRow(entity: entity, values: $0) }
      }
    }
  }

  /// Of rows out of items, those that are asked for, and all that come with them.
  private func kept(
    _ rows: [EntityRow],
    _ request: DynamoDBRequest,
    _ read: Read,
    _ scope: CallScope
  ) throws -> [EntityRow] {
    guard let filter = request.embeddedFilter else { return rows }
    let evaluator = scope.evaluator
    do {
      return try rows.filter { row in
        guard row.entity == read.entity else { return true }
        return try evaluator.with(row: row.values, of: row.entity).holds(filter)
      }
    } catch let error as EvaluationError {
      throw RunnerError.evaluation(error)
    }
  }

  /// The rows of the pattern's own entity: in the order of the first request that returned any, and
  /// only those the last such request returned.
  private func rootRows(
    _ read: Read,
    _ path: DynamoDBPath,
    _ steps: [[EntityRow]],
    _ fetched: FetchedRows
  ) -> [[Value]] {
    let own = path.requests.indices.filter {
      path.nodes[$0].isEmpty && path.requests[$0].rowEntities(workload).contains(read.entity)
    }
    guard let first = own.first, let last = own.last else { return [] }
    func keys(_ step: Int) -> [[Value]] {
      steps[step].filter { $0.entity == read.entity }.map { fetched.key(of: $0.values, $0.entity) }
    }
    let kept = Set(keys(last))
    var seen: Set<[Value]> = []
    return keys(first).filter { kept.contains($0) && seen.insert($0).inserted }
      .compactMap { fetched.row(read.entity, key: $0) }
  }

  private func finish(
    _ read: Read,
    _ path: DynamoDBPath,
    _ scope: CallScope,
    roots: [[Value]],
    fetched: FetchedRows
  ) throws -> [ResultRow] {
    let evaluator = ExpressionEvaluator(
      pattern: scope.pattern,
      arguments: scope.arguments,
      lookup: RowLookup(workload: workload, dataset: fetched.dataset),
      now: scope.now
    )
    let reference = Evaluator(workload: workload)
    do throws(EvaluationError) {
      var rows: [(row: [Value], order: [Value], result: ResultRow?)] = roots.map { ($0, [], nil) }
      for step in path.clientSteps {
        switch step {
        case .filter(let condition):
          var kept: [(row: [Value], order: [Value], result: ResultRow?)] = []
          for row in rows
          where try evaluator.with(row: row.row, of: read.entity).holds(condition) {
            kept.append(row)
          }
          rows = kept
        case .sort:
          let terms = CompletedOrder(read, workload: workload).terms
          for index in rows.indices {
            let rowScope = evaluator.with(row: rows[index].row, of: read.entity)
            let result = try reference.project(rows[index].row, read.projection, rowScope)
            rows[index].result = result
            rows[index].order = try reference.order(terms, result, rowScope)
          }
          rows.sort { Evaluator.order($0.order, $1.order, terms) < 0 }
        case .limit(let count): rows = Array(rows.prefix(count))
        case .aggregate:
          return try aggregate(read, scope, rows.map(\.row), fetched.dataset, reference)
        }
      }
      var results: [ResultRow] = []
      for row in rows {
        let rowScope = evaluator.with(row: row.row, of: read.entity)
        if let result = row.result {
          results.append(result)
        } else {
          results.append(try reference.project(row.row, read.projection, rowScope))
        }
      }
      return results
    } catch {
      throw RunnerError.evaluation(error)
    }
  }

  /// Aggregates the rows as the pattern asks; the filter has been applied.
  ///
  /// - Parameter fetched: What they refer to, among other rows.
  private func aggregate(
    _ read: Read,
    _ scope: CallScope,
    _ rows: [[Value]],
    _ fetched: Dataset,
    _ reference: Evaluator
  ) throws(EvaluationError) -> [ResultRow] {
    var dataset = fetched
    dataset[read.entity] = rows
    let unfiltered = Read(
      entity: read.entity,
      projection: read.projection,
      filter: nil,
      order: read.order,
      limit: read.limit,
      page: read.page,
      group: read.group
    )
    let pattern = scope.pattern.with(operation: .read(unfiltered))
    return try reference.read(pattern, scope.arguments, dataset, now: scope.now)
  }
}

/// A row and the entity it is of.
struct EntityRow {
  let entity: EntityID
  /// One for each field; of an item's row also one for each that it may carry, see `CarriedRow`.
  var values: [Value]
}
