import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// The key of a guard. Texts that only look alike are two: the service compares bytes.
struct GuardKey: Hashable {
  let text: String

  static func == (a: GuardKey, b: GuardKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}

/// The put or the delete of one guard.
struct GuardChange {
  let guarding: UniqueGuard
  let table: DynamoDBTable
  /// The value of its key.
  let key: GuardKey
  let isPut: Bool

  var kind: String { isPut ? "Put" : "Delete" }

  /// A guard is put where there is none, and taken away whether it is there or not: a row that was
  /// written without guards has none.
  var members: JSONValue {
    var builder = ExpressionBuilder()
    let item = place
    guard isPut else {
      return .object([.init("TableName", .string(table.name)), .init("Key", item)])
    }
    let name = builder.reference(to: [table.partitionKey.name])
    return .object(
      [
        .init("TableName", .string(table.name)), .init("Item", item),
        .init("ConditionExpression", .string("attribute_not_exists(\(name))")),
      ] + builder.members
    )
  }

  var place: JSONValue {
    .object([.init(table.partitionKey.name, AttributeValue.string(key.text).json)])
  }
}
