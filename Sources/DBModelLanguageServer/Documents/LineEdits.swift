/// The edits that turn one text into another which differs in little but white space, so that an
/// editor keeps its cursor and its marks where nothing changed.
///
/// Both texts are walked side by side: runs of white space are compared and replaced as a whole,
/// the bytes between them must agree. Where they do not, lines are replaced up to the next one that
/// both have. The work is linear in the texts.
struct LineEdits {
  struct Edit: Hashable, Sendable {
    /// Bytes of the old text.
    let range: Range<Int>
    let text: [UInt8]
  }

  /// In the order of the text; no two touch.
  private(set) var edits: [Edit] = []

  /// How many lines ahead a line that both have is looked for.
  private static let lookahead = 24

  init(_ old: [UInt8], _ new: [UInt8]) {
    var a = 0
    var b = 0
    while a < old.count || b < new.count {
      let spaceA = Self.space(old, a)
      let spaceB = Self.space(new, b)
      if old[spaceA] != new[spaceB] { add(spaceA, Array(new[spaceB])) }
      a = spaceA.upperBound
      b = spaceB.upperBound
      while a < old.count, b < new.count, old[a] == new[b], !Self.isSpace(old[a]) {
        a += 1
        b += 1
      }
      let endA = a == old.count || Self.isSpace(old[a])
      let endB = b == new.count || Self.isSpace(new[b])
      let atEnd = a == old.count && b == new.count
      if atEnd || (endA && a < old.count) || (endB && b < new.count) { continue }
      // The texts differ in more than white space.
      let (nextA, nextB) = Self.meeting(old, a, new, b)
      add(a..<nextA, Array(new[b..<nextB]))
      a = nextA
      b = nextB
    }
  }

  /// Adds an edit, joined with the one before where they touch.
  private mutating func add(_ range: Range<Int>, _ text: [UInt8]) {
    if let last = edits.last, last.range.upperBound == range.lowerBound {
      edits[edits.count - 1] = Edit(
        range: last.range.lowerBound..<range.upperBound,
        text: last.text + text
      )
    } else {
      edits.append(Edit(range: range, text: text))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func space(_ text: [UInt8], _ start: Int) -> Range<Int> {
    var end = start
    while end < text.count, isSpace(text[end]) { end += 1 }
    return start..<end
  }

  /// The nearest starts of lines that agree, or the ends.
  private static func meeting(
    _ old: [UInt8],
    _ a: Int,
    _ new: [UInt8],
    _ b: Int
  ) -> (Int, Int) {
    let linesA = lines(old, after: a)
    let linesB = lines(new, after: b)
    var known: [[UInt8]: Int] = [:]
    for line in linesA.reversed() where !line.isEmpty { known[Array(old[line])] = line.lowerBound }
    for line in linesB where !line.isEmpty {
      if let place = known[Array(new[line])] { return (place, line.lowerBound) }
    }
    return (old.count, new.count)
  }

  /// What stands in the lines after an offset, without the space around.
  private static func lines(_ text: [UInt8], after offset: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = offset
    while index < text.count, text[index] != 0x0A { index += 1 }
    while index < text.count, found.count < lookahead {
      let start = space(text, index).upperBound
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      index = end
      while end > start, isSpace(text[end - 1]) { end -= 1 }
      found.append(start..<end)
      if start == text.count { break }
    }
    return found
  }
}
