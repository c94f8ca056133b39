import DBModelTestKit

/// Texts of tokens in any order, for grammars that must agree with the lexer on more than what
/// people write.
struct RandomTokens {
  private static let pieces = [
    "entity", "read", "where", "set", "and", "or", "not", "in", "if", "true", "false", "null",
    "Order", "orders", "in-or-not", "a_b", "_x", "customer-key", "int", "string", "uuid", "zipf",
    "sum", "key", "unique", "$order", "$set", "$a-b", "name:", "where-to:", ".paid", "x.y",
    "db.r6g.2xlarge", "$order.id", "12_000", "4K", "2M", "80%", "40/s", "5%/month", "10x", "1.5",
    "24 B", "5 min", "260 USD/month", "3 days", "1..30", "0..", "2026-10-03", "02:00", "23:59:30",
    "\"text\"", "\"\"", "\"a \\\" // {b} \\u{41} ü\"", "\"\"\"select 1 -- \" :x\"\"\"", "->", "==",
    "!=", "<=", ">=", "<", ">", "=", "+=", "-=", "+", "-", "*", "/", "?", ",", "(", ")", "{", "}",
    "..", "// comment \"x\"\n", "/// documentation\n", "//// none\n", "#", "%", "é", "a@b",
  ]

  static func text(seed: UInt64, pieceCount: Int) -> String {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<pieceCount {
      text += pieces[Int(random.next() % UInt64(pieces.count))]
      // A text without its end, or a `//` out of two operators, would be another file.
      text += random.next() % 6 == 0 ? "\n" : random.next() % 3 == 0 ? "  " : " "
    }
    return text + "\n"
  }
}
