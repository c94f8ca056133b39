import DBModelDiagnostics

/// The bytes of a file, for edits that are to look as what stands around them.
struct FileText {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether two slashes stand in a place. Those of a text count as well.
  func holdsComment(_ span: SourceSpan) -> Bool {
    let part = bytes[span.lower..<min(span.upper, bytes.count)]
    return zip(part, part.dropFirst()).contains { $0 == Self.slash && $1 == Self.slash }
  }

  /// A text with the file's line ends, its further lines as far to the right as that of a place.
  func indented(_ text: String, at place: Int) -> String {
    let start = lineStart(place)
    let blanks = bytes[start..<place].prefix { $0 == Self.space || $0 == Self.tab }
    let end = bytes.contains(Self.carriageReturn) ? "\r\n" : "\n"
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: end + String(decoding: blanks, as: UTF8.self))
  }

  /// Behind a place and the comment that stands behind it on its line.
  func endWithComment(_ place: Int) -> Int {
    var end = place
    while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
    guard bytes[end...].starts(with: [Self.slash, Self.slash]) else { return place }
    while end < bytes.count, bytes[end] != Self.newLine { end += 1 }
    return end > place && bytes[end - 1] == Self.carriageReturn ? end - 1 : end
  }

  /// The lines of a clause that goes, with an empty one above; `nil` where something else stands on
  /// them, or a comment right above that would then be about what follows.
  func lines(of span: SourceSpan) -> SourceSpan? {
    var lower = lineStart(span.lower)
    guard bytes[lower..<span.lower].allSatisfy(Self.isBlank) else { return nil }
    var upper = span.upper
    while upper < bytes.count, bytes[upper] != Self.newLine {
      guard Self.isBlank(bytes[upper]) else { return nil }
      upper += 1
    }
    // The line end before it goes with it, and an empty line above.
    for isFirst in [true, false] where lower > 0 {
      let above = lineStart(lower - 1)
      let line = bytes[above..<(lower - 1)]
      if isFirst {
        let words = line.drop { Self.isBlank($0) }
        if words.starts(with: [Self.slash, Self.slash]) { return nil }
      }
      guard line.allSatisfy(Self.isBlank) else { break }
      lower = above
    }
    let start = lower > 0 ? lower - 1 : 0
    let end = lower > 0 ? upper : min(upper + 1, bytes.count)
    return SourceSpan(file: span.file, lower: start, upper: end)
  }

  private func lineStart(_ place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] != Self.newLine { start -= 1 }
    return start
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == space || byte == tab || byte == carriageReturn
  }

  private static let slash = UInt8(ascii: "/")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let newLine = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
