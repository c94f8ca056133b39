import DBModelDiagnostics

/// The wording of every finding about tokens. Those about clauses stand in the extension beside.
enum SyntaxMessage {
  /// At most 40 characters of the user's text, on one line.
  static func quote(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return "`" + (line.count > 40 ? line.prefix(37) + "…" : line) + "`"
  }

  static func insert(_ text: String, at offset: Int, in span: SourceSpan) -> TextEdit {
    TextEdit(SourceSpan(file: span.file, lower: offset, upper: offset), text)
  }

  static func binaryFile(_ file: SourceFile, at offset: Int, isNul: Bool) -> Diagnostic {
    let byte = "0x" + String(file.bytes[offset], radix: 16, uppercase: true)
    return Diagnostic(
      SyntaxRules.binaryFile,
      "this file is not UTF-8 text",
      at: Label(
        SourceSpan(file: file.id, lower: offset, upper: offset + 1),
        isNul ? "a NUL byte" : "byte \(byte) is not UTF-8"
      ),
      notes: ["byte \(offset) of \(file.bytes.count); nothing else in the file was judged"],
      help: ["save the model as UTF-8, or leave the file out"]
    )
  }

  static func unclosedString(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    // Behind a single backslash a quote would not close anything.
    let backslashes = file.bytes[span.lower..<span.upper].reversed()
      .prefix { $0 == UInt8(ascii: "\\") }.count
    let close = Fix(
      "insert the closing `\"`",
      edits: [insert("\"", at: span.upper, in: span)],
      applicability: .suggest
    )
    return Diagnostic(
      SyntaxRules.unclosedString,
      "this string has no closing `\"`",
      at: Label(span, "ends with the line"),
      help: ["close the string on its line; a text over several lines goes between `\"\"\"`"],
      fixes: backslashes % 2 == 0 ? [close] : []
    )
  }

  static func unclosedRawString(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.unclosedRawString,
      "this text has no closing `\"\"\"`",
      at: Label(span, "opened here"),
      help: ["write `\"\"\"` behind the last line of the text"]
    )
  }

  static func badEscape(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    let text = file.text(span)
    let isUnicode = text.hasPrefix("\\u")
    let double = Fix(
      "double the backslash",
      edits: [insert("\\", at: span.lower, in: span)],
      applicability: .suggest
    )
    return Diagnostic(
      SyntaxRules.badEscape,
      "\(quote(text)) is not an escape",
      at: Label(span),
      help: [
        isUnicode
          ? "write a character as `\\u{` one to six hexadecimal digits `}`"
          : "a backslash stands before `\"`, `\\`, `n`, `t` or `u{…}`; double it to mean itself"
      ],
      fixes: isUnicode ? [] : [double]
    )
  }

  static func attachedUnit(_ file: SourceFile, _ span: SourceSpan, unitStart: Int) -> Diagnostic {
    let text = file.text(span)
    return Diagnostic(
      SyntaxRules.malformedNumber,
      "\(quote(text)) needs a space before its unit",
      at: Label(span),
      notes: ["`K`, `M`, `G`, `T`, `%`, `x` and `/s` are attached to a number; units stand apart"],
      help: [
        "write "
          + quote(file.text(before(unitStart, span)) + " " + file.text(from(unitStart, span)))
      ],
      fixes: [Fix("insert the space", edits: [insert(" ", at: unitStart, in: span)])]
    )
  }

  /// `7d`: a word that surely means a unit.
  static func attachedWord(_ file: SourceFile, _ span: SourceSpan, suffix: Int, unit: String)
    -> Diagnostic
  {
    let whole = quote(file.text(before(suffix, span)) + " " + unit)
    return Diagnostic(
      SyntaxRules.malformedNumber,
      "\(quote(file.text(span))) has no unit of the language",
      at: Label(span),
      help: ["write \(whole)"],
      fixes: [Fix("write \(whole)", edits: [TextEdit(from(suffix, span), " " + unit)])]
    )
  }

  private static func before(_ offset: Int, _ span: SourceSpan) -> SourceSpan {
    SourceSpan(file: span.file, lower: span.lower, upper: offset)
  }

  private static func from(_ offset: Int, _ span: SourceSpan) -> SourceSpan {
    SourceSpan(file: span.file, lower: offset, upper: span.upper)
  }

  static func lowerCaseMagnitude(_ file: SourceFile, _ span: SourceSpan, suffix: Int)
    -> Diagnostic
  {
    let text = file.text(span)
    let letter = from(suffix, span)
    // `5m` may be minutes as well.
    let isMinutes = text.hasSuffix("m")
    return Diagnostic(
      SyntaxRules.malformedNumber,
      "\(quote(text)) is not a number",
      at: Label(span),
      help: [
        "magnitudes are capitals: write \(quote(text.uppercased()))"
          + (isMinutes ? ", or \(quote(text.dropLast() + " min")) for minutes" : "")
      ],
      fixes: [
        Fix(
          "write \(quote(text.uppercased()))",
          edits: [TextEdit(letter, file.text(letter).uppercased())],
          applicability: isMinutes ? .suggest : .machine
        )
      ]
    )
  }

  static func malformedNumber(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.malformedNumber,
      "\(quote(file.text(span))) is not a number",
      at: Label(span),
      help: [
        "a number is digits with `_` between them, a fraction and one of `K`, `M`, `G`, `T`; "
          + "a name begins with a letter"
      ]
    )
  }

  static func numberWithoutZero(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    let text = file.text(span)
    return Diagnostic(
      SyntaxRules.malformedNumber,
      "\(quote(text)) lacks the digit before its point",
      at: Label(span),
      help: ["write \(quote("0" + text))"],
      fixes: [Fix("insert the zero", edits: [insert("0", at: span.lower, in: span)])]
    )
  }

  static func numberTooLong(_ span: SourceSpan, digits: Int) -> Diagnostic {
    Diagnostic(
      SyntaxRules.numberTooLong,
      "a number of \(digits) digits is more than can be counted with",
      at: Label(span),
      notes: ["at most \(Lexer.maximumDigits) digits are kept exactly"],
      help: ["write fewer digits, with `K`, `M`, `G` or `T` for thousands"]
    )
  }

  static func malformedDate(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.malformedDate,
      "there is no day \(quote(file.text(span)))",
      at: Label(span),
      help: ["write the year in four digits, month and day in two: `2027-06-30`"]
    )
  }

  static func malformedTime(_ file: SourceFile, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.malformedDate,
      "there is no time of day \(quote(file.text(span)))",
      at: Label(span),
      help: ["write hours 00 to 23 and minutes in two digits each: `02:00`"]
    )
  }

  static func andMore(_ span: SourceSpan, count: Int) -> Diagnostic {
    Diagnostic(
      SyntaxRules.tooManyFindings,
      "and \(count) more syntax \(count == 1 ? "error" : "errors") in this file",
      at: Label(SourceSpan(file: span.file, lower: span.upper, upper: span.upper)),
      help: ["repair the first ones and run again"]
    )
  }
}
