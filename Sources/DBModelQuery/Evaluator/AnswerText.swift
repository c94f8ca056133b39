public import DBModelWorkload

/// Answers as text that people compare.
public enum AnswerText {
  /// One line for each row, those of its relationships below it.
  public static func text(_ rows: [ResultRow], indent: String = "") -> String {
    rows.map { row in
      let values = (row.fields + row.outputs).map { "\($0.name)=\(text($0.value))" }
      let children = row.children.map { child in
        "\(indent)  \(child.name)\n" + text(child.rows, indent: indent + "    ")
      }
      return "\(indent)\(values.joined(separator: " "))\n" + children.joined()
    }.joined()
  }

  public static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.text
    case .string(let text): "\"\(text)\""
    case .bytes(let bytes):
      "0x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    case .timestamp(let nanoseconds):
      TimeText.timestamp(nanoseconds: nanoseconds, precision: .nanoseconds) ?? "?"
    case .date(let days): TimeText.date(days: days) ?? "?"
    case .list(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .structure(let members): "{" + members.map(text).joined(separator: ", ") + "}"
    }
  }
}
