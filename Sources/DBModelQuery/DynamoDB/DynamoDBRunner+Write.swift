public import DBModelDesign
import DBModelJSON
public import DBModelWorkload

extension DynamoDBRunner {
  /// Times that a change is made up anew because another call was first.
  private static let attempts = 4

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
    guard case .write(let shapes, let isTransaction) = PatternShape(pattern, workload: workload)
    else {
      return .applied
    }
    let scope = CallScope(workload: workload, pattern: pattern, arguments: arguments, now: now)
    var steps: [[EntityRow]] = []
    var together: [RowChange] = []
    // The requests of a statement stand in its place; those below its node go with its rows.
    let embedded = try EmbeddedInserts(shapes, path, self, scope)
    if let duplicate = embedded.duplicate { return .duplicateKey(duplicate) }
    // One item takes no transaction; others beside it do.
    let isTogether = path.isTransactional || isTransaction && !embedded.unasked.isEmpty
    var asked = shapes.indices.filter { !embedded.joined.contains($0) }[...]
    var statement = -1
    var position = 0
    while position < path.requests.count {
      let request = path.requests[position]
      guard request.kind.isWrite else {
        steps.append(try run(request, scope, steps: steps))
        position += 1
        continue
      }
      let companions = path.companions(of: position)
      if path.nodes[position].isEmpty { statement = asked.popFirst() ?? shapes.count }
      let isRoot = path.nodes[position].isEmpty && shapes.indices.contains(statement)
      let maker = ChangeMaker(
        runner: self,
        request: request,
        guards: path.guards(of: position).map { path.requests[$0] },
        keepers: path.keepers(of: position).map { path.requests[$0] },
        statement: max(0, statement),
        isDemanded: isRoot && shapes[statement].condition != nil
      )
      if maker.isDemanded, shapes[statement].isUniqueLookup, finds(request, steps) == false {
        return .conditionFailed(statement: statement)
      }
      let targets = targets(steps, embedded.rows)
      for (argument, _) in inserted(maker.request, scope) {
        if let missing = maker.missingReference(argument, targets) {
          return .missingReference(missing)
        }
      }
      var makes = changes(maker, scope, steps, targets)
      if request.addsRows, isRoot {
        makes = embedded.additions(of: statement).map { change in { change } }
      }
      for make in makes {
        guard let change = try make() else {
          if maker.isDemanded { return .conditionFailed(statement: statement) }
          continue
        }
        if isTogether {
          if let failure = try add(change, to: &together) { return failure }
        } else if let failure = try alone(change, conditionFailure) {
          return failure
        }
      }
      steps += [[EntityRow]](repeating: [], count: 1 + companions.count)
      position = companions.upperBound
    }
    for change in embedded.unasked {
      if isTogether {
        if let failure = try add(change, to: &together) { return failure }
      } else if let failure = try alone(change, conditionFailure) {
        return failure
      }
    }
    guard isTogether else { return .applied }
    let token = pattern.idempotency.flatMap { scope.token($0.parameter) }
    return try self.together(together, token: token, conditionFailure)
  }

  /// Whether the look-up of a change found a row; `nil` where it has none.
  private func finds(_ request: DynamoDBRequest, _ steps: [[EntityRow]]) -> Bool? {
    guard case .perRow(let step) = request.repetition else { return nil }
    return !steps[step].isEmpty
  }

  /// One for each row or element, made up when its turn comes.
  private func changes(
    _ maker: ChangeMaker,
    _ scope: CallScope,
    _ steps: [[EntityRow]],
    _ targets: Dataset
  ) -> [() throws -> RowChange?] {
    guard maker.request.kind == .putItem else {
      return scopes(of: maker.request, scope, steps: steps).map { scope in
        { try maker.change(scope, steps) }
      }
    }
    guard maker.request.source != nil else {
      return [{ throw RunnerError.unsupported("a put without a row") }]
    }
    return inserted(maker.request, scope).map { argument, scope in
      { try maker.insert(argument, scope, targets) }
    }
  }

  /// The rows that a put is given, each with the scope of its repetition.
  private func inserted(
    _ request: DynamoDBRequest,
    _ scope: CallScope
  ) -> [(row: Argument, scope: CallScope)] {
    guard request.kind == .putItem, let source = request.source else { return [] }
    var loop: ParameterID?
    if case .perElement(let list) = request.repetition { loop = list }
    return inserted(source, loop: loop, scope)
  }

  /// The rows of a parameter, for each element of a list where there is a loop over one.
  func inserted(
    _ source: ParameterID,
    loop: ParameterID?,
    _ scope: CallScope
  ) -> [(row: Argument, scope: CallScope)] {
    // A list that is inserted as a whole is no loop over it.
    if case .many(let elements) = scope.arguments[source] { return elements.map { ($0, scope) } }
    guard let loop else { return [(scope.arguments[source], scope)] }
    return scope.elements(of: loop).map { scope.element($0, of: loop) }
      .map { ($0.arguments[source], $0) }
  }

  /// The rows that were read before, and those that are put with the rows whose items hold them.
  private func targets(
    _ steps: [[EntityRow]],
    _ embedded: [(entity: EntityID, row: [Value])]
  ) -> Dataset {
    var found = FetchedRows(workload: workload)
    for row in steps.joined() { found.add(row, carrying: []) }
    for (entity, row) in embedded {
      found.add(EntityRow(entity: entity, values: row), carrying: [])
    }
    return found.dataset
  }

  /// A transaction names an item once: all that is added to one is one update.
  private func add(
    _ change: RowChange,
    to together: inout [RowChange]
  ) throws -> DynamoDBWriteOutcome? {
    let place = together.firstIndex { other in
      !change.adding.isEmpty && !other.adding.isEmpty && other.key == change.key
        && other.request.table == change.request.table
    }
    guard let place else {
      together.append(change)
      return nil
    }
    let known = together[place].adding
    let twice = change.adding.first { addition in
      known.contains { $0.shares(addition, workload) }
    }
    let rows = (known + change.adding).reduce(0) { $0 + $1.rows.count }
    guard rows <= EmbeddedRows.mostPerUpdate else {
      throw RunnerError.unsupported("more rows for one item than one update takes")
    }
    if let twice { return .duplicateKey(twice.held.entity) }
    together[place] = try together[place].adding(change.adding, self)
    return nil
  }

  /// Why rows could not be added to an item: it is not there, or holds one of them already.
  private func refusal(_ change: RowChange) throws -> DynamoDBWriteOutcome? {
    guard let first = change.adding.first else { return change.failure }
    guard let item = try item(change) else { return .missingReference(first.held.reference) }
    let taken = change.adding.first { $0.isHeld(by: item, workload) } ?? first
    return .duplicateKey(taken.held.entity)
  }

  /// The item that a change is about, as it stands.
  private func item(_ change: RowChange) throws -> JSONValue? {
    let members: [JSONValue.Member] = [
      .init("TableName", .string(change.request.table)), .init("Key", change.key),
      .init("ConsistentRead", true),
    ]
    return try send(ConcreteRequest(operation: "GetItem", body: .object(members)))["Item"]
  }

  // MARK: One change

  /// - Returns: How it failed; `nil` where it is done, or there is nothing to do.
  private func alone(
    _ made: RowChange,
    _ conditionFailure: (any Error) -> ConditionFailure?
  ) throws -> DynamoDBWriteOutcome? {
    var change = made
    var gone: Set<KeptPlace> = []
    for _ in 0..<(Self.attempts + made.deltas.count) {
      if change.findsNothing { return change.failure }
      let actions = try ChangeActions(change, gone: gone)
      do {
        _ = try send(actions.request)
        return nil
      } catch let error {
        guard let failed = conditionFailure(error) else { throw error }
        if !failed.actions.contains(0) {
          guard let first = failed.actions.first, actions.owners.indices.contains(first) else {
            throw error
          }
          if let failure = try Self.failure(actions.owners[first], &gone, error) { return failure }
          continue
        }
        guard let later = try later(change) else {
          if change.onlyRaces { throw error }
          return try refusal(change)
        }
        guard let again = try change.remade(later) else { return change.failure }
        change = again
      }
    }
    return .lostRace(made.entity)
  }

  /// What it means that a guard or a row that keeps something is not as it should be.
  ///
  /// - Returns: `nil` where the row is gone that kept something: then nothing is kept any more.
  private static func failure(
    _ owner: ActionOwner,
    _ gone: inout Set<KeptPlace>,
    _ error: any Error
  ) throws -> DynamoDBWriteOutcome? {
    switch owner {
    case .row: throw error
    case .guarding(let own, _): return .duplicateUnique(own.entity, own.fields)
    case .kept(let delta):
      if delta.isDemanded { return .missingReference(delta.reference) }
      // It was looked for and not found, or found where it had not been.
      if !gone.insert(delta.place).inserted { gone.remove(delta.place) }
      return nil
    }
  }

  /// What stands now where another call was first; `nil` where the row is as it was known.
  private func later(_ change: RowChange) throws -> KnownRow? {
    guard let before = change.before, let fields = change.request.readBefore?.fields else {
      return nil
    }
    let values = try item(change).map { try row(of: $0, change.request).values }
    return before.agrees(with: values, on: fields) ? nil : KnownRow(values: values)
  }

  // MARK: One transaction

  /// A change that finds no row where none is demanded is left out, and the others are tried again
  /// together with the check that there is still none.
  private func together(
    _ made: [RowChange],
    token: String?,
    _ conditionFailure: (any Error) -> ConditionFailure?
  ) throws -> DynamoDBWriteOutcome {
    var changes = made
    // A row that was not there when it was looked for is left out from the beginning.
    var absent = Set(
      made.indices.filter {
        made[$0].findsNothing && made[$0].failure == nil && made[$0].absence != nil
      }
    )
    var gone: Set<KeptPlace> = []
    var races = 0
    var isFirst = true
    while true {
      // An empty transaction is refused by the service, and asks for nothing.
      guard absent.count < changes.count else { return .applied }
      let batch = try TransactionBatch(changes, absent: absent, gone: gone)
      if let missing = batch.missing { return .missingReference(missing) }
      let done = batch.duplicate ?? .applied
      if batch.actions.isEmpty { return done }
      do {
        // The token names one list of actions: another list is another request.
        let own = isFirst && batch.duplicate == nil ? token : nil
        isFirst = false
        _ = try send(WriteWriter.transaction(batch.actions, token: own))
        return done
      } catch let error {
        guard let failed = conditionFailure(error) else { throw error }
        let owners = failed.actions.filter(batch.owners.indices.contains).map { batch.owners[$0] }
        let rows = Set(owners.compactMap { if case .row(let change) = $0 { change } else { nil } })
        var isRemade = false
        for number in rows.sorted() {
          guard let later = try later(changes[number]) else { continue }
          races += 1
          isRemade = true
          absent.remove(number)
          guard races < Self.attempts else { return .lostRace(changes[number].entity) }
          guard let again = try changes[number].remade(later) else {
            if let failure = changes[number].failure { return failure }
            absent.insert(number)
            continue
          }
          changes[number] = again
        }
        if isRemade { continue }
        if let failure = try failure(owners, rows, changes) { return failure }
        let missing = rows.subtracting(absent)
        if missing.isEmpty, races < Self.attempts, let first = owners.first, case .kept = first {
          races += 1
          if let failure = try Self.failure(first, &gone, error) { return failure }
          continue
        }
        // A row that was missing has come in between: the caller may try again.
        guard !missing.isEmpty, missing.allSatisfy({ changes[$0].absence != nil }) else {
          throw error
        }
        absent.formUnion(missing)
      }
    }
  }

  /// The first of the conditions that do not hold, unless that means that there is nothing to do.
  private func failure(
    _ owners: [ActionOwner],
    _ rows: Set<Int>,
    _ changes: [RowChange]
  ) throws -> DynamoDBWriteOutcome? {
    for owner in owners {
      switch owner {
      case .row(let number): if let failure = try refusal(changes[number]) { return failure }
      case .guarding(let guarding, let number):
        // The guards of a row that is not changed are not changed.
        if rows.contains(number) { continue }
        return .duplicateUnique(guarding.entity, guarding.fields)
      case .kept: continue
      }
    }
    return nil
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
