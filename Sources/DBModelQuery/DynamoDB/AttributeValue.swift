public import DBModelJSON
public import DBModelWorkload

/// A value of an item, as the DynamoDB API writes it.
public indirect enum AttributeValue: Hashable, Sendable {
  case string(String)
  case number(String)
  /// Base64 on the wire.
  case binary([UInt8])
  case bool(Bool)
  case null
  case list([AttributeValue])
  /// Sorted by name.
  case map([Member])

  public struct Member: Hashable, Sendable {
    public let name: String
    public let value: AttributeValue

    public init(_ name: String, _ value: AttributeValue) {
      self.name = name
      self.value = value
    }
  }

  /// `{"S": "…"}`.
  public var json: JSONValue {
    switch self {
    case .string(let text): ["S": .string(text)]
    case .number(let text): ["N": .string(text)]
    case .binary(let bytes): ["B": .string(Base64.text(of: bytes))]
    case .bool(let flag): ["BOOL": .bool(flag)]
    case .null: ["NULL": true]
    case .list(let items): ["L": .array(items.map(\.json))]
    case .map(let members):
      ["M": .object(members.map { JSONValue.Member($0.name, $0.value.json) })]
    }
  }

  /// Reads `{"S": "…"}`; `nil` for a type that dbmodel does not write (sets).
  public init?(json: JSONValue) {
    guard let member = json.members?.first, json.members?.count == 1 else { return nil }
    switch (member.key, member.value) {
    case ("S", .string(let text)): self = .string(text)
    case ("N", .string(let text)): self = .number(text)
    case ("B", .string(let text)):
      guard let bytes = Base64.bytes(of: text) else { return nil }
      self = .binary(bytes)
    case ("BOOL", .bool(let flag)): self = .bool(flag)
    case ("NULL", _): self = .null
    case ("L", .array(let items)):
      let values = items.compactMap(AttributeValue.init(json:))
      guard values.count == items.count else { return nil }
      self = .list(values)
    case ("M", .object(let members)):
      let values = members.compactMap { member in
        AttributeValue(json: member.value).map { Member(member.key, $0) }
      }
      guard values.count == members.count else { return nil }
      self = .map(values.sorted { $0.name < $1.name })
    default: return nil
    }
  }
}

/// The value of a scalar or a compound as an attribute, and back.
public enum AttributeCodec {
  /// The attribute of a value; `nil` for null.
  public static func attribute(of value: Value, type: ValueType) -> AttributeValue? {
    switch (value, type) {
    case (.null, _): nil
    case (.bool(let flag), _): .bool(flag)
    case (.integer(let number), _): .number(String(number))
    case (.decimal(let number), _): .number(number.text)
    case (.string(let text), _): .string(text)
    case (.bytes(let bytes), _): .binary(bytes)
    case (.timestamp(let nanoseconds), .timestamp(let precision)):
      .number(String(nanoseconds / precision.nanosecondsPerStep))
    case (.timestamp(let nanoseconds), _): .number(String(nanoseconds))
    case (.date(let days), _): .string(TimeText.date(days: days) ?? String(days))
    case (.list(let items), .list(let element, _)):
      .list(items.map { attribute(of: $0, type: element) ?? .null })
    case (.structure(let values), .structure(_, let members)):
      .map(
        zip(members, values).compactMap { member, value in
          attribute(of: value, type: member.type).map { AttributeValue.Member(member.name, $0) }
        }.sorted { $0.name < $1.name }
      )
    default: nil
    }
  }

  /// Undoes `attribute(of:type:)`; `nil` for an attribute that is not of the type.
  public static func value(of attribute: AttributeValue, type: ValueType) -> Value? {
    switch (attribute, type) {
    case (.null, _): .null
    case (.bool(let flag), .bool): .bool(flag)
    case (.number(let text), .integer): Int64(text).map(Value.integer)
    case (.number(let text), .decimal): Decimal38(text: text).map(Value.decimal)
    case (.number(let text), .timestamp(let precision)):
      Int64(text).map { .timestamp(nanoseconds: $0 &* precision.nanosecondsPerStep) }
    case (.string(let text), .date): TimeText.days(ofDate: text).map(Value.date)
    case (.string(let text), .string), (.string(let text), .uuid), (.string(let text), .ulid),
      (.string(let text), .enumeration):
      .string(text)
    case (.binary(let bytes), .bytes): .bytes(bytes)
    case (.list(let items), .list(let element, _)):
      .list(items.map { value(of: $0, type: element) ?? .null })
    case (.map(let members), .structure(_, let declared)):
      .structure(
        declared.map { member in
          members.first { $0.name == member.name }
            .flatMap { value(of: $0.value, type: member.type) } ?? .null
        }
      )
    default: nil
    }
  }
}
