/// Numbers of 32 bits, the highest byte first.
struct NumberParser: RecordParser {
  var cut: RecordCut { .words }

  func mostKeys(inBytes count: Int) -> Int { count / 4 }

  func parse(_ block: KeyBlock<UInt32>) {
    let bytes = UnsafeRawPointer(block.log.bytes)
    let count = block.log.count / 4
    if block.jobs == 1 {
      let list = block.lists[0]
      for number in 0..<count { list[number] = Self.word(bytes, number) }
      block.counts[0] = count
    } else {
      for number in 0..<count { block.add(Self.word(bytes, number)) }
    }
    block.tally.keys = count
    guard block.places != nil else { return }
    for number in 0..<count { block.place(number * 4..<number * 4 + 4) }
  }

  @inline(__always) private static func word(_ bytes: UnsafeRawPointer, _ number: Int) -> UInt32 {
    KeyHash.word(
      of: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: number &* 4, as: UInt32.self))
    )
  }
}
