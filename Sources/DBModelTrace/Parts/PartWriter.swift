/// Writes a part, frame after frame.
struct PartWriter {
  private let write: ([UInt8]) -> Bool
  private var number: UInt64 = 0
  private(set) var hasFailed = false

  /// - Parameter write: Takes some bytes; false where it cannot.
  init(_ write: @escaping ([UInt8]) -> Bool) { self.write = write }

  /// Writes all that was counted. Nobody counts any more.
  mutating func write<Key>(_ counter: KeyCounter<Key>, requests: Int, partial: String?) {
    hasFailed = !write(PartFile.magic)
    var header = [PartFile.Tag.header.rawValue, PartFile.version, UInt8(Key.bitWidth / 8)]
    PartFile.append(UInt64(requests), bytes: 8, to: &header)
    header += (partial ?? "").utf8.prefix(PartFile.mostReasonBytes)
    frame(header)
    for table in 0..<KeyCounter<Key>.tableCount {
      counter.tables[table].settle()
      write(counter.tables[table], number: table)
    }
    frame([PartFile.Tag.end.rawValue])
  }

  private mutating func write<Key>(_ table: KeyTable<Key>, number: Int) {
    var payload = [PartFile.Tag.table.rawValue, UInt8(number), UInt8(table.sampleBits)]
    PartFile.append(table.lost, bytes: 8, to: &payload)
    frame(payload)
    payload = [PartFile.Tag.keys.rawValue]
    payload.reserveCapacity(PartFile.payloadBytes)
    // What a key takes at most: its word, and a count of seven bits a byte.
    let most = Key.bitWidth / 8 + 10
    table.forEachWhole { key, count, _ in
      if payload.count + most > PartFile.payloadBytes {
        frame(payload)
        payload.removeAll(keepingCapacity: true)
        payload.append(PartFile.Tag.keys.rawValue)
      }
      PartFile.append(UInt64(key), bytes: Key.bitWidth / 8, to: &payload)
      var left = count
      while left >= 0x80 {
        payload.append(UInt8(truncatingIfNeeded: left) | 0x80)
        left >>= 7
      }
      payload.append(UInt8(left))
    }
    if payload.count > 1 { frame(payload) }
  }

  private mutating func frame(_ payload: [UInt8]) {
    if hasFailed { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + 12)
    PartFile.append(UInt64(payload.count), bytes: 4, to: &bytes)
    bytes += payload
    PartFile.append(PartFile.hash(payload, number: number), bytes: 8, to: &bytes)
    number += 1
    hasFailed = !write(bytes)
  }
}
