import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// Nothing that stands in a log ends the run or takes its memory.
@Suite struct HostileTests {
  @Test func aLineWithoutEndIsLeftOut() throws {
    // 300 MB without an end of a line, then a key: blocks are all that is kept.
    final class LongLine: ByteStream {
      var left = 300 << 20
      func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
        let count = min(capacity, left)
        if count == 0 { return 0 }
        buffer.initializeMemory(as: UInt8.self, repeating: 0x61, count: count)
        left -= count
        if left == 0 { buffer.storeBytes(of: 0x0a, toByteOffset: count - 1, as: UInt8.self) }
        return count
      }
    }
    final class Then: ByteStream {
      let streams: [any ByteStream]
      var number = 0
      init(_ streams: [any ByteStream]) { self.streams = streams }
      func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
        while number < streams.count {
          let count = try streams[number].read(into: buffer, capacity: capacity)
          if count > 0 { return count }
          number += 1
        }
        return 0
      }
    }
    let run = TraceRun(settings: TraceSettings())
    run.read(
      path: "-",
      Then([MemoryStream(Array("a\n".utf8)), LongLine(), MemoryStream(Array("a\nb\n".utf8))])
    )
    #expect(run.profile()?.top == [2, 1])
    #expect(run.logs[0].tally.long == 1)
    #expect(run.logs[0].tally.firstLeftOut == 2)
  }

  @Test(arguments: [63, 64, 65]) func aRecordMayBeAsLongAsABlock(length: Int) {
    let line = String(repeating: "x", count: length - 1) + "\n"
    let run = Traces.run("a\n\(line)\(line)b\n") { $0.blockBytes = 64 }
    #expect(run.logs[0].tally.long == (length > 64 ? 2 : 0))
    #expect(run.profile()?.top == (length > 64 ? [1, 1] : [2, 1, 1]))
  }

  @Test func anEndlessLogEndsWhereItIsTold() throws {
    let stream = EndlessStream(Array("a\nb\na\n".utf8))
    let run = TraceRun(settings: TraceSettings(), control: RunControl(mostRequests: 1_000_000))
    run.read(path: "-", stream)
    #expect(run.profile()?.requests == 1_000_000)
    #expect(stream.taken < 8 << 20)
  }

  @Test func anInterruptedRunAnswersWithWhatItHas() throws {
    let stream = EndlessStream(Array("a\nb\na\n".utf8))
    var settings = TraceSettings()
    settings.jobs = 2
    let run = TraceRun(
      settings: settings,
      control: RunControl(isInterrupted: { stream.taken > 9 << 20 })
    )
    run.read(path: "-", stream)
    #expect(run.profile()?.keys == 2)
    #expect(run.partial == "the run was interrupted")
  }

  /// Any bytes at all, under any format.
  @Test(arguments: LogFormat.allCases) func anyBytesAreReadOrRefused(format: LogFormat) {
    var generator = SplitMix64(seed: 11)
    let alphabet = Array("{}[]\":,\\\n\r\t;aAé0\u{0}\u{7f}Records".utf8)
    for round in 0..<400 {
      let bytes = (0..<generator.integer(0...300)).map { _ in
        round % 2 == 0
          ? alphabet[generator.integer(0...alphabet.count - 1)] : UInt8(generator.integer(0...255))
      }
      for log in [bytes, Array("{\"Records\":[".utf8) + bytes, Array("a,b\n\"".utf8) + bytes] {
        let run = Traces.run([log], piece: generator.integer(1...50)) {
          ($0.format, $0.key) = (format, [.keys, .u32].contains(format) ? nil : "a")
          ($0.blockBytes, $0.jobs) = (64, generator.integer(1...2))
        }
        if let profile = run.profile() { #expect(profile.inconsistency == nil) }
      }
    }
  }

  @Test func anEmptyLogHasNoProfile() {
    #expect(Traces.run("").profile() == nil)
    #expect(Traces.run([]).profile() == nil)
    #expect(Traces.run("\n\n").profile() == nil)
    for (_, compress) in Compressed.all { #expect(Traces.run([compress([])]).profile() == nil) }
  }
}
