public import DBModelDiagnostics

/// Something a file says that the model does not, or that was read in a way to be looked at.
public struct ImportNote: Sendable {
  public let span: SourceSpan
  /// One sentence in plain words, lower case, no full stop.
  public let text: String
  /// How many more places say the same.
  public var repeats = 0
}

/// Collects the notes of one run, in the order of reading. The same sentence is said once, at its
/// first place.
final class NoteSink {
  private(set) var notes: [ImportNote] = []
  private var positions: [String: Int] = [:]

  /// Says that something was left behind or read in a certain way.
  func add(_ text: String, at span: SourceSpan) {
    if let position = positions[text] {
      notes[position].repeats += 1
    } else {
      positions[text] = notes.count
      notes.append(ImportNote(span: span, text: text))
    }
  }
}
