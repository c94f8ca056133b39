import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is to be said about several items that one call writes or reads by their keys.
struct ActionFindings {
  let pattern: AccessPattern
  let workload: Workload

  // MARK: One item twice

  /// Actions of a transaction that name an item which an earlier one names.
  func twice(_ path: DynamoDBPath, catalog: KeyCatalog) -> [Diagnostic] {
    let statements = pattern.statements
    var firsts: [WrittenItem: SourceSpan] = [:]
    var found: [Diagnostic] = []
    var position = 0
    // Rows that go with a deleted one stand below their relationship; the rest are the statements.
    // What guards are written, and what rows are counted for, is known of the values alone.
    for (request, node) in zip(path.requests, path.nodes)
    where node.isEmpty && !request.isCompanion {
      guard let item = WrittenItem(request, catalog: catalog) else { continue }
      guard statements.indices.contains(position) else { break }
      let span = statements[position].span
      position += 1
      guard let first = firsts[item] else {
        firsts[item] = span
        continue
      }
      found.append(twice(request, at: span, first: first))
    }
    return found
  }

  private func twice(
    _ request: DynamoDBRequest,
    at span: SourceSpan,
    first: SourceSpan
  ) -> Diagnostic {
    let name = workload[request.entities[0]].name
    return Diagnostic(
      PlanningRules.itemTwice,
      "the transaction of `\(pattern.name)` changes one item of `\(name)` twice",
      at: Label(span, "the same item again"),
      secondary: [Label(first, "first here")],
      notes: [
        "TransactWriteItems refuses two actions on one item: every call fails, whatever it holds"
      ],
      help: ["say all that changes in one statement: `set a = …, b = …`"],
      path: "access \(pattern.name)"
    )
  }

  // MARK: Batches

  /// Lists that one batch holds on average, and not at their declared maximum.
  func batches(_ path: DynamoDBPath) -> [Diagnostic] {
    path.requests.enumerated().compactMap { position, request in
      // With guards, each element is a transaction of its own.
      guard !request.kind.isWrite || !path.isTransactional(at: position),
        case .perElement(let list) = request.repetition,
        case .many(_, let count) = pattern[list].type, let most = count.maximum,
        let batch = batch(request), count.average <= batch.limit.value, most > batch.limit.value
      else { return nil }
      let entity = workload[request.entities[0]].name
      let size = FigureFormatter.count(batch.limit.value)
      return Diagnostic(
        PlanningRules.batchInParts,
        "`\(pattern.name)` \(batch.verb) up to \(FigureFormatter.count(most)) items of `\(entity)`, and"
          + " \(batch.name) takes \(size)",
        at: Label(pattern[list].span, "\(FigureFormatter.count(count.average)) on average"),
        notes: [
          "an average call is one batch; the largest is"
            + " \(FigureFormatter.count((most / batch.limit.value).rounded(.up))) of them, of which one"
            + " may succeed and the next fail"
        ],
        help: [
          "lower the maximum to \(size), divide the list in the application, or declare a"
            + " `transaction` if it holds together"
        ],
        path: "access \(pattern.name)"
      )
    }
  }

  /// The batch operation that the requests of a list go in. Updates have none.
  private func batch(
    _ request: DynamoDBRequest
  ) -> (name: String, verb: String, limit: ServiceLimit)? {
    guard request.condition == nil else { return nil }
    return switch request.kind {
    case .putItem, .deleteItem:
      ("BatchWriteItem", "writes", DynamoDBLimits.batchWriteItems)
    case .batchGetItem: ("BatchGetItem", "reads", DynamoDBLimits.batchGetItems)
    default: nil
    }
  }
}
