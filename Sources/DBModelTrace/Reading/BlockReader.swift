/// Cuts a stream into blocks of whole records.
final class BlockReader {
  private let stream: any ByteStream
  private let cut: RecordCut
  private let capacity: Int
  /// What was read of the record that the last block did not hold.
  private let rest: UnsafeMutablePointer<UInt8>
  private var restCount = 0
  private var state = RecordCut.State()
  private var isSkipping = false
  /// Bytes handed over and left out so far: where the next block begins.
  private var offset = 0
  /// Nothing more can be read.
  private(set) var hasEnded = false
  /// Why the log ended before its time.
  private(set) var failure: LogFailure?
  /// Records that are longer than a block, which were left out, and where the first begins.
  private(set) var longRecords = 0
  private(set) var firstLongRecord: Int?

  init(_ stream: any ByteStream, cut: RecordCut, capacity: Int = TraceLimits.blockBytes) {
    self.stream = stream
    self.cut = cut
    self.capacity = capacity
    rest = .allocate(capacity: capacity)
  }

  deinit { rest.deallocate() }

  /// Fills a block. Returns false where there is nothing more.
  func next(into block: LogBytes) -> Bool {
    while !hasEnded || restCount > 0 {
      let count = load(block)
      if isSkipping {
        let line = RecordCut.find(UInt8(ascii: "\n"), block.bytes, 0, count)
        isSkipping = line == count
        keep(block, from: min(line + 1, count), count)
        continue
      }
      (block.offset, block.depth) = (offset, state.depth)
      let end = cut.end(of: block.bytes, count: count, state: &state)
      if hasEnded {
        block.count = lastEnd(end, count)
        restCount = 0
        return block.count > 0
      }
      if end == 0 {
        leaveOut()
        keep(block, from: 0, count)
        continue
      }
      block.count = end
      keep(block, from: end, count)
      return true
    }
    return false
  }

  /// Puts what was left over and what comes next into a block; returns how much that is.
  private func load(_ block: LogBytes) -> Int {
    block.bytes.update(from: rest, count: restCount)
    if hasEnded { return restCount }
    let wanted = capacity - restCount
    let (more, failure) = stream.fill(block.bytes + restCount, capacity: wanted)
    if more < wanted {
      hasEnded = true
      self.failure = failure
    }
    return restCount + more
  }

  /// A last line needs no end, unless what follows it is lost.
  private func lastEnd(_ end: Int, _ count: Int) -> Int {
    guard failure == nil else { return end }
    switch cut {
    case .lines: return count
    case .quotedLines:
      guard state.isOpen else { return count }
      failure = LogFailure(
        "the quote at byte \(offset + state.quote) is never closed, and what follows is not counted",
        help: "close it, double quotes inside of a field, or copy the file again",
        offsetBytes: offset + state.quote
      )
    case .events:
      if state.isOpen {
        failure = LogFailure(
          "it ends before its last bracket is closed",
          help: "fetch or copy the file again; it is shorter than it was"
        )
      }
    case .words:
      if end < count {
        failure = LogFailure(
          "it ends in the middle of a number: \(count - end) of four bytes are left over",
          help: "copy the file again, or name its format with `--input`",
          offsetBytes: offset + end
        )
      }
    }
    return end
  }

  /// The record at the beginning of a block is longer than it.
  private func leaveOut() {
    if cut == .events {
      failure = LogFailure(
        "an event is longer than \(capacity) bytes",
        help: "check that it is a CloudTrail file, or name its format with `--input`",
        offsetBytes: offset
      )
      hasEnded = true
      restCount = 0
      return
    }
    longRecords += 1
    firstLongRecord = firstLongRecord ?? offset
    isSkipping = true
  }

  /// Keeps what stands behind a place for the next block.
  private func keep(_ block: LogBytes, from end: Int, _ count: Int) {
    if hasEnded, failure != nil, cut == .events { return }
    restCount = count - end
    rest.update(from: block.bytes + end, count: restCount)
    offset += end
  }
}

/// A block of a log.
final class LogBytes {
  /// Room for a block and for the eight bytes that may be read behind it.
  let bytes: UnsafeMutablePointer<UInt8>
  var count = 0
  /// Where it begins in the log.
  var offset = 0
  /// Of brackets that are open where it begins; for events.
  var depth = 0

  init(capacity: Int) { bytes = .allocate(capacity: capacity + 8) }
  deinit { bytes.deallocate() }
}
