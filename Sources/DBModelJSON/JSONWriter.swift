/// Writes JSON text (RFC 8259). Every string is escaped here and nowhere else.
public struct JSONWriter {
  /// Spaces for each level; 0 writes everything on one line.
  public let indentation: Int
  /// Sorts members by the UTF-8 bytes of their keys.
  public let sortsKeys: Bool
  private var out: [UInt8] = []

  public init(indentation: Int = 2, sortsKeys: Bool = false) {
    self.indentation = indentation
    self.sortsKeys = sortsKeys
  }

  /// The text of a value without a final newline.
  public static func text(
    of value: JSONValue,
    indentation: Int = 2,
    sortsKeys: Bool = false
  ) -> String {
    var writer = JSONWriter(indentation: indentation, sortsKeys: sortsKeys)
    writer.write(value, depth: 0)
    return String(decoding: writer.out, as: UTF8.self)
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let flag): out += (flag ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): writeString(text)
    case .array(let items):
      writeList(items, open: "[", close: "]", depth: depth) { $0.write($1, depth: depth + 1) }
    case .object(let members):
      let ordered =
        sortsKeys
        ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
      writeList(ordered, open: "{", close: "}", depth: depth) { writer, member in
        writer.writeString(member.key)
        writer.out += (writer.indentation > 0 ? ": " : ":").utf8
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeList<Element>(
    _ elements: [Element],
    open: String,
    close: String,
    depth: Int,
    each: (inout JSONWriter, Element) -> Void
  ) {
    out += open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      each(&self, element)
    }
    if !elements.isEmpty { breakLine(depth) }
    out += close.utf8
  }

  private mutating func breakLine(_ depth: Int) {
    guard indentation > 0 else { return }
    out.append(UInt8(ascii: "\n"))
    out += [UInt8](repeating: UInt8(ascii: " "), count: depth * indentation)
  }

  private mutating func writeString(_ text: String) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\r"): out += "\\r".utf8
      case UInt8(ascii: "\t"): out += "\\t".utf8
      case 0..<0x20, 0x7f:
        let digits = String(byte, radix: 16)
        out += "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
