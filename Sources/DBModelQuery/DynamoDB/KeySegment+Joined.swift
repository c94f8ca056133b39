public import DBModelDesign
public import DBModelWorkload

extension KeySegment {
  /// Fields with a separator between them.
  public static func joined(_ fields: [FieldID]) -> [KeySegment] {
    var segments: [KeySegment] = []
    for field in fields {
      if !segments.isEmpty { segments.append(.literal(KeyEncoding.separator)) }
      segments.append(.field(field))
    }
    return segments
  }
}
