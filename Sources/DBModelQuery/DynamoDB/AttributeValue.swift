public import DBModelJSON
public import DBModelWorkload

/// A value of an item, as the DynamoDB API writes it.
public indirect enum AttributeValue: Sendable {
  case string(String)
  case number(String)
  /// Base64 on the wire.
  case binary([UInt8])
  case bool(Bool)
  case null
  case list([AttributeValue])
  /// Never empty: the service has no empty sets.
  case stringSet([String])
  case numberSet([String])
  case binarySet([[UInt8]])
  /// Sorted by name.
  case map([Member])

  public struct Member: Sendable {
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
    case .stringSet(let texts): ["SS": .array(texts.map { .string($0) })]
    case .numberSet(let texts): ["NS": .array(texts.map { .string($0) })]
    case .binarySet(let values): ["BS": .array(values.map { .string(Base64.text(of: $0)) })]
    case .map(let members):
      ["M": .object(members.map { JSONValue.Member($0.name, $0.value.json) })]
    }
  }

  /// Reads `{"S": "…"}`; `nil` for anything that is no value of an attribute.
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
    case ("SS", .array(let items)), ("NS", .array(let items)), ("BS", .array(let items)):
      guard let set = Self.set(member.key, items) else { return nil }
      self = set
    case ("M", .object(let members)):
      let values = members.compactMap { member in
        AttributeValue(json: member.value).map { Member(member.key, $0) }
      }
      guard values.count == members.count else { return nil }
      self = .map(values.sorted { $0.name < $1.name })
    default: return nil
    }
  }

  private static func set(_ kind: String, _ items: [JSONValue]) -> AttributeValue? {
    let texts = items.compactMap(\.stringValue)
    guard texts.count == items.count else { return nil }
    switch kind {
    case "SS": return .stringSet(texts)
    case "NS": return .numberSet(texts)
    default:
      let values = texts.compactMap { Base64.bytes(of: $0) }
      return values.count == texts.count ? .binarySet(values) : nil
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
    case (.list(let items), .set(let element, _)): set(of: items, element)
    case (.list(let pairs), .map(let key, let type, _)):
      .map(
        pairs.compactMap { pair in
          guard case .structure(let parts) = pair, parts.count == 2,
            case .string(let name)? = attribute(of: parts[0], type: key)
          else { return nil }
          return AttributeValue.Member(name, attribute(of: parts[1], type: type) ?? .null)
        }
      )
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
    // An empty set is written as an empty list.
    case (.list(let items), .set): items.isEmpty ? .list([]) : nil
    case (.stringSet(let texts), .set(let element, _)):
      elements(texts.map { .string($0) }, element)
    case (.numberSet(let texts), .set(let element, _)):
      elements(texts.map { .number($0) }, element)
    case (.binarySet(let values), .set(let element, _)):
      elements(values.map { .binary($0) }, element)
    case (.map(let members), .map(let key, let type, _)):
      .list(
        members.compactMap { member in
          guard let name = value(of: .string(member.name), type: key) else { return nil }
          return .structure([name, value(of: member.value, type: type) ?? .null])
        }.sorted { ValueOrder.compare($0, $1) < 0 }
      )
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

  /// A set of strings, numbers or binaries; an empty list where there are none, as the service
  /// refuses empty sets (Developer Guide, "Supported data types", checked 2026-11-23).
  private static func set(of items: [Value], _ element: ValueType) -> AttributeValue? {
    let attributes = items.compactMap { attribute(of: $0, type: element) }
    switch attributes.first {
    case nil: return .list([])
    case .string?:
      return .stringSet(
        attributes.compactMap { if case .string(let text) = $0 { text } else { nil } }
      )
    case .number?:
      return .numberSet(
        attributes.compactMap { if case .number(let text) = $0 { text } else { nil } }
      )
    case .binary?:
      return .binarySet(
        attributes.compactMap { if case .binary(let bytes) = $0 { bytes } else { nil } }
      )
    default: return nil
    }
  }

  private static func elements(_ attributes: [AttributeValue], _ type: ValueType) -> Value? {
    let values = attributes.compactMap { value(of: $0, type: type) }
    guard values.count == attributes.count else { return nil }
    return .list(values.sorted { ValueOrder.compare($0, $1) < 0 })
  }
}

/// Texts are equal where their bytes are, as the service compares them: of two that Swift takes for
/// the same, `é` written as one scalar and as two, one would be written for both.
extension AttributeValue: Hashable {
  public static func == (a: AttributeValue, b: AttributeValue) -> Bool {
    func isSame(_ x: String, _ y: String) -> Bool { x.utf8.elementsEqual(y.utf8) }
    return switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.binary(let x), .binary(let y)): x == y
    case (.binarySet(let x), .binarySet(let y)): x == y
    case (.string(let x), .string(let y)), (.number(let x), .number(let y)): isSame(x, y)
    case (.stringSet(let x), .stringSet(let y)), (.numberSet(let x), .numberSet(let y)):
      x.elementsEqual(y, by: isSame)
    case (.list(let x), .list(let y)): x == y
    case (.map(let x), .map(let y)): x == y
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    func combine(_ texts: [String]) {
      hasher.combine(texts.count)
      for text in texts {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8(0xFF))
      }
    }
    switch self {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag)
    case .binary(let bytes): hasher.combine(bytes)
    case .binarySet(let values): hasher.combine(values)
    case .string(let text), .number(let text): combine([text])
    case .stringSet(let texts), .numberSet(let texts): combine(texts)
    case .list(let items): hasher.combine(items)
    case .map(let members): hasher.combine(members)
    }
  }
}

extension AttributeValue.Member: Hashable {
  public static func == (a: AttributeValue.Member, b: AttributeValue.Member) -> Bool {
    a.name.utf8.elementsEqual(b.name.utf8) && a.value == b.value
  }

  public func hash(into hasher: inout Hasher) {
    for byte in name.utf8 { hasher.combine(byte) }
    hasher.combine(value)
  }
}
