import DBModelWorkload

/// SQL as written, its `:name` parameters turned into the dialect's placeholders.
struct RawSQLText {
  let statement: SQLStatement

  /// - Parameter cast: The type a parameter is handed over with; `nil` where the engine infers it.
  init(
    _ raw: RawSQL,
    _ pattern: AccessPattern,
    _ workload: Workload,
    _ dialect: SQLDialect,
    cast: (Parameter) -> String? = { _ in nil }
  ) {
    let typing = ExpressionTyping(pattern: pattern, workload: workload)
    var text = SQLText()
    var plain = ""
    for token in SQLTokens(raw.text).tokens {
      if case .parameter(let name) = token,
        let parameter = pattern.parameters.first(where: { $0.name == name })
      {
        text += SQLText(plain)
        plain = ""
        let reference = ParameterReference(parameter.id)
        let type =
          typing.type(of: reference) ?? .string(maximumCharacters: 1_000, averageBytes: 0)
        text += SQLText(SQLBinding(.expression(.parameter(reference)), type))
        if let cast = cast(parameter) { text += SQLText("::" + cast) }
      } else {
        plain += token.text
      }
    }
    text += SQLText(plain)
    statement = SQLStatement(text, dialect: dialect, role: .raw)
  }
}

/// Tells parameters from everything in which a colon means something else: texts, quoted names,
/// comments, and PostgreSQL's casts.
struct SQLTokens {
  enum Token {
    case other(String)
    case parameter(String)

    var text: String {
      switch self {
      case .other(let text): text
      case .parameter(let name): ":" + name
      }
    }
  }
  private(set) var tokens: [Token] = []

  init(_ source: String) {
    let bytes = Array(source.utf8)
    var position = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func isWord(_ byte: UInt8) -> Bool {
      byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte) || byte >= 128
    }
    while position < bytes.count {
      let start = position
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      switch bytes[position] {
      case 39, 34, 96:
        position = Self.end(of: bytes[position], bytes, from: position + 1)
      case 45 where next == 45:
        while position < bytes.count, bytes[position] != 10 { position += 1 }
      case 47 where next == 42:
        position += 2
        while position < bytes.count,
          !(bytes[position] == 47 && bytes[position - 1] == 42 && position > start + 2)
        {
          position += 1
        }
        position = min(bytes.count, position + 1)
      case 58 where next == 58: position += 2
      case 58 where isWord(next) && !(48...57).contains(next):
        position += 1
        while position < bytes.count, isWord(bytes[position]) { position += 1 }
        tokens.append(.parameter(text(start + 1..<position)))
        continue
      default:
        position += 1
        // A scalar's bytes stay together.
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
      }
      tokens.append(.other(text(start..<position)))
    }
  }

  /// One past the closing quote; a doubled quote goes on.
  private static func end(of quote: UInt8, _ bytes: [UInt8], from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      if bytes[position] == quote {
        guard position + 1 < bytes.count, bytes[position + 1] == quote else { return position + 1 }
        position += 1
      }
      position += 1
    }
    return position
  }
}
