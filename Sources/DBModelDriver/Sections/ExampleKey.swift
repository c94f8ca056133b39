import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The key of an item that could stand in a table, so that a reader sees what a template makes.
///
/// Values are made up, always the same for the same type: a random identifier, a day of the
/// model's edition, the first case of an enumeration, the smallest number from 7 on.
struct ExampleKey {
  let entity: Entity

  /// `pk=42#7, sk=#Order`; `nil` where a value cannot be shown.
  func text(_ table: DynamoDBTable, _ layout: ItemLayout) -> String? {
    var parts: [String] = []
    let keys =
      [(table.partitionKey, Optional(layout.partitionKey))]
      + (table.sortKey.map { [($0, layout.sortKey)] } ?? [])
    for (attribute, template) in keys {
      guard let template, let value = value(template) else { return nil }
      parts.append("\(attribute.name)=\(value)")
    }
    return parts.joined(separator: ", ")
  }

  /// The same of the guard of a unique value.
  func text(_ table: DynamoDBTable, _ own: UniqueGuard) -> String? {
    value(own.template).map { "\(table.partitionKey.name)=\($0)" }
  }

  /// What the template of an attribute makes; `nil` where a value cannot be shown.
  func value(_ template: KeyTemplate) -> String? {
    switch template {
    case .native(let field): return shown(entity[field].type)
    case .shard(let fields, let count):
      return ShardNumber.number(of: fields, count: count, entity: entity, row: row).map { "\($0)" }
    case .text(let segments):
      var text = ""
      for segment in segments {
        switch segment {
        case .literal(let literal): text += literal
        case .field(let field):
          let type = entity[field].type
          guard let value = Self.example(type), let part = KeyEncoding.text(of: value, type: type)
          else { return nil }
          text += part
        }
      }
      return text
    }
  }

  /// The text whose hash is an item's shard.
  func hashed(_ fields: [FieldID]) -> String? {
    ShardNumber.text(of: fields, entity: entity, row: row)
  }

  private var row: [Value] { entity.fields.map { Self.example($0.type) ?? .null } }

  /// A value in its native form, as the service's tools show it.
  private func shown(_ type: ValueType) -> String? {
    guard let value = Self.example(type),
      let attribute = AttributeCodec.attribute(of: value, type: type)
    else { return nil }
    switch attribute {
    case .string(let text), .number(let text): return text
    default: return nil
    }
  }

  private static func example(_ type: ValueType) -> Value? {
    switch type {
    case .bool: .bool(true)
    case .integer(let minimum, let maximum):
      .integer(min(max(7, minimum ?? 7), maximum ?? .max))
    case .decimal(_, let scale): Decimal38(text: scale > 0 ? "7.5" : "7").map { .decimal($0) }
    case .string(let most, _): .string(String("example".prefix(max(1, most))))
    case .uuid: .string("5f0c9d3e-7a41-4c0e-9b1d-2f6a8e4c1b70")
    case .ulid: .string("01KB3M7ZQ8V5X2N4T6R9W1Y0CD")
    case .timestamp: .timestamp(nanoseconds: 1_782_864_000_000_000_000)
    case .date: .date(days: 20_635)
    case .enumeration(let cases): cases.first.map { .string($0.name) }
    case .bytes, .structure, .list, .set, .map: nil
    }
  }
}
