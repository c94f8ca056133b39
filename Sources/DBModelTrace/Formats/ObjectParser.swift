import DBModelJSON

/// One JSON object on each line, in which the value at a path is the key. Values are compared as
/// texts: the string "42" and the number 42 are one key.
struct ObjectParser: RecordParser {
  /// The members' names, outermost first; one at least.
  let path: [[UInt8]]

  var cut: RecordCut { .lines }

  func parse(_ block: KeyBlock<UInt64>) {
    let (bytes, count) = (block.log.bytes, block.log.count)
    var start = 0
    while start < count {
      let line = RecordCut.find(UInt8(ascii: "\n"), bytes, start, count)
      parse(block, start..<line)
      start = line &+ 1
    }
  }

  private func parse(_ block: KeyBlock<UInt64>, _ line: Range<Int>) {
    let bytes = block.log.bytes
    let offset = block.log.offset + line.lowerBound
    var cursor = JSONCursor(bytes, line)
    if cursor.isAtEnd { return block.tally.leaveOut(\.withoutKey, at: offset) }
    var object = line
    for (depth, name) in path.enumerated() {
      var found: JSONCursor.Value?
      var cursor = JSONCursor(bytes, object)
      let walk = cursor.members { member, value in
        guard JSONCursor.equal(bytes, member, name) else { return true }
        found = value
        return false
      }
      if walk == .malformed { return block.tally.leaveOut(\.malformed, at: offset) }
      guard let found else { return block.tally.leaveOut(\.withoutKey, at: offset) }
      if depth == path.count - 1 { return take(found, block, offset) }
      guard case .composite(let range) = found, bytes[range.lowerBound] == UInt8(ascii: "{") else {
        return block.tally.leaveOut(\.withoutKey, at: offset)
      }
      object = range
    }
  }

  private func take(_ value: JSONCursor.Value, _ block: KeyBlock<UInt64>, _ offset: Int) {
    switch value {
    case .string(let range, isEscaped: false) where !range.isEmpty:
      block.add(block.log.bytes, range)
      block.tally.keys += 1
    case .word(let range):
      block.add(block.log.bytes, range)
      block.tally.keys += 1
    case .string(let range, isEscaped: true):
      guard let text = Self.unescaped(block.log.bytes, range) else {
        return block.tally.leaveOut(\.malformed, at: offset)
      }
      block.add(text: text)
      block.tally.keys += 1
    case .string, .null, .composite: block.tally.leaveOut(\.withoutKey, at: offset)
    }
  }

  /// What a string with escapes says; `nil` where an escape is none.
  static func unescaped(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    let quoted = Array(
      UnsafeBufferPointer(start: bytes + range.lowerBound - 1, count: range.count + 2)
    )
    do throws(JSONError) {
      return try JSONReader.read(quoted).stringValue.map { Array($0.utf8) }
    } catch {
      return nil
    }
  }
}
