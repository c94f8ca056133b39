/// Reads a part, frame after frame. Whatever is wrong with it, the whole of it is refused: a part
/// of which something is missing would be an answer to another question.
struct PartReader {
  private let stream: any ByteStream
  private var number: UInt64 = 0
  /// Bytes of one key's word.
  private(set) var keyBytes = 0
  private(set) var requests: UInt64 = 0
  /// Why the logs it stands for were not read to their end.
  private(set) var partial: String?

  /// Reads up to the tables.
  init(_ stream: any ByteStream) throws(LogFailure) {
    self.stream = stream
    let magic = try bytes(PartFile.magic.count)
    guard magic == PartFile.magic else {
      throw LogFailure(
        PartFile.magic.starts(with: magic)
          ? "the part is refused: it ends before its time"
          : "the part is refused: it does not begin as a part does",
        help: "copy it again, make it again with `--part`, or say with `--input` what it is"
      )
    }
    let header = try frame()
    guard header.count >= 11, header[0] == PartFile.Tag.header.rawValue else { throw Self.damaged }
    guard header[1] == PartFile.version else {
      throw Self.failure("it is of version \(header[1]), and only version 1 can be read")
    }
    keyBytes = Int(header[2])
    requests = Self.integer(header[3..<11])
    guard keyBytes == 4 || keyBytes == 8, requests <= PartFile.largest else { throw Self.damaged }
    let reason = String(decoding: header[11...], as: UTF8.self)
    partial = reason.isEmpty ? nil : String(reason.prefix(PartFile.mostReasonBytes))
  }

  /// Adds its counts to others.
  mutating func add<Key>(to counter: KeyCounter<Key>) throws(LogFailure) {
    precondition(Key.bitWidth / 8 == keyBytes, "keys of a kind go together")
    var (table, sum, isExact) = (-1, UInt64(0), true)
    var held = PartKeys<Key>()
    while true {
      let payload = try frame()
      switch payload.first.flatMap(PartFile.Tag.init) {
      case .table:
        if table >= 0 { held.pour(into: &counter.tables[table]) }
        table += 1
        guard payload.count == 11, Int(payload[1]) == table,
          table < KeyCounter<Key>.tableCount, payload[2] <= PartFile.mostSampleBits,
          Int(payload[2]) < Key.bitWidth
        else { throw Self.damaged }
        let lost = Self.integer(payload[3...])
        guard lost <= PartFile.largest else { throw Self.damaged }
        isExact = isExact && payload[2] == 0 && lost == 0
        counter.tables[table].join(sampleBits: Int(payload[2]), lost: lost)
      case .keys where table >= 0:
        try add(payload, &held, to: &counter.tables[table], table, &sum)
      case .end:
        guard table == KeyCounter<Key>.tableCount - 1, isExact ? sum == requests : sum <= requests,
          try bytes(1).isEmpty
        else { throw Self.damaged }
        held.pour(into: &counter.tables[table])
        return
      default: throw Self.damaged
      }
    }
  }

  private func add<Key>(
    _ payload: [UInt8],
    _ held: inout PartKeys<Key>,
    to keys: inout KeyTable<Key>,
    _ table: Int,
    _ sum: inout UInt64
  ) throws(LogFailure) {
    var place = 1
    while place < payload.count {
      guard place + keyBytes < payload.count else { throw Self.damaged }
      let key = Key(truncatingIfNeeded: Self.integer(payload[place..<place + keyBytes]))
      place += keyBytes
      var (count, shift) = (UInt64(0), UInt64(0))
      while true {
        guard place < payload.count, shift < 56 else { throw Self.damaged }
        let byte = payload[place]
        place += 1
        count |= UInt64(byte & 0x7f) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      guard count > 0, count <= PartFile.largest, key.table == table else { throw Self.damaged }
      sum += count
      guard sum <= PartFile.largest else { throw Self.damaged }
      held.append(key, count, for: &keys)
    }
  }

  // MARK: Frames

  private mutating func frame() throws(LogFailure) -> [UInt8] {
    let length = Int(Self.integer(try whole(4)[...]))
    guard length > 0, length <= PartFile.payloadBytes else { throw Self.damaged }
    let payload = try whole(length)
    guard Self.integer(try whole(8)[...]) == PartFile.hash(payload, number: number) else {
      throw Self.damaged
    }
    number += 1
    return payload
  }

  private func whole(_ count: Int) throws(LogFailure) -> [UInt8] {
    let bytes = try bytes(count)
    guard bytes.count == count else {
      throw Self.failure("it ends before its time")
    }
    return bytes
  }

  /// As many bytes, or all there are.
  private func bytes(_ count: Int) throws(LogFailure) -> [UInt8] {
    var failure: LogFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      (filled, failure) = stream.fill(base, capacity: count)
    }
    if let failure { throw failure }
    return bytes
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let damaged = failure("it is damaged")

  private static func failure(_ reason: String) -> LogFailure {
    LogFailure(
      "the part is refused: \(reason)",
      help: "copy it again, or make it again with `--part`"
    )
  }
}
