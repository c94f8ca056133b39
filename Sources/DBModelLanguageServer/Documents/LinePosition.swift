/// A place as editors name it: line and column, both from 0.
struct LinePosition: Hashable, Comparable, Sendable {
  var line: Int
  /// Counted in the units of the negotiated encoding.
  var character: Int

  init(_ line: Int, _ character: Int) {
    self.line = line
    self.character = character
  }

  static func < (a: LinePosition, b: LinePosition) -> Bool {
    (a.line, a.character) < (b.line, b.character)
  }
}
