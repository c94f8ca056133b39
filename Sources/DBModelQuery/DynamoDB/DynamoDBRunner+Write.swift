public import DBModelDesign
import DBModelJSON
public import DBModelWorkload

extension DynamoDBRunner {
  /// Carries out a write. Requests of their own stop at the first error; a transaction is one
  /// request.
  ///
  /// - Parameter now: The time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  /// - Returns: Whether every condition held; an unsatisfied one changes nothing in a transaction.
  public func write(
    _ pattern: AccessPattern,
    path: DynamoDBPath,
    _ arguments: Arguments,
    now: Int64,
    isConditionFailure: (any Error) -> Bool
  ) throws -> Bool {
    guard case .write = pattern.operation else { return true }
    let scope = CallScope(workload: workload, pattern: pattern, arguments: arguments, now: now)
    var steps: [[EntityRow]] = []
    var actions: [(kind: String, members: JSONValue)] = []
    for request in path.requests {
      guard request.kind.isWrite else {
        steps.append(try run(request, scope, steps: steps))
        continue
      }
      for outcome in try outcomes(of: request, scope, pattern: pattern, steps: steps) {
        switch outcome {
        case .action(let kind, let members): actions.append((kind, members))
        case .neverHolds: return false
        case .unsupported(let reason): throw RunnerError.unsupported(reason)
        }
      }
      steps.append([])
    }
    do {
      if path.isTransactional {
        // An empty transaction is refused by the service, and asks for nothing.
        if actions.isEmpty { return true }
        let token = pattern.idempotency.flatMap { scope.token($0.parameter) }
        _ = try send(WriteWriter.transaction(actions, token: token))
      } else {
        for action in actions {
          _ = try send(WriteWriter.single(kind: action.kind, members: action.members))
        }
      }
      return true
    } catch let error where isConditionFailure(error) {
      return false
    }
  }

  private func outcomes(
    of request: DynamoDBRequest,
    _ scope: CallScope,
    pattern: AccessPattern,
    steps: [[EntityRow]]
  ) throws -> [WriteWriter.Outcome] {
    if request.kind == .putItem { return puts(request, scope) }
    return scopes(of: request, scope, steps: steps).map { scope in
      let operands = scope.operands
      let keys = RequestWriter(workload: workload, pattern: pattern, operands: operands)
      guard let key = keys.key(request) else { return .neverHolds }
      return WriteWriter(
        workload: workload,
        pattern: pattern,
        design: design,
        operands: operands
      ).change(request, key: key, creates: request.createsMissing)
    }
  }

  private func puts(_ request: DynamoDBRequest, _ scope: CallScope) -> [WriteWriter.Outcome] {
    let writer = WriteWriter(
      workload: workload,
      pattern: scope.pattern,
      design: design,
      operands: scope.operands
    )
    guard let source = request.source else { return [.unsupported("a put without a row")] }
    let given: [Argument]
    if case .many(let elements) = scope.arguments[source] {
      given = elements
    } else {
      given = [scope.arguments[source]]
    }
    return given.map { argument in
      guard case .row(let row) = argument else { return .unsupported("a put without a row") }
      return writer.put(request, row: row)
    }
  }
}

extension DynamoDBRequest.Kind {
  /// Whether it changes an item or stands among the actions of a write transaction.
  public var isWrite: Bool {
    switch self {
    case .putItem, .updateItem, .deleteItem, .conditionCheck: true
    case .getItem, .batchGetItem, .query, .scan: false
    }
  }
}

extension CallScope {
  /// The text of an idempotency token: 36 characters at most.
  fileprivate func token(_ parameter: ParameterID) -> String? {
    guard case .value(.string(let text)) = arguments[parameter] else { return nil }
    return String(text.prefix(36))
  }
}
