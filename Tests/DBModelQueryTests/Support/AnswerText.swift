import DBModelQuery
import DBModelWorkload

/// Answers as text that people compare.
enum AnswerText {
  static func text(_ rows: [ResultRow], indent: String = "") -> String {
    rows.map { row in
      let values = (row.fields + row.outputs).map { "\($0.name)=\(text($0.value))" }
      let children = row.children.map { child in
        "\(indent)  \(child.name)\n" + text(child.rows, indent: indent + "    ")
      }
      return "\(indent)\(values.joined(separator: " "))\n" + children.joined()
    }.joined()
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.text
    case .string(let text): "\"\(text)\""
    case .bytes(let bytes):
      bytes.isEmpty ? "0x" : "0x" + bytes.map { String($0, radix: 16) }.joined()
    case .timestamp(let nanoseconds):
      TimeText.timestamp(nanoseconds: nanoseconds, precision: .nanoseconds) ?? "?"
    case .date(let days): TimeText.date(days: days) ?? "?"
    case .list(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .structure(let members): "{" + members.map(text).joined(separator: ", ") + "}"
    }
  }
}
