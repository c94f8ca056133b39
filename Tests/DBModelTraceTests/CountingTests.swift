import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// Counts are those of the log, whoever counts and however it is cut.
@Suite struct CountingTests {
  @Test(arguments: [UInt64(1), 2, 3]) func countsAreExact(seed: UInt64) throws {
    let numbers = Traces.zipf(60_000, keys: 9_000, exponent: 1, seed: seed)
    let profile = try #require(Traces.run([Traces.binary(numbers)]).profile())
    let counts = Traces.counts(numbers)
    #expect(profile.isExact && profile.keys == counts.count && profile.requests == 60_000)
    #expect(profile.top == Array(counts.prefix(1_024)))
    // A group's keys differ by less than a thirty-second, and all come after one another.
    var place = profile.top.count
    for group in profile.rest {
      let members = counts[place..<place + group.keys]
      #expect(members.reduce(0, +) == group.requests, "seed \(seed)")
      let (least, most) = (try #require(members.min()), try #require(members.max()))
      #expect(Double(most - least) <= Double(least) / 32)
      place += group.keys
    }
    #expect(place == counts.count)
    #expect(profile.inconsistency == nil)
  }

  @Test func textsAndNumbersAreCountedAlike() throws {
    let numbers = Traces.zipf(20_000, keys: 3_000, exponent: 0.8, seed: 4)
    let text = numbers.map { "user-\($0)\n" }.joined()
    #expect(Traces.run(text).profile() == Traces.run([Traces.binary(numbers)]).profile())
  }

  /// Exact and as a sketch, which a table of a few kilobytes soon is.
  @Test(arguments: [TraceLimits.tableBytes, 1])
  func neitherJobsNorBlocksNorPiecesMatter(tableBytes: Int) throws {
    let numbers = Traces.zipf(120_000, keys: 60_000, exponent: 0.6, seed: 5)
    let logs = [
      Traces.binary(numbers), Array(numbers.map { "user-\($0)\n" }.joined().utf8),
    ]
    for log in logs {
      func profile(jobs: Int, block: Int, piece: Int) -> MeasuredProfile? {
        Traces.run([log], piece: piece) {
          ($0.jobs, $0.blockBytes, $0.tableBytes) = (jobs, block, tableBytes)
        }.profile()
      }
      let one = try #require(profile(jobs: 1, block: 1 << 20, piece: .max))
      #expect(one.isExact == (tableBytes > 1))
      for (jobs, block, piece) in [
        (2, 1 << 20, Int.max), (3, 4_096, 1_000), (1, 4_096, 7), (8, 8_192, .max),
      ] {
        #expect(profile(jobs: jobs, block: block, piece: piece) == one, "\(jobs) jobs, \(block)")
      }
    }
  }

  @Test func aCountBeyondAWordIsCarried() throws {
    let most = UInt64(UInt32.max)
    let counter = KeyCounter<UInt32>(byteLimit: 1)
    counter.add(7, count: most)
    counter.add(7, count: most)
    counter.add(9, count: 5)
    withExtendedLifetime([UInt32](repeating: 7, count: 10)) { keys in
      keys.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { counter.count(base, buffer.count) }
      }
    }
    let profile = KeyRanking(counter).profile(requests: Int(2 * most) + 15, partial: nil)
    #expect(profile?.top == [Int(2 * most) + 10, 5])
  }

  /// What is carried is not lost where the rest is subtracted.
  @Test func aGreatCountOutlivesTheSketch() throws {
    let great = UInt64(UInt32.max) * 3
    let counter = KeyCounter<UInt32>(byteLimit: 1)
    // Words 1…40 are in no small sample.
    for key in UInt32(1)...40 { counter.add(key << 1 | 1, count: great) }
    var (requests, generator) = (40 * Int(great), SplitMix64(seed: 8))
    for _ in 0..<60_000 { counter.add(UInt32(truncatingIfNeeded: generator.next()), count: 1) }
    requests += 60_000
    let profile = try #require(KeyRanking(counter).profile(requests: requests, partial: nil))
    #expect(!profile.isExact)
    for count in profile.top.prefix(40) {
      #expect(abs(count - Int(great)) <= profile.error + 1)
    }
  }

  @Test func aTableHoldsAllItsKeysAndOneMoreMakesASketch() throws {
    // The smallest table has 1,024 slots, of which 819 may be used; all keys here are of one table.
    let keys = (0..<3_000_000).lazy.map { UInt32($0) }
      .filter { KeyHash.word(of: $0) >> 28 == 5 }.prefix(817)
    func profile(_ count: Int) -> MeasuredProfile? {
      Traces.run([Traces.binary(Array(keys.prefix(count)))]) { $0.tableBytes = 1 }.profile()
    }
    #expect(profile(816)?.isExact == true)
    #expect(profile(816)?.keys == 816)
    #expect(profile(817)?.isExact == false)
  }

  @Test func aLimitCutsBetweenTwoRequests() throws {
    let text = (0..<100_000).map { "k\($0 % 10)\n" }.joined()
    let control = RunControl(mostRequests: 54_321)
    let run = Traces.run([Array(text.utf8), Array(text.utf8)], control: control) {
      ($0.jobs, $0.blockBytes) = (4, 1_024)
    }
    let profile = try #require(run.profile())
    #expect(profile.requests == 54_321 && profile.keys == 10)
    #expect(profile.partial?.contains("--most-requests") == true)
  }

  @Test func aLogOfJustSoManyRequestsIsRead() {
    for (most, isWhole) in [(3, false), (4, true), (5, true)] {
      let run = Traces.run([Array("a\nb\na\na\n".utf8)], control: RunControl(mostRequests: most))
      #expect(run.profile()?.requests == min(4, most))
      #expect((run.partial == nil) == isWhole && (run.logs[0].stopReason == nil) == isWhole)
    }
    let logs = ["a\nb\n", "a\n"].map { Array($0.utf8) }
    let run = Traces.run(logs, control: RunControl(mostRequests: 2))
    #expect(run.profile()?.requests == 2 && run.partial != nil)
    #expect(run.logs[0].stopReason == nil && run.logs[1].stopReason != nil)
    // Of a part nobody knows which requests came first.
    let part = Traces.part(Traces.run("a\nb\na\n"))
    let cut = Traces.run([part], control: RunControl(mostRequests: 2))
    #expect(cut.isRefused && cut.logs[0].failure?.reason.contains("no order") == true)
  }
}
