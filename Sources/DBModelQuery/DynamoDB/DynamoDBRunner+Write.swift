public import DBModelDesign
import DBModelJSON
public import DBModelWorkload

/// How a write on DynamoDB ended.
public enum DynamoDBWriteOutcome: Hashable, Sendable {
  case applied
  /// What a statement demands of its rows does not hold; counted from 0 in the order written, a
  /// loop's statements counted once.
  case conditionFailed(statement: Int)
  /// A row with this primary key exists.
  case duplicateKey(EntityID)
}

/// Which conditions of a refused request did not hold.
public struct ConditionFailure: Hashable, Sendable {
  /// Positions among the actions of the request, ascending; 0 for a request of its own.
  public let actions: [Int]

  public init(actions: [Int]) { self.actions = actions }
}

extension DynamoDBRunner {
  /// One change of one item.
  private struct Action {
    let kind: String
    let members: JSONValue
    /// The statement it is for.
    let statement: Int
    /// The entity whose row it inserts, if it does.
    let inserts: EntityID?
    /// Whether the statement asks for a condition; without one, no row found is nothing to do.
    let isDemanded: Bool
    /// For a change that may find nothing: a check that there is nothing to be found.
    let absence: JSONValue?
  }

  /// Carries out a write. Requests of their own stop at the first condition that does not hold; a
  /// transaction is one request, all of it or nothing.
  ///
  /// - Parameters:
  ///   - now: The time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  ///   - conditionFailure: Which conditions an error of the transport is about; `nil` where it is
  ///     another error.
  public func write(
    _ pattern: AccessPattern,
    path: DynamoDBPath,
    _ arguments: Arguments,
    now: Int64,
    conditionFailure: (any Error) -> ConditionFailure?
  ) throws -> DynamoDBWriteOutcome {
    guard case .write(let shapes, _) = PatternShape(pattern, workload: workload) else {
      return .applied
    }
    let scope = CallScope(workload: workload, pattern: pattern, arguments: arguments, now: now)
    var steps: [[EntityRow]] = []
    var actions: [Action] = []
    // The requests of a statement stand in its place; those below its node go with its rows.
    var statement = -1
    for (position, request) in path.requests.enumerated() {
      guard request.kind.isWrite else {
        steps.append(try run(request, scope, steps: steps))
        continue
      }
      if path.nodes[position].isEmpty { statement += 1 }
      let isRoot = path.nodes[position].isEmpty && shapes.indices.contains(statement)
      let isDemanded = isRoot && shapes[statement].condition != nil
      for outcome in try outcomes(of: request, scope, pattern: pattern, steps: steps) {
        switch outcome {
        case .action(let kind, let members, let absence):
          actions.append(
            Action(
              kind: kind,
              members: members,
              statement: max(0, statement),
              inserts: kind == "Put" ? request.entities.first : nil,
              isDemanded: isDemanded,
              absence: absence
            )
          )
        case .neverHolds:
          if isDemanded { return .conditionFailed(statement: statement) }
        case .unsupported(let reason): throw RunnerError.unsupported(reason)
        }
      }
      steps.append([])
    }
    if path.isTransactional {
      let token = pattern.idempotency.flatMap { scope.token($0.parameter) }
      return try together(actions, token: token, conditionFailure)
    }
    return try oneByOne(actions, conditionFailure)
  }

  private func oneByOne(
    _ actions: [Action],
    _ conditionFailure: (any Error) -> ConditionFailure?
  ) throws -> DynamoDBWriteOutcome {
    for action in actions {
      do {
        _ = try send(WriteWriter.single(kind: action.kind, members: action.members))
      } catch let error where conditionFailure(error) != nil {
        if let failure = failure(action) { return failure }
      }
    }
    return .applied
  }

  /// A change that finds no row where none is demanded is left out, and the others are tried again
  /// together with the check that there is still none.
  private func together(
    _ actions: [Action],
    token: String?,
    _ conditionFailure: (any Error) -> ConditionFailure?
  ) throws -> DynamoDBWriteOutcome {
    var absent: Set<Int> = []
    while true {
      let sent = actions.indices.compactMap { position -> (kind: String, members: JSONValue)? in
        let action = actions[position]
        guard absent.contains(position) else { return (action.kind, action.members) }
        return action.absence.map { ("ConditionCheck", $0) }
      }
      // An empty transaction is refused by the service, and asks for nothing.
      guard absent.count < actions.count else { return .applied }
      do {
        // The token names one list of actions: another list is another request.
        _ = try send(WriteWriter.transaction(sent, token: absent.isEmpty ? token : nil))
        return .applied
      } catch let error {
        guard let failed = conditionFailure(error) else { throw error }
        let found = failed.actions.filter(actions.indices.contains)
        if let failure = found.lazy.compactMap({ failure(actions[$0]) }).first { return failure }
        let missing = found.filter { !absent.contains($0) }
        // A row that was missing has come in between: the caller may try again.
        guard !missing.isEmpty, missing.allSatisfy({ actions[$0].absence != nil }) else {
          throw error
        }
        absent.formUnion(missing)
      }
    }
  }

  /// What a condition that does not hold means; `nil` where it means that there is nothing to do.
  private func failure(_ action: Action) -> DynamoDBWriteOutcome? {
    if let entity = action.inserts { return .duplicateKey(entity) }
    return action.isDemanded ? .conditionFailed(statement: action.statement) : nil
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
        operands: operands,
        now: scope.now
      ).change(request, key: key, creates: request.createsMissing)
    }
  }

  private func puts(_ request: DynamoDBRequest, _ scope: CallScope) -> [WriteWriter.Outcome] {
    let writer = WriteWriter(
      workload: workload,
      pattern: scope.pattern,
      design: design,
      operands: scope.operands,
      now: scope.now
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
    guard case .value(.string(let text)) = arguments[parameter], !text.isEmpty else { return nil }
    return String(text.prefix(36))
  }
}
