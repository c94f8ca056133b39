import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads how a key value is made: a field itself, or a text with fields in braces.
struct TemplateReader {
  let context: Context
  let workload: Workload
  let entity: EntityID
  /// Whether the value is part of the table's own key, which every item has.
  let isBaseKey: Bool

  private var sink: FindingSink { context.sink }

  func read(_ cursor: inout ClauseCursor) -> KeyTemplate? {
    if let path = cursor.takeNode(.path) {
      context.recordField(path.pathSegments, of: entity, at: path.span)
      return field(path.pathSegments.joined(separator: "."), path.span, in: nil).map { .native($0) }
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
      record(
        String(inner[..<close]),
        at: text.utf8.distance(from: text.startIndex, to: inner.startIndex),
        text,
        span
      )
      guard let field = field(String(inner[..<close]), span, in: text) else { return nil }
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

  /// A name between braces. In a text with escapes places cannot be counted.
  private func record(_ name: String, at offset: Int, _ text: String, _ span: SourceSpan) {
    guard context.recorder != nil, span.upper - span.lower == text.utf8.count + 2 else { return }
    let lower = span.lower + 1 + offset
    context.recordField(
      name.split(separator: ".").map(String.init),
      of: entity,
      at: SourceSpan(file: span.file, lower: lower, upper: lower + name.utf8.count)
    )
  }

  /// A field by its name; a reference to a key of one field goes by the attribute's name.
  private func field(_ name: String, _ span: SourceSpan, in text: String?) -> FieldID? {
    let source = workload[entity]
    guard let field = source.fields.first(where: { $0.name == name }) else {
      let place = place(name, span, in: text)
      sink.report(
        NameMessage.unknown(
          "field",
          name,
          place ?? span,
          among: source.fields.map(\.name),
          in: " in `\(source.name)`",
          isFixable: place != nil
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

  /// Where a name stands: the item itself, or between its braces. In a text with escapes places
  /// cannot be counted, so there the fix is left to a person.
  private func place(_ name: String, _ span: SourceSpan, in text: String?) -> SourceSpan? {
    guard let text else { return span }
    let wanted = Array("{\(name)}".utf8)
    let bytes = Array(text.utf8)
    guard span.upper - span.lower == bytes.count + 2, bytes.count >= wanted.count else {
      return nil
    }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      let lower = span.lower + 1 + start + 1
      return SourceSpan(file: span.file, lower: lower, upper: lower + name.utf8.count)
    }
    return nil
  }
}
