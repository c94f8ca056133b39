import DBModelTestKit
import DBModelTrace
import Testing

/// Compressed logs are the logs; broken ones say so.
@Suite struct CompressionTests {
  private static let text = (0..<3_000).map { "key-\($0 * $0 % 977)\n" }.joined()
  private static let bytes = Array(text.utf8)

  @Test(arguments: ["gzip", "xz", "zstd"]) func whatIsCompressedIsTheLog(name: String) throws {
    let compress = try #require(Compressed.all.first { $0.name == name }).compress
    let whole = try #require(Traces.run(Self.text).profile())
    for piece in [Int.max, 1, 13] {
      let run = Traces.run([compress(Self.bytes)], piece: piece)
      #expect(run.profile() == whole)
      #expect(run.logs[0].compression.rawValue == name)
    }
  }

  @Test(arguments: ["gzip", "xz", "zstd"]) func membersFollowOneAnother(name: String) throws {
    let compress = try #require(Compressed.all.first { $0.name == name }).compress
    let half = Self.bytes.count / 2
    let members =
      compress(Array(Self.bytes[..<half])) + compress([]) + compress(Array(Self.bytes[half...]))
    #expect(Traces.run([members]).profile() == Traces.run(Self.text).profile())
    #expect(Traces.run([members], piece: 1).profile() == Traces.run(Self.text).profile())
  }

  @Test(arguments: ["gzip", "xz", "zstd"]) func everyTruncationIsNoticed(name: String) throws {
    let compress = try #require(Compressed.all.first { $0.name == name }).compress
    let small = compress(Array("one\ntwo\none\nthree\n".utf8))
    for count in 6..<small.count {
      let run = Traces.run([Array(small[..<count])])
      #expect(run.logs[0].failure != nil, "\(count) of \(small.count) bytes of \(name)")
      #expect(run.partial != nil)
      #expect(run.profile().map { $0.requests <= 4 && $0.partial != nil } ?? true)
    }
  }

  @Test func aLongTruncatedLogIsCountedUpToThere() throws {
    for (name, compress) in Compressed.all {
      let lines = (0..<400_000).map { "key-\($0 &* 2_654_435_761 % 100_003)\n" }.joined()
      let whole = compress(Array(lines.utf8))
      let run = Traces.run([Array(whole[..<(whole.count / 2)])])
      let profile = try #require(run.profile(), "\(name)")
      #expect(profile.requests > 30_000 && profile.requests < 400_000, "\(name)")
      #expect(profile.partial?.contains("ends before its time") == true, "\(name)")
    }
  }

  /// No change of a byte ends in anything but a counted log or a message.
  @Test(arguments: UInt64(1)...3) func changedBytesNeverEndTheRun(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for (_, compress) in Compressed.all {
      let whole = compress(Self.bytes)
      for _ in 0..<150 {
        var other = whole
        for _ in 0..<generator.integer(1...4) {
          other[generator.integer(0...other.count - 1)] = UInt8(generator.integer(0...255))
        }
        let run = Traces.run([other])
        #expect(run.profile() == nil || run.profile()?.inconsistency == nil, "seed \(seed)")
      }
    }
  }
}
