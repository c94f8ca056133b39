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
    case action(kind: String, members: JSONValue)
    /// Its condition can never hold with these values.
    case neverHolds
    case unsupported(String)
  }

  private let workload: Workload
  private let pattern: AccessPattern
  private let design: DynamoDBDesign
  private let operands: OperandValues

  public init(
    workload: Workload,
    pattern: AccessPattern,
    design: DynamoDBDesign,
    operands: OperandValues
  ) {
    self.workload = workload
    self.pattern = pattern
    self.design = design
    self.operands = operands
  }

  /// The insert of a row.
  public func put(_ request: DynamoDBRequest, row: [Value]) -> Outcome {
    guard let entity = request.entities.first, let table = design.table(named: request.table),
      let layout = table.layout(of: entity)
    else { return .unsupported("no table holds the row") }
    let codec = ItemCodec(entity: workload[entity], layout: layout, table: table)
    guard let item = codec.item(of: row) else {
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
      )
    )
  }

  /// An update, an upsert (`creates`), a delete or a check of one item.
  ///
  /// - Parameter key: The whole primary key, as `RequestWriter.key` writes it.
  public func change(_ request: DynamoDBRequest, key: JSONValue, creates: Bool) -> Outcome {
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
        operands: operands
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
    if !creates {
      conditions.append("attribute_exists(\(builder.reference(to: [table.partitionKey.name])))")
    }
    if let condition = request.condition {
      let writer = ConditionWriter(entity: entity, pattern: pattern, operands: operands)
      var attempt = builder
      switch writer.write(condition, into: &attempt) {
      case .always(true): break
      case .always(false): return .neverHolds
      case .unsupported: return .unsupported("a condition that the service cannot check")
      case .text(let text):
        builder = attempt
        conditions.append(text)
      }
    }
    if !conditions.isEmpty {
      let text = conditions.joined(separator: " AND ")
      members.append(.init("ConditionExpression", .string(text)))
    }
    return .action(kind: kindName(request.kind), members: .object(members + builder.members))
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
