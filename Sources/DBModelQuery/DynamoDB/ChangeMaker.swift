import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// Makes the changes of rows that one request of a path asks for, with their guards.
struct ChangeMaker {
  let runner: DynamoDBRunner
  let request: DynamoDBRequest
  /// The requests for guards that go with it.
  let guards: [DynamoDBRequest]
  /// The requests of its transaction that keep attributes of other rows.
  let keepers: [DynamoDBRequest]
  let statement: Int
  let isDemanded: Bool

  private var workload: Workload { runner.workload }
  private var entity: Entity { workload[request.entities[0]] }

  // MARK: Inserts

  /// - Parameter targets: The rows read for what the new one carries of them.
  func insert(_ argument: Argument, _ scope: CallScope, _ targets: Dataset) throws -> RowChange {
    let writer = writer(scope)
    guard case .row(let given) = argument else {
      throw RunnerError.unsupported("a put without a row")
    }
    switch writer.put(request, row: given, carrying: targets) {
    case .action(let kind, let members, _):
      guard let row = writer.stored(given, of: entity) else {
        throw RunnerError.unsupported("a value of the row does not fit its field")
      }
      return RowChange(
        kind: kind,
        members: members,
        key: key(of: row) ?? .null,
        request: request,
        statement: statement,
        isDemanded: isDemanded,
        absence: nil,
        guards: try guardChanges(from: nil, to: row),
        deltas: try deltas(from: nil, to: row),
        before: nil,
        remade: { _ in nil }
      )
    case .neverHolds: throw RunnerError.unsupported("an insert that never holds")
    case .unsupported(let reason): throw RunnerError.unsupported(reason)
    }
  }

  /// A reference of a new row that leads to none, where the row would carry parts of it.
  func missingReference(_ argument: Argument, _ targets: Dataset) -> AttributeReference? {
    guard case .row(let row) = argument, row.count == entity.fields.count,
      let layout = runner.design.table(named: request.table)?.layout(of: entity.id)
    else { return nil }
    let lookup = RowLookup(workload: workload, dataset: targets)
    return layout.copies(of: entity).map(\.reference).first { reference in
      lookup.referencedKey(reference, row: row) != nil
        && lookup.referenced(reference, row: row) == nil
    }
  }

  // MARK: Changes of a row

  /// - Parameter steps: What the earlier requests returned.
  /// - Returns: `nil` where its condition can never hold with these values.
  func change(_ scope: CallScope, _ steps: [[EntityRow]]) throws -> RowChange? {
    let keys = RequestWriter(
      workload: workload,
      pattern: scope.pattern,
      operands: scope.operands
    )
    guard let key = keys.key(request) else { return nil }
    return try change(scope, key, known(scope, key, steps))
  }

  private func change(
    _ scope: CallScope,
    _ key: JSONValue,
    _ before: KnownRow?
  ) throws -> RowChange? {
    let made = writer(scope).change(
      request,
      key: key,
      creates: request.createsMissing,
      before: before
    )
    switch made {
    case .neverHolds: return nil
    case .unsupported(let reason): throw RunnerError.unsupported(reason)
    case .action(let kind, let members, let absence):
      return RowChange(
        kind: kind,
        members: members,
        key: key,
        request: request,
        statement: statement,
        isDemanded: isDemanded,
        absence: absence,
        guards: try before.map { try guardChanges(scope, $0) } ?? [],
        deltas: try before.map { try deltas(scope, $0) } ?? [],
        before: before,
        remade: { try change(scope, key, $0) }
      )
    }
  }

  /// What is known of the row that a change is about; `nil` where nothing has to be.
  private func known(_ scope: CallScope, _ key: JSONValue, _ steps: [[EntityRow]]) -> KnownRow? {
    guard let before = request.readBefore else { return nil }
    if case .perRow(let step) = request.repetition, step == before.step {
      return KnownRow(values: scope.row?.values)
    }
    let row = steps[before.step].first { $0.entity == entity.id && self.key(of: $0.values) == key }
    return KnownRow(values: row?.values)
  }

  /// The whole primary key of a row's item.
  private func key(of row: [Value]) -> JSONValue? {
    runner.design.table(named: request.table)?.itemKey(of: row, entity)
  }

  private func writer(_ scope: CallScope) -> WriteWriter {
    WriteWriter(
      workload: workload,
      pattern: scope.pattern,
      design: runner.design,
      operands: scope.operands,
      now: scope.now
    )
  }

