import DBModelJSON
import DBModelWorkload

/// Lists, sets, maps and structures as JSON, written so that every engine keeps them whole: 64-bit
/// integers as numbers, everything JSON has no exact type for as text.
enum JSONColumn {
  static func text(of value: Value, _ type: ValueType) -> String {
    JSONWriter.text(of: json(value, type), indentation: 0)
  }

  static func value(of text: String, _ type: ValueType) -> Value? {
    guard let json = try? JSONReader.read(Array(text.utf8)) else { return nil }
    return value(json, type)
  }

  private static func json(_ value: Value, _ type: ValueType) -> JSONValue {
    switch (value, type) {
    case (.null, _): return .null
    case (.list(let elements), .list(let element, _)):
      return .array(elements.map { json($0, element) })
    case (.list(let elements), .set(let element, _)):
      return .array(elements.map { json($0, element) })
    case (.list(let pairs), .map(let key, let type, _)):
      return .object(
        pairs.compactMap { pair in
          guard case .structure(let parts) = pair, parts.count == 2,
            case .string(let name) = json(parts[0], key)
          else { return nil }
          return JSONValue.Member(name, json(parts[1], type))
        }
      )
    case (.structure(let values), .structure(_, let members)):
      return .object(
        zip(members, values).filter { $1 != .null }
          .map { JSONValue.Member($0.name, json($1, $0.type)) }
      )
    case (.bool(let flag), _): return .bool(flag)
    case (.integer(let number), _): return .int(number)
    case (.decimal(let number), _): return .string(number.text)
    case (.string(let text), _): return .string(text)
    case (.bytes(let bytes), _): return .string(Hexadecimal.text(bytes))
    case (.timestamp(let nanoseconds), _):
      return .string(
        TimeText.timestamp(nanoseconds: nanoseconds, precision: .nanoseconds) ?? ""
      )
    case (.date(let days), _): return .string(TimeText.date(days: days) ?? "")
    case (.list, _), (.structure, _): return .null
    }
  }

  private static func value(_ json: JSONValue, _ type: ValueType) -> Value? {
    if case .null = json { return .null }
    switch type {
    case .list(let element, _):
      guard let items = json.arrayValue else { return nil }
      let values = items.compactMap { value($0, element) }
      return values.count == items.count ? .list(values) : nil
    case .set(let element, _):
      guard let items = json.arrayValue else { return nil }
      let values = items.compactMap { value($0, element) }
      guard values.count == items.count else { return nil }
      return .list(values.sorted { ValueOrder.compare($0, $1) < 0 })
    case .map(let key, let type, _):
      guard let members = json.members else { return nil }
      let pairs = members.compactMap { member -> Value? in
        guard let name = value(.string(member.key), key), let held = value(member.value, type)
        else { return nil }
        return .structure([name, held])
      }
      // Engines order the keys of an object as they like.
      return pairs.count == members.count
        ? .list(pairs.sorted { ValueOrder.compare($0, $1) < 0 }) : nil
    case .structure(_, let members):
      guard json.members != nil else { return nil }
      let values = members.compactMap { value(json[$0.name] ?? .null, $0.type) }
      return values.count == members.count ? .structure(values) : nil
    default: return scalar(json, type)
    }
  }

  private static func scalar(_ json: JSONValue, _ type: ValueType) -> Value? {
    switch type {
    case .bool:
      if case .bool(let flag) = json { return .bool(flag) }
      return nil
    case .integer:
      if case .number(let text) = json { return Int64(text).map { .integer($0) } }
      return nil
    case .decimal: return json.stringValue.flatMap(DecimalText.number).map { .decimal($0) }
    case .bytes: return json.stringValue.flatMap { Hexadecimal.bytes($0) }.map { .bytes($0) }
    case .timestamp:
      return json.stringValue.flatMap { TimeText.nanoseconds(ofTimestamp: $0) }
        .map { .timestamp(nanoseconds: $0) }
    case .date:
      return json.stringValue.flatMap { TimeText.days(ofDate: $0) }.map { .date(days: $0) }
    case .string, .uuid, .ulid, .enumeration: return json.stringValue.map { .string($0) }
    case .list, .set, .map, .structure: return nil
    }
  }
}
