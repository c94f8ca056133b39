import DBModelDesign
public import DBModelWorkload

/// What an earlier request found where a row is to be changed.
public struct KnownRow: Hashable, Sendable {
  /// One value for each field, as far as they were read; `nil` where there was no row.
  public let values: [Value]?

  public init(values: [Value]?) { self.values = values }

  /// Whether a row read later says the same of some fields.
  func agrees(with later: [Value]?, on fields: [FieldID]) -> Bool {
    guard let values, let later else { return values == nil && later == nil }
    return fields.allSatisfy { values[$0.rawValue] == later[$0.rawValue] }
  }

  /// The condition that the row is still as it was found.
  func condition(
    _ request: DynamoDBRequest,
    _ entity: Entity,
    _ table: DynamoDBTable,
    into builder: inout ExpressionBuilder
  ) -> String {
    let key = builder.reference(to: [table.partitionKey.name])
    guard let values else { return "attribute_not_exists(\(key))" }
    var parts = ["attribute_exists(\(key))"]
    for id in request.readBefore?.fields ?? [] {
      let field = entity[id]
      let name = builder.reference(to: ItemCodec.location(of: field, in: entity))
      if let value = AttributeCodec.attribute(of: values[id.rawValue], type: field.type) {
        parts.append("\(name) = \(builder.reference(to: value))")
      } else {
        parts.append("attribute_not_exists(\(name))")
      }
    }
    return parts.joined(separator: " AND ")
  }
}
