/// One line of running text as HTML: words between a pair of backticks become code.
enum HTMLInline {
  static func markup(_ text: String, limit: Int = 2_000) -> Markup {
    // By scalars: a backtick that carries a combining mark is a backtick to a reader.
    let parts = VisibleText.line(text, limit: limit).unicodeScalars
      .split(separator: "`", omittingEmptySubsequences: false)
    return .group(
      parts.enumerated().map { index, part in
        // Odd parts stand between two backticks; a last odd part has no closing one.
        if index % 2 == 0 { return .text(String(part)) }
        if index == parts.count - 1 { return .text("`" + String(part)) }
        return .element("code", text: String(part))
      }
    )
  }
}
