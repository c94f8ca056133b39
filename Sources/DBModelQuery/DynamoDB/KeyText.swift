public import DBModelDesign
public import DBModelWorkload

/// Key attributes made from templates.
public enum KeyText {
  /// The value of a key attribute for a row; `nil` where a field is null or cannot be written, and
  /// for the empty string, which the service refuses in keys.
  public static func attribute(
    _ template: KeyTemplate,
    entity: Entity,
    row: [Value]
  ) -> AttributeValue? {
    switch template {
    case .native(let field):
      return native(row[field.rawValue], type: entity[field].type)
    case .text(let segments):
      return text(segments, entity: entity, values: template.fields.map { row[$0.rawValue] })
        .flatMap { $0.isComplete ? .string($0.text) : nil }
    case .shard(let fields, let count):
      return ShardNumber.number(of: fields, count: count, entity: entity, row: row)
        .map { .number(String($0)) }
    }
  }

  /// The attribute of a native key; `nil` for null and for empty strings and binaries.
  public static func native(_ value: Value, type: ValueType) -> AttributeValue? {
    switch value {
    case .string(""), .bytes([]): nil
    default: AttributeCodec.attribute(of: value, type: type)
    }
  }

  /// Fills a text template from the left with values.
  ///
  /// - Returns: The text up to the first field without a value, and whether that is all of it;
  /// `nil`
  ///   where a value is null or cannot be written.
  public static func text(
    _ segments: [KeySegment],
    entity: Entity,
    values: [Value]
  ) -> (text: String, isComplete: Bool)? {
    var text = ""
    var remaining = values[...]
    for segment in segments {
      switch segment {
      case .literal(let literal): text += literal
      case .field(let field):
        guard let value = remaining.popFirst() else { return (text, false) }
        guard let part = KeyEncoding.text(of: value, type: entity[field].type) else { return nil }
        text += part
      }
    }
    return text.isEmpty ? nil : (text, true)
  }

  /// The fields that a key's text holds; empty where the text is not of the template.
  public static func fields(
    of text: String,
    template: KeyTemplate,
    entity: Entity
  ) -> [(field: FieldID, value: Value)] {
    guard case .text(let segments) = template else { return [] }
    // Bytes, not characters: a combining mark after a separator must not hide it.
    var rest = Array(text.utf8)[...]
    var found: [(FieldID, Value)] = []
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .literal(let literal):
        guard rest.starts(with: literal.utf8) else { return [] }
        rest = rest.dropFirst(literal.utf8.count)
      case .field(let field):
        var part = rest
        if index + 1 < segments.count, case .literal(let next) = segments[index + 1],
          let separator = next.utf8.first, let end = rest.firstIndex(of: separator)
        {
          part = rest[..<end]
        }
        let partText = String(decoding: part, as: UTF8.self)
        guard let value = KeyEncoding.value(of: partText, type: entity[field].type) else {
          return []
        }
        found.append((field, value))
        rest = rest[part.endIndex...]
      }
    }
    return rest.isEmpty ? found : []
  }
}
