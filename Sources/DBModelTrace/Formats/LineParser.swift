/// One key on each line; empty lines are none.
struct LineParser: RecordParser {
  var cut: RecordCut { .lines }

  func parse(_ block: KeyBlock<UInt64>) {
    let (bytes, count) = (block.log.bytes, block.log.count)
    var (start, keys) = (0, 0)
    while start < count {
      let line = RecordCut.find(UInt8(ascii: "\n"), bytes, start, count)
      var end = line
      if end > start, bytes[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
      if end > start {
        block.add(bytes, start..<end)
        keys &+= 1
      } else {
        block.tally.leaveOut(\.withoutKey, at: block.log.offset + start)
      }
      start = line &+ 1
    }
    block.tally.keys = keys
  }
}
