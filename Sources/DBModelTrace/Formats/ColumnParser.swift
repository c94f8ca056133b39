/// Separated values, one of which is the key (RFC 4180): a field may stand in quotes, in which a
/// quote is doubled and anything else stands for itself, ends of lines too.
struct ColumnParser: RecordParser {
  let separator: UInt8
  /// From 0.
  let column: Int
  /// Whether the first line of the log names the columns.
  let hasHeader: Bool

  var cut: RecordCut { .quotedLines(separator: separator) }

  func parse(_ block: KeyBlock<UInt64>) {
    let (bytes, count) = (block.log.bytes, block.log.count)
    let isQuoted = RecordCut.find(UInt8(ascii: "\""), bytes, 0, count) < count
    var start = 0
    if hasHeader, block.log.offset == 0 { start = record(bytes, 0, count).end }
    while start < count {
      start = isQuoted ? quoted(block, start, count) : plain(block, start, count)
    }
  }

  /// A record without quotes; returns where the next one begins.
  @inline(__always)
  private func plain(_ block: KeyBlock<UInt64>, _ start: Int, _ count: Int) -> Int {
    let bytes = block.log.bytes
    var (place, left) = (start, column)
    while left > 0, place < count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\n") { break }
      place &+= 1
      if byte == separator { left &-= 1 }
    }
    let field = place
    while place < count, bytes[place] != separator, bytes[place] != UInt8(ascii: "\n") {
      place &+= 1
    }
    var end = place
    let line = RecordCut.find(UInt8(ascii: "\n"), bytes, place, count)
    if end == line, end > field, bytes[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
    if left == 0, end > field {
      block.add(bytes, field..<end)
      block.tally.keys &+= 1
    } else {
      block.tally.leaveOut(\.withoutKey, at: block.log.offset + start)
    }
    return line &+ 1
  }

  private func quoted(_ block: KeyBlock<UInt64>, _ start: Int, _ count: Int) -> Int {
    let bytes = block.log.bytes
    let (field, end) = record(bytes, start, count)
    guard let field, !field.range.isEmpty else {
      block.tally.leaveOut(\.withoutKey, at: block.log.offset + start)
      return end
    }
    block.tally.keys += 1
    if field.hasDoubled {
      block.add(text: Self.withoutDoubled(bytes, field.range))
    } else {
      block.add(bytes, field.range)
    }
    return end
  }

  private struct Field {
    var range: Range<Int>
    var hasDoubled = false
  }

  /// The key's field of the record at a place, and where the next record begins.
  private func record(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int)
    -> (field: Field?, end: Int)
  {
    var (place, number) = (start, 0)
    var found: Field?
    while true {
      let field = Self.field(bytes, &place, count, separator)
      if number == column { found = field }
      number += 1
      if place >= count { return (found, count) }
      place += 1
      if bytes[place - 1] == UInt8(ascii: "\n") { return (found, place) }
    }
  }

  /// The field at a place, which then is that of the separator or the end of the line behind it.
  private static func field(
    _ bytes: UnsafePointer<UInt8>,
    _ place: inout Int,
    _ count: Int,
    _ separator: UInt8
  ) -> Field {
    var field = Field(range: place..<place)
    if place < count, bytes[place] == UInt8(ascii: "\"") {
      let start = place + 1
      place = start
      while true {
        place = RecordCut.find(UInt8(ascii: "\""), bytes, place, count)
        guard place + 1 < count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
        field.hasDoubled = true
        place += 2
      }
      field.range = start..<max(start, min(place, count))
      place = min(place + 1, count)
    }
    let start = place
    while place < count, bytes[place] != separator, bytes[place] != UInt8(ascii: "\n") {
      place += 1
    }
    if start == field.range.lowerBound {
      var end = place
      let isLast = place == count || bytes[place] == UInt8(ascii: "\n")
      if isLast, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      field.range = start..<end
    }
    return field
  }

  private static func withoutDoubled(
    _ bytes: UnsafePointer<UInt8>,
    _ range: Range<Int>
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(range.count + 8)
    var place = range.lowerBound
    while place < range.upperBound {
      text.append(bytes[place])
      place += bytes[place] == UInt8(ascii: "\"") ? 2 : 1
    }
    return text
  }

  /// The fields of the first record, as texts.
  static func names(_ bytes: [UInt8], separator: UInt8) -> [String] {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var (names, place) = ([String](), 0)
      while true {
        let field = field(base, &place, buffer.count, separator)
        names.append(String(decoding: buffer[field.range], as: UTF8.self))
        if place >= buffer.count || buffer[place] == UInt8(ascii: "\n") { return names }
        place += 1
      }
    }
  }
}
