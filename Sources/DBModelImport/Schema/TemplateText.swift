import DBModelDiagnostics

/// Reads `USER#{user_id}`: texts and fields in braces.
enum TemplateText {
  /// - Parameter fields: Names of the entity's fields.
  /// - Throws: `ImportFailure` where a brace is not closed, or holds no field of the entity.
  static func read(_ text: String, _ fields: Set<String>, at span: SourceSpan, of title: String)
    throws(ImportFailure) -> ImportedValue
  {
    var segments: [ImportedValue.Segment] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { segments.append(.literal(String(rest[..<open]))) }
      let behind = rest[rest.index(after: open)...]
      guard let close = behind.firstIndex(of: "}") else {
        throw .invalid(
          "`\(Quoted.text(text))` of \(title) has a `{` without its `}`",
          at: span,
          help: "close the brace behind the name of a field"
        )
      }
      let name = String(behind[..<close])
      guard fields.contains(name) else {
        throw .invalid(
          "`\(Quoted.text(name))` in `\(Quoted.text(text))` is no field of \(title)",
          at: span,
          help: "name a field that stands in `fields`"
        )
      }
      segments.append(.field(name))
      rest = behind[behind.index(after: close)...]
    }
    if !rest.isEmpty { segments.append(.literal(String(rest))) }
    guard let first = segments.first else {
      throw .invalid(
        "a template of \(title) is empty",
        at: span,
        help: "write a text, a field in braces, or both"
      )
    }
    if segments.count == 1, case .field(let name) = first { return .field(name) }
    return .text(segments)
  }
}
