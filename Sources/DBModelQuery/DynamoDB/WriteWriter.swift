public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// Fills a write with values and writes it as the service wants it.
///
/// An insert refuses to replace an item, an update and a delete refuse to touch one that does not
/// exist, and an upsert makes the keys and the type of the item it may create.
public struct WriteWriter {
  /// What became of a write.
  public enum Outcome: Hashable, Sendable {
    /// The members of a `Put`, `Update`, `Delete` or `ConditionCheck` of a transaction, which are
    /// also those of the request of its own.
    ///
    /// `absence` are the members of a `ConditionCheck` that there is no row to change; `nil` for
    /// what always changes something.
    case action(kind: String, members: JSONValue, absence: JSONValue?)
    /// Its condition can never hold with these values.
    case neverHolds
    case unsupported(String)
  }

  private let workload: Workload
  private let pattern: AccessPattern
  private let design: DynamoDBDesign
  private let operands: OperandValues
  private let now: Int64

  /// - Parameter now: The time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  public init(
    workload: Workload,
    pattern: AccessPattern,
    design: DynamoDBDesign,
    operands: OperandValues,
    now: Int64
  ) {
    self.workload = workload
    self.pattern = pattern
    self.design = design
    self.operands = operands
    self.now = now
  }

  /// The insert of a row, completed and made to fit as every store does it.
  ///
  /// - Parameter targets: Of the rows that it refers to those that it carries parts of.
  func put(_ request: DynamoDBRequest, row: [Value], carrying targets: Dataset) -> Outcome {
    guard let entity = request.entities.first, let table = design.table(named: request.table),
      let layout = table.layout(of: entity)
    else { return .unsupported("no table holds the row") }
    let codec = ItemCodec(workload: workload, layout: layout, table: table)
    guard let stored = stored(row, of: workload[entity]) else {
      return .unsupported("a value of the row does not fit its field")
    }
    let carried = CarriedRow(workload: workload, dataset: targets)
    guard let item = codec.item(of: carried.row(stored, of: workload[entity])) else {
      return .unsupported("a key of the row is empty or cannot be written")
    }
    var builder = ExpressionBuilder()
    let exists = builder.reference(to: [table.partitionKey.name])
    let attributes = item.map { JSONValue.Member($0.name, $0.value.json) }
    return .action(
      kind: "Put",
      members: .object(
        [
          .init("TableName", .string(table.name)), .init("Item", .object(attributes)),
          .init("ConditionExpression", .string("attribute_not_exists(\(exists))")),
        ] + builder.members
      ),
      absence: nil
    )
  }

  /// The row as it is stored; `nil` where a value does not fit.
  func stored(_ row: [Value], of entity: Entity) -> [Value]? {
    guard row.count == entity.fields.count else { return nil }
    let completed = NewRow(workload: workload, now: now).completed(row, entity.id)
    var fitted: [Value] = []
    for (field, value) in zip(entity.fields, completed) {
      guard case .success(let own) = FieldFit.fit(value, to: field.type) else { return nil }
      fitted.append(own)
    }
    return fitted
  }

  /// An update, an upsert (`creates`), a delete or a check of one item.
  ///
  /// - Parameters:
  ///   - key: The whole primary key, as `RequestWriter.key` writes it.
  ///   - before: What is known of the row, where the request asks that this is still so.
  public func change(
    _ request: DynamoDBRequest,
    key: JSONValue,
    creates: Bool,
    before: KnownRow? = nil
  ) -> Outcome {
    guard let owner = request.entities.first, let table = design.table(named: request.table),
      let layout = table.layout(of: owner)
    else { return .unsupported("no table holds the row") }
    let entity = workload[owner]
    var builder = ExpressionBuilder()
    var members: [JSONValue.Member] = [
      .init("TableName", .string(table.name)), .init("Key", key),
    ]
    if request.kind == .updateItem {
      let update = UpdateExpressionWriter(
        entity: entity,
        layout: layout,
        table: table,
        operands: operands,
        initial: initialValues(of: entity, request.assignments)
      )
      guard
        let text = update.write(
          request.assignments,
          creating: creates ? request.keyEquals : nil,
          into: &builder
        )
      else { return .unsupported("an assignment that the service cannot compute") }
      members.append(.init("UpdateExpression", .string(text)))
    }
    var conditions: [String] = []
    switch condition(of: request, table, creates: creates, into: &builder) {
    case .always(true): break
    case .always(false): return .neverHolds
    case .unsupported: return .unsupported("a condition that the service cannot check")
    case .text(let text): conditions.append(text)
    }
    if let before { conditions.append(before.condition(request, entity, table, into: &builder)) }
    if !conditions.isEmpty {
      let text =
        conditions.count == 1
        ? conditions[0] : conditions.map { "(\($0))" }.joined(separator: " AND ")
      members.append(.init("ConditionExpression", .string(text)))
    }
    return .action(
      kind: kindName(request.kind),
      members: .object(members + builder.members),
      absence: creates ? nil : absence(of: request, table, key: key)
    )
  }

  /// What must hold of the item: of a change that there is one, and the condition; of an upsert the
  /// condition only where there is one.
  private func condition(
    of request: DynamoDBRequest,
    _ table: DynamoDBTable,
    creates: Bool,
    into builder: inout ExpressionBuilder
  ) -> ConditionWriter.Outcome {
    let owner = request.entities.first.map { workload[$0] }
    var wanted = ConditionWriter.Outcome.always(true)
    if let condition = request.condition, let owner {
      let writer = ConditionWriter(entity: owner, pattern: pattern, operands: operands)
      var attempt = builder
      wanted = writer.write(condition, into: &attempt)
      if case .text = wanted { builder = attempt }
    }
    func key() -> String { builder.reference(to: [table.partitionKey.name]) }
    switch (wanted, creates) {
    case (.always(true), true), (.unsupported, _), (.always(false), false): return wanted
    case (.always(true), false): return .text("attribute_exists(\(key()))")
    case (.always(false), true): return .text("attribute_not_exists(\(key()))")
    case (.text(let text), false): return .text("attribute_exists(\(key())) AND \(text)")
    case (.text(let text), true): return .text("attribute_not_exists(\(key())) OR \(text)")
    }
  }

  /// The check that there is no item to change: none under the key, or one that does not satisfy
  /// the condition.
  private func absence(
    of request: DynamoDBRequest,
    _ table: DynamoDBTable,
    key: JSONValue
  ) -> JSONValue? {
    var builder = ExpressionBuilder()
    guard
      case .text(let text) = condition(of: request, table, creates: false, into: &builder)
    else { return nil }
    return .object(
      [
        .init("TableName", .string(table.name)), .init("Key", key),
        .init("ConditionExpression", .string("NOT (\(text))")),
      ] + builder.members
    )
  }

  /// What an upsert that makes an item gives the fields that nothing is assigned to.
  private func initialValues(of entity: Entity, _ assignments: [Assignment]) -> [(Field, Value)] {
    let newRow = NewRow(workload: workload, now: now)
    return entity.fields.compactMap { field in
      guard !assignments.contains(where: { $0.field == field.id }), !entity.isKey(field.id) else {
        return nil
      }
      let value = newRow.initialValue(of: field, entity)
      guard value != .null, case .success(let fitted) = FieldFit.fit(value, to: field.type) else {
        return nil
      }
      return (field, fitted)
    }
  }

  /// The request of its own for one action.
  public static func single(kind: String, members: JSONValue) -> ConcreteRequest {
    ConcreteRequest(operation: "\(kind)Item", body: members)
  }

  /// All actions or none.
  ///
  /// - Parameter token: Makes a repetition within ten minutes harmless; 1 to 36 characters.
  public static func transaction(
    _ actions: [(kind: String, members: JSONValue)],
    token: String?
  ) -> ConcreteRequest {
    let items = actions.map { JSONValue.object([.init($0.kind, $0.members)]) }
    var members: [JSONValue.Member] = [.init("TransactItems", .array(items))]
    if let token { members.append(.init("ClientRequestToken", .string(token))) }
    return ConcreteRequest(operation: "TransactWriteItems", body: .object(members))
  }

  private func kindName(_ kind: DynamoDBRequest.Kind) -> String {
    switch kind {
    case .updateItem: "Update"
    case .deleteItem: "Delete"
    case .conditionCheck: "ConditionCheck"
    default: preconditionFailure("\(kind.rawValue) does not change one item")
    }
  }
}
