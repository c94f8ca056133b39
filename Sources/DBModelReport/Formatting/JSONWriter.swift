import DBModelDiagnostics

/// Writes JSON by hand: keys sorted by their bytes, numbers stable, nothing unsafe left unescaped.
///
/// RFC 8259. Beyond what it demands, everything that could steer a terminal is escaped as `\uXXXX`;
/// a reader gets the same text.
public struct JSONWriter {
  private var output: [UInt8] = []

  /// The value over several lines, indented by two, with a line end.
  public static func write(_ value: ReportValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.add(value, depth: 0)
    writer.output.append(UInt8(ascii: "\n"))
    return writer.output
  }

  /// Containers nested deeper than this are replaced by a string that says so.
  private static let maxDepth = 400

  private init() {}

  private mutating func add(_ value: ReportValue, depth: Int) {
    switch value {
    case .null: raw("null")
    case .bool(let bool): raw(bool ? "true" : "false")
    case .int(let int): raw(String(int))
    case .double(let double): raw(Self.number(double))
    case .string(let text): string(text)
    case .array, .object:
      if depth >= Self.maxDepth {
        string("left out: nested deeper than \(Self.maxDepth) levels")
      } else {
        container(value, depth: depth)
      }
    }
  }

  private mutating func container(_ value: ReportValue, depth: Int) {
    switch value {
    case .array(let elements):
      list("[", "]", count: elements.count, depth: depth) { writer, index in
        writer.add(elements[index], depth: depth + 1)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      precondition(
        zip(sorted, sorted.dropFirst()).allSatisfy { $0.0.key != $0.1.key },
        "the keys of an object differ"
      )
      list("{", "}", count: sorted.count, depth: depth) { writer, index in
        writer.string(sorted[index].key)
        writer.raw(": ")
        writer.add(sorted[index].value, depth: depth + 1)
      }
    default: break
    }
  }

  private mutating func list(
    _ open: String,
    _ close: String,
    count: Int,
    depth: Int,
    _ element: (inout Self, Int) -> Void
  ) {
    raw(open)
    for index in 0..<count {
      raw(index == 0 ? "\n" : ",\n")
      indent(depth + 1)
      element(&self, index)
    }
    if count > 0 {
      raw("\n")
      indent(depth)
    }
    raw(close)
  }

  private mutating func string(_ text: String) {
    raw("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      default:
        if VisibleText.isUnsafe(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
          }
        } else {
          output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
    raw("\"")
  }

  /// At most twelve significant digits, so that the last bit of a library's arithmetic never shows.
  static func number(_ value: Double) -> String {
    guard var decimal = DecimalDigits(value) else { return "null" }
    decimal.round(toSignificant: 12)
    if decimal.exponent > 17 || decimal.exponent < -6 { return decimal.scientific }
    return decimal.plain(groups: false)
  }

  private mutating func raw(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func indent(_ depth: Int) {
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}
