import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads how a key value is made: a field itself, or a text with fields in braces.
struct TemplateReader {
  let workload: Workload
  let sink: FindingSink
  let entity: EntityID
  /// Whether the value is part of the table's own key, which every item has.
  let isBaseKey: Bool

  func read(_ cursor: inout ClauseCursor) -> KeyTemplate? {
    if let path = cursor.takeNode(.path) {
      return field(path.pathSegments.joined(separator: "."), path.span).map { .native($0) }
    }
    guard let text = cursor.takeNode(.string), let value = text.stringValue else {
      cursor.failMissing("a field or a text with fields in braces", forms: ["id", "\"A#{id}\""])
      return nil
    }
    return template(value, text.span)
  }

  private func template(_ text: String, _ span: SourceSpan) -> KeyTemplate? {
    var segments: [KeySegment] = []
    var literal = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      literal += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "}") else {
        sink.report(
          Diagnostic(
            NameRules.wrongTemplate,
            "this text has a `{` without its `}`",
            at: Label(span),
            help: ["a field stands in braces: `\"ORDER#{id}\"`"]
          )
        )
        return nil
      }
      guard let field = field(String(inner[..<close]), span) else { return nil }
      if !literal.isEmpty { segments.append(.literal(literal)) }
      literal = ""
      segments.append(.field(field))
      rest = inner[inner.index(after: close)...]
    }
    literal += rest
    if !literal.isEmpty { segments.append(.literal(literal)) }
    if segments.isEmpty {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "a key value is never empty",
          at: Label(span),
          help: ["write a field in braces, a text, or both"]
        )
      )
      return nil
    }
    return .text(segments)
  }

  /// A field by its name; a reference to a key of one field goes by the attribute's name.
  private func field(_ name: String, _ span: SourceSpan) -> FieldID? {
    let source = workload[entity]
    guard let field = source.fields.first(where: { $0.name == name }) else {
      sink.report(
        NameMessage.unknown(
          "field",
          name,
          span,
          among: source.fields.map(\.name),
          in: " in `\(source.name)`",
          replaced: inside(name, span)
        )
      )
      return nil
    }
    guard field.type.isScalar else {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "`\(name)` holds more than one value",
          at: Label(span),
          help: ["choose a field with a single value"]
        )
      )
      return nil
    }
    if isBaseKey, field.isOptional {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "`\(name)` may be missing, and every item has the table's key",
          at: Label(span),
          secondary: [Label(field.span, "optional here")],
          help: ["choose a field that every row has"]
        )
      )
      return nil
    }
    return field.id
  }

  /// The place of a name in braces cannot be told where the text has escapes; the whole is replaced
  /// only where it is the name itself.
  private func inside(_ name: String, _ span: SourceSpan) -> SourceSpan? {
    span.upper - span.lower == name.utf8.count
      ? span : SourceSpan(file: span.file, lower: span.lower, upper: span.lower)
  }
}