  // MARK: Guards

  private func guardChanges(_ scope: CallScope, _ before: KnownRow) throws -> [GuardChange] {
    if guards.isEmpty { return [] }
    if request.kind == .deleteItem { return try guardChanges(from: before.values, to: nil) }
    if before.values == nil, !request.createsMissing { return [] }
    return try guardChanges(from: before.values, to: after(before, scope))
  }

  /// The row as the change leaves it, as far as guards are made of it and other rows keep it.
  private func after(_ before: KnownRow, _ scope: CallScope) throws -> [Value] {
    let fields = Set(
      guards.flatMap { $0.guarding?.fields ?? [] }
        + aggregates.flatMap { $0 }.flatMap { $0.watched(in: workload) }
    )
    let assigned = request.assignments.filter { fields.contains($0.field) }
    let maker = NewRow(workload: workload, now: scope.now)
    var row = before.values ?? [Value](repeating: .null, count: entity.fields.count)
    if before.values == nil {
      for value in request.keyEquals {
        for (field, operand) in zip(value.template.fields, value.operands) {
          row[field.rawValue] = scope.operands.value(operand) ?? .null
        }
      }
    }
    do throws(EvaluationError) {
      row = try maker.assigned(row, entity.id, assigned, scope.evaluator)
    } catch {
      throw RunnerError.evaluation(error)
    }
    if before.values == nil { row = maker.completed(row, entity.id) }
    for field in fields {
      switch FieldFit.fit(row[field.rawValue], to: entity[field].type) {
      case .success(let value): row[field.rawValue] = value
      case .failure: throw RunnerError.unsupported("a value that does not fit its field")
      }
    }
    return row
  }

  // MARK: What other rows keep

  /// By reference, each once, however many sides of it a change has.
  private var aggregates: [[KeptAggregate]] {
    var found: [[KeptAggregate]] = []
    for kept in keepers.compactMap(\.keeping) where !found.contains(kept.aggregates) {
      found.append(kept.aggregates)
    }
    return found
  }

  private func deltas(_ scope: CallScope, _ before: KnownRow) throws -> [KeptDelta] {
    if keepers.isEmpty { return [] }
    if before.values == nil, !request.createsMissing { return [] }
    let known = before.values.map { withKey($0, scope) }
    if request.kind == .deleteItem { return try deltas(from: known, to: nil) }
    return try deltas(from: known, to: withKey(after(before, scope), scope))
  }

  /// What the request names a row by is known of it, whether it was read or not.
  private func withKey(_ row: [Value], _ scope: CallScope) -> [Value] {
    var row = row
    for value in request.keyEquals {
      for (field, operand) in zip(value.template.fields, value.operands)
      where row[field.rawValue] == .null && entity.isKey(field) {
        row[field.rawValue] = scope.operands.value(operand) ?? .null
      }
    }
    return row
  }

  private func deltas(from old: [Value]?, to new: [Value]?) throws -> [KeptDelta] {
    let maker = KeptDeltas(workload: workload, design: runner.design)
    return try KeptDeltas.merged(
      aggregates.flatMap { try maker.deltas($0, from: old, to: new) }
    )
  }

  /// Nothing where a value stays as it is; the old guard goes, the new one comes.
  private func guardChanges(from old: [Value]?, to new: [Value]?) throws -> [GuardChange] {
    var seen: Set<UniqueGuard> = []
    var changes: [GuardChange] = []
    for request in guards {
      guard let own = request.guarding, seen.insert(own).inserted else { continue }
      guard let table = runner.design.table(named: request.table) else {
        throw RunnerError.unsupported("no table holds the guards")
      }
      let (gone, come) = (try key(old, own), try key(new, own))
      if gone == come { continue }
      if let gone {
        changes.append(GuardChange(guarding: own, table: table, key: gone, isPut: false))
      }
      if let come {
        changes.append(GuardChange(guarding: own, table: table, key: come, isPut: true))
      }
    }
    return changes
  }

  /// The key of a row's guard; `nil` where there is no row or it lacks one of the values.
  private func key(_ row: [Value]?, _ own: UniqueGuard) throws -> GuardKey? {
    guard let row, own.fields.allSatisfy({ row[$0.rawValue] != .null }) else { return nil }
    guard case .string(let text)? = KeyText.attribute(own.template, entity: entity, row: row) else {
      throw RunnerError.unsupported("a unique value that no key can hold")
    }
    return GuardKey(text: text)
  }
}
