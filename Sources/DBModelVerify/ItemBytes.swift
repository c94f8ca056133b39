public import DBModelQuery

/// The bytes of an item by the rules of the service, written down a second time: nothing here is
/// shared with what estimates them.
///
/// Source: DynamoDB Developer Guide, "DynamoDB item sizes and formats" (2026-11-23).
public enum ItemBytes {
  /// Of an item or an entry: names and values.
  public static func of(_ item: [AttributeValue.Member]) -> Int {
    item.reduce(0) { $0 + $1.name.utf8.count + of($1.value) }
  }

  public static func of(_ value: AttributeValue) -> Int {
    switch value {
    case .string(let text): return text.utf8.count
    case .number(let text):
      var digits = text.filter(\.isNumber).drop { $0 == "0" }
      if !text.contains(".") {
        while digits.last == "0" { digits.removeLast() }
      }
      return (digits.count + 1) / 2 + 1
    case .binary(let bytes): return bytes.count
    case .bool, .null: return 1
    case .list(let elements): return elements.reduce(3) { $0 + 1 + of($1) }
    case .stringSet(let texts): return texts.reduce(3) { $0 + 1 + of(.string($1)) }
    case .numberSet(let texts): return texts.reduce(3) { $0 + 1 + of(.number($1)) }
    case .binarySet(let values): return values.reduce(3) { $0 + 1 + of(.binary($1)) }
    case .map(let members): return members.reduce(3) { $0 + 1 + $1.name.utf8.count + of($1.value) }
    }
  }
}
