/// Words that begin a declaration at the margin. Recovery alone knows them: they tell where a
/// forgotten `}` was meant. The grammar has one production for every clause.
enum DeclarationWord {
  static let all = [
    "edition", "model", "import", "store", "service", "struct", "entity", "access", "flow",
    "design", "policy", "goals", "failures", "allow",
  ]

  static func contains(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count >= 4 && bytes.count <= 8 && all.contains { $0.utf8.elementsEqual(bytes) }
  }

  /// Whether the token begins a line at column 1 that reads like a declaration.
  static func begins(_ index: Int, _ tokens: TokenTable, _ bytes: [UInt8]) -> Bool {
    guard tokens.kind(index) == .word else { return false }
    let start = tokens.start(index)
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return false }
    guard contains(bytes[start..<tokens.end(index)]), index + 1 < tokens.count else { return false }
    guard !tokens.flags(index + 1).contains(.newlineBefore) else { return false }
    switch tokens.kind(index + 1) {
    case .word, .string, .number, .leftBrace: return true
    default: return false
    }
  }
}
