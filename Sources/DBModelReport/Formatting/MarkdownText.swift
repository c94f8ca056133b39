/// Text as GitHub Flavored Markdown in which nothing of the user's can act.
///
/// Words between a pair of backticks become code; everything else is escaped, so that it can make
/// no markup, HTML, table cell, mention, issue reference or link.
enum MarkdownText {
  /// One line of running text; `inTable` where a `|` would end a cell.
  static func inline(_ text: String, limit: Int = 1_000, inTable: Bool = false) -> String {
    // By scalars: a backtick that carries a combining mark is a backtick to Markdown.
    let parts = VisibleText.line(text, limit: limit).unicodeScalars
      .split(separator: "`", omittingEmptySubsequences: false)
    var result = ""
    for (index, part) in parts.enumerated() {
      // Odd parts stand between two backticks; a last odd part has no closing one.
      if index % 2 == 0 {
        result += escape(part)
      } else if index == parts.count - 1 {
        result += "\\`" + escape(part)
      } else {
        result += code(part, inTable: inTable)
      }
    }
    return result
  }

  /// A code span. A cell is split before code is recognised, so its `|` need escaping; beside a
  /// backslash, where readers of Markdown disagree, the words are shown without code.
  private static func code(_ text: Substring.UnicodeScalarView, inTable: Bool) -> String {
    if text.allSatisfy({ $0 == " " }) { return "` `" }
    if inTable, text.contains("|"), text.contains("\\") {
      return "\\`" + escape(text) + "\\`"
    }
    let padding = text.first == " " || text.last == " " ? " " : ""
    let content = text.map { inTable && $0 == "|" ? "\\|" : String($0) }.joined()
    return "`\(padding)\(content)\(padding)`"
  }

  private static func escape(_ text: Substring.UnicodeScalarView) -> String {
    var result = ""
    for scalar in text {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "$": result += "\\\(scalar)"
      // A character of no width keeps GitHub from making a mention, a reference or a link.
      case "@", "#": result += "\(scalar)&#8203;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    result = breaking(result, after: "://", at: 1)
    result = breaking(result, after: "www.", at: 3)
    // What opens a list, a quotation or a heading does so only at the start of a line.
    if let first = result.unicodeScalars.first, "-+=".unicodeScalars.contains(first) {
      result = "\\" + result
    }
    return result
  }

  /// Puts a character of no width into every occurrence of a word that would become a link.
  private static func breaking(_ text: String, after word: String, at offset: Int) -> String {
    let pattern = Array(word.utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: pattern) || lowercased(bytes[index...], is: pattern) {
        result += bytes[index..<(index + offset)]
        result += Array("&#8203;".utf8)
        result += bytes[(index + offset)..<(index + pattern.count)]
        index += pattern.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>, is pattern: [UInt8]) -> Bool {
    guard bytes.count >= pattern.count else { return false }
    return zip(bytes, pattern).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 && $0 >= 0x41) }
  }

  /// The title of collapsible details, which stands inside HTML: words between backticks become
  /// `<code>`, mentions and links are broken.
  static func summary(_ title: String) -> String {
    let parts = VisibleText.line(title, limit: 1_000).unicodeScalars
      .split(separator: "`", omittingEmptySubsequences: false)
    let isPaired = parts.count % 2 == 1
    return parts.enumerated().map { index, part in
      if index % 2 == 1, isPaired { return "<code>\(part.map(HTMLText.escape).joined())</code>" }
      let prose = part.map { scalar in
        scalar == "@" || scalar == "#" ? "\(scalar)&#8203;" : HTMLText.escape(scalar)
      }.joined()
      return breaking(breaking(prose, after: "://", at: 1), after: "www.", at: 3)
    }.joined(separator: isPaired ? "" : "&#96;")
  }

  /// A fenced block whose fence is longer than any run of backticks inside.
  static func fence(language: String, lines: [String]) -> [String] {
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let marks = String(repeating: "`", count: longest + 1)
    let word = language.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return [marks + word] + lines + [marks]
  }
}
