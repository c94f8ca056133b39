/// The models that a document builds up while it is read: a block ```` ```dbmodel in=FILE ```` puts
/// its declarations into FILE, each in the place of the one it replaces or at the end.
enum DocumentFolder {
  /// A file after the declarations of a block.
  static func text(of block: [String], in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var result = declarations(of: lines)
    for declaration in declarations(of: block) {
      let head = Self.head(of: declaration)
      if let place = result.firstIndex(where: { Self.head(of: $0) == head }) {
        result[place] = declaration
      } else {
        result.append(declaration)
      }
    }
    return result.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Splits lines at the declarations. Comments above one belong to it; empty lines between them do
  /// not count.
  static func declarations(of lines: [String]) -> [[String]] {
    var result: [[String]] = []
    var current: [String] = []
    var isInside = false
    for line in lines where isInside || !line.isEmpty {
      current.append(line)
      if line.isEmpty || line.hasPrefix("//") || line.hasPrefix(" ") { continue }
      if line.hasSuffix("{") {
        isInside = true
      } else if line == "}" || !isInside {
        result.append(current)
        current = []
        isInside = false
      }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  /// What a declaration replaces: one of its word and its name, or of the same line.
  private static func head(of declaration: [String]) -> String {
    let line = declaration.first { !$0.hasPrefix("//") } ?? ""
    let words = line.split { " (:{".contains($0) }.map(String.init)
    switch words.first {
    case "edition", "model", "policy", "goals", "failures": return words[0]
    case "allow", "import", "flow": return line
    default: return words.prefix(2).joined(separator: " ")
    }
  }
}
