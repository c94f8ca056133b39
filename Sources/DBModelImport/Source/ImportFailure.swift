import DBModelDiagnostics

/// Ends the reading of a file: what is wrong with it.
struct ImportFailure: Error {
  let diagnostic: Diagnostic

  /// The text is no JSON, no YAML, no text at all, or beyond a limit.
  static func unreadable(
    _ title: String,
    at span: SourceSpan,
    notes: [String] = [],
    help: String
  ) -> ImportFailure {
    ImportFailure(
      diagnostic: Diagnostic(
        ToolRules.sourceUnreadable,
        title,
        at: Label(span),
        notes: notes,
        help: [help]
      )
    )
  }

  /// What is written is no table, index, entity or pattern.
  static func invalid(
    _ title: String,
    at span: SourceSpan,
    _ label: String = "",
    secondary: [Label] = [],
    notes: [String] = [],
    help: String
  ) -> ImportFailure {
    ImportFailure(
      diagnostic: Diagnostic(
        ToolRules.sourceInvalid,
        title,
        at: Label(span, label),
        secondary: secondary,
        notes: notes,
        help: [help]
      )
    )
  }

  /// More of a kind than are read.
  static func tooMany(_ what: String, _ limit: Int, of title: String, at span: SourceSpan)
    -> ImportFailure
  {
    .invalid(
      "\(title) has more than \(limit) \(what)",
      at: span,
      help: "import the part of the file that describes real tables"
    )
  }
}

/// Text of a file inside a message: one line, bounded, nothing a terminal would obey.
enum Quoted {
  /// The most characters that are shown.
  private static let limit = 60

  static func text(_ text: String) -> String {
    var shown = ""
    for character in text.unicodeScalars.prefix(limit) {
      let isPlain =
        character.value >= 0x20 && character.properties.generalCategory != .control
        && character.properties.generalCategory != .format && character != "`"
        && character.properties.generalCategory != .lineSeparator
        && character.properties.generalCategory != .paragraphSeparator
      shown.unicodeScalars.append(isPlain ? character : " ")
    }
    return text.unicodeScalars.count > limit ? shown + "…" : shown
  }
}
