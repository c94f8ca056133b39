import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// A log in parts is the log.
@Suite struct PartTests {
  private static func pieces(_ numbers: [UInt32], _ seed: UInt64) -> [[UInt32]] {
    var generator = SplitMix64(seed: seed)
    var (pieces, start) = ([[UInt32]](), 0)
    while start < numbers.count {
      let count = min(numbers.count - start, generator.integer(1...numbers.count / 3))
      pieces.append(Array(numbers[start..<start + count]))
      start += count
    }
    return pieces
  }

  @Test(arguments: UInt64(1)...5) func anySplitGivesTheSameProfile(seed: UInt64) throws {
    let numbers = Traces.zipf(40_000, keys: 8_000, exponent: 0.9, seed: seed)
    let whole = try #require(Traces.run([Traces.binary(numbers)]).profile())
    let parts = Self.pieces(numbers, seed).map { Traces.part(Traces.run([Traces.binary($0)])) }
    let merged = Traces.run(parts)
    #expect(merged.profile().map(ProfileFile.text) == ProfileFile.text(of: whole))
    // A part of parts, and parts beside logs.
    #expect(Traces.run([Traces.part(merged)]).profile() == whole)
    let mixed = [parts[0]] + Self.pieces(numbers, seed).dropFirst().map(Traces.binary)
    #expect(Traces.run(mixed) { $0.format = .u32 }.profile() == whole)
    let texts = Self.pieces(numbers, seed).map { $0.map { "k\($0)\n" }.joined() }
    let textParts = texts.map { Traces.part(Traces.run($0)) }
    #expect(Traces.run(textParts).profile() == whole)
  }

  @Test(arguments: UInt64(1)...4) func aSketchOfPartsKeepsItsBound(seed: UInt64) throws {
    let numbers = Traces.zipf(200_000, keys: 70_000, exponent: 0.8, seed: seed)
    let counts = Traces.counts(numbers)
    func run(_ logs: [[UInt8]]) -> TraceRun { Traces.run(logs) { $0.tableBytes = 1 } }
    let parts = Self.pieces(numbers, seed).map { Traces.part(run([Traces.binary($0)])) }
    let profile = try #require(run(parts).profile())
    #expect(!profile.isExact && profile.inconsistency == nil)
    // The sample depends on nothing but which keys there are: it is that of one pass.
    let whole = try #require(run([Traces.binary(numbers)]).profile())
    #expect(abs(profile.keys - whole.keys) * 100 < whole.keys)
    #expect((profile.keysLow...profile.keysHigh).contains(counts.count))
    let errors = zip(profile.top, counts).map { abs($0 - $1) }
    #expect(errors.max() ?? 0 <= profile.error, "seed \(seed)")
  }

  /// A million keys, which stand in a part in the order of their slots: 10^12 steps, a quarter of
  /// an hour, where each is sought behind all before it, and a second or two where it is not. The
  /// limit lies far from both, since what else the machine does counts. Twice, so that the second
  /// one overflows the tables of the sketch.
  @Test(arguments: [TraceLimits.tableBytes, 4 << 20])
  func aPartIsReadInTimeThatGrowsAsItDoes(tableBytes: Int) throws {
    func run(_ logs: [[UInt8]]) -> TraceRun { Traces.run(logs) { $0.tableBytes = tableBytes } }
    let parts = [UInt32(0), 1_000_000].map { first in
      Traces.part(run([Traces.binary(Array(first..<first + 1_000_000))]))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let profile = try #require(run(parts).profile())
    #expect(clock.now - start < .seconds(180))
    #expect(profile.requests == 2_000_000)
    #expect(profile.isExact == (tableBytes == TraceLimits.tableBytes))
    #expect((profile.keysLow...profile.keysHigh).contains(2_000_000))
  }

  @Test func partsOfTwoKindsAreNotMixed() throws {
    let run = Traces.run([
      Traces.part(Traces.run("a\nb\n")), Traces.part(Traces.run([Traces.binary([1, 2])])),
    ])
    #expect(run.isRefused)
    #expect(run.logs[1].failure?.reason.contains("cannot be compared") == true)
  }

  @Test func aPartSaysThatItsLogWasCut() throws {
    let cut = Array(Compressed.gzip(Array("a\nb\na\n".utf8)).dropLast(9))
    let run = Traces.run([Traces.part(Traces.run([cut]))])
    #expect(run.partial?.contains("ends before its time") == true)
  }

  @Test func everyTruncationIsRefused() throws {
    let part = Traces.part(Traces.run("a\nb\nb\nc\n"))
    #expect(Traces.run([part]).profile()?.requests == 4)
    for count in 4..<part.count {
      let run = Traces.run([Array(part[..<count])])
      #expect(run.isRefused, "\(count) of \(part.count) bytes")
      #expect(run.logs[0].failure != nil)
    }
  }

  @Test func everyChangedByteIsRefused() throws {
    let part = Traces.part(Traces.run("a\nb\nb\nc\n"))
    for place in 19..<part.count {
      var other = part
      other[place] ^= 0x10
      #expect(Traces.run([other]).isRefused, "byte \(place)")
    }
    #expect(Traces.run([part + [0]]).isRefused)
  }

  /// What stands beside a part and is none may have been one: before it and behind it.
  @Test func aLogBesideAPartIsRefusedUnlessItIsNamed() {
    let numbers = Traces.part(Traces.run([Traces.binary([1, 2])]))
    var other = numbers
    other[3] ^= 0x10
    let texts = Traces.part(Traces.run("a\nb\n"))
    let logs =
      [[], Compressed.gzip([]), Array("a\n".utf8), other, Traces.binary([5])]
      + (1..<19).map { Array(texts[..<$0]) }
    for log in logs {
      for part in [numbers, texts] {
        for run in [Traces.run([log, part]), Traces.run([part, log])] {
          #expect(run.isRefused && run.logs.contains { $0.isRefused }, "\(log)")
        }
      }
      #expect(Traces.run([log]) { $0.format = .part }.isRefused)
    }
    let named = Traces.run([texts, Array("a\n".utf8), []]) { $0.format = .keys }
    #expect(!named.isRefused && named.profile()?.top == [2, 1])
    // Three bytes are a key like any other.
    #expect(Traces.run("dbm").profile()?.top == [1])
    #expect(Traces.run("dbmo") { $0.format = .keys }.profile()?.top == [1])
  }
}
