/// One replacement of source text.
public struct TextEdit: Hashable, Sendable {
  public let span: SourceSpan
  public let replacement: String

  public init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }

  /// Whether the order of the two would matter: they share bytes, or insert at one place.
  public func overlaps(_ other: TextEdit) -> Bool {
    guard span.file == other.span.file else { return false }
    if span == other.span { return true }
    return span.lower < other.span.upper && other.span.lower < span.upper
  }

  /// The bytes of one file after its edits.
  ///
  /// - Parameter edits: Of this file only, in any order.
  /// - Returns: `nil` where two overlap or one reaches past the end: neither is to be guessed at.
  public static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    var last: TextEdit?
    for edit in edits.sorted(by: { $0.span < $1.span }) {
      if let last, last.overlaps(edit) { return nil }
      guard edit.span.lower >= copied, edit.span.upper <= bytes.count else { return nil }
      result += bytes[copied..<edit.span.lower]
      result += edit.replacement.utf8
      copied = edit.span.upper
      last = edit
    }
    return result + bytes[copied...]
  }
}
