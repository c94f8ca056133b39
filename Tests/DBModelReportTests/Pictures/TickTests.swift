import DBModelReport
import DBModelTestKit
import Testing

/// Axes: their numbers rise, span what there is, and are as many as there is room for.
@Suite struct TickTests {
  @Test(arguments: UInt64(0)..<500) func logarithmicTicksSpanTheValues(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let a = Double("1e\(Int.random(in: -200...200, using: &random))") ?? 1
    let b = a * Double.random(in: 1...1e15, using: &random)
    let most = Int.random(in: 3...12, using: &random)
    let ticks = LogTicks(covering: a, b, most: most)
    #expect(ticks.low <= a * 1.0001 && ticks.high >= b * 0.9999, "seed \(seed)")
    #expect(ticks.marks.count >= 2 && ticks.marks.count <= max(4, most), "seed \(seed): \(ticks)")
    #expect(zip(ticks.marks, ticks.marks.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    #expect(ticks.marks.first == ticks.low && ticks.marks.last == ticks.high, "seed \(seed)")
    #expect(ticks.minor.allSatisfy { $0 > ticks.low && $0 < ticks.high }, "seed \(seed)")
  }

  @Test func logarithmicTicksAreTheOnesAPersonWouldChoose() {
    #expect(LogTicks(covering: 0.02, 0.9, most: 9).marks == [0.01, 0.1, 1])
    #expect(LogTicks(covering: 1, 1, most: 9).marks == [1, 2, 5, 10])
    #expect(LogTicks(covering: 1, 1_000, most: 9).marks == [1, 10, 100, 1_000])
    let wide = LogTicks(covering: 1e-13, 1, most: 9)
    #expect(wide.marks.contains(1) && wide.marks.count <= 9)
  }

  @Test(arguments: UInt64(0)..<300) func linearTicksSpanTheValues(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value =
      Double.random(in: 0...1, using: &random)
      * (Double("1e\(Int.random(in: -30...30, using: &random))") ?? 1)
    let most = Int.random(in: 1...10, using: &random)
    let ticks = LinearTicks(upTo: value, most: most)
    #expect(ticks.marks.first == 0 && ticks.high >= value * 0.999_999, "seed \(seed)")
    #expect(ticks.marks.count - 1 <= most, "seed \(seed): \(ticks.marks)")
    #expect(zip(ticks.marks, ticks.marks.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
  }

  @Test func linearTicksAreRoundNumbers() {
    #expect(LinearTicks(upTo: 4_600, most: 5).marks == [0, 1_000, 2_000, 3_000, 4_000, 5_000])
    #expect(LinearTicks(upTo: 0, most: 5).marks == [0, 1])
    #expect(LinearTicks(upTo: .infinity, most: 5).marks == [0, 1])
  }

  @Test func timesAreThoseOfAClock() {
    let hours = TimeTicks(from: 8 * 3_600, seconds: 7_200, most: 8)
    #expect(hours.marks.map(\.text).prefix(3) == ["08:00", "08:15", "08:30"])
    let night = TimeTicks(from: 23 * 3_600 + 1_800, seconds: 3_600, most: 8)
    #expect(night.marks.map(\.text).contains("day 2"))
    let week = TimeTicks(from: 0, seconds: 604_800, most: 8)
    #expect(week.marks.count <= 9 && week.marks.last?.text == "day 8")
    let seconds = TimeTicks(from: 5, seconds: 10, most: 5)
    #expect(seconds.marks.first?.text == "00:00:06")
    #expect(TimeTicks(from: 0, seconds: 1e9, most: 8).marks.count <= 9)
  }

  @Test func textThatDoesNotFitIsClippedInItsMiddle() {
    let name = "aVeryLongTableNameThatGoesOn.byAnIndexWithALongNameToo"
    let clipped = TextExtent.clipped(name, to: 200, size: 13)
    #expect(clipped.contains("…") && clipped.hasPrefix("aVery") && clipped.hasSuffix("Too"))
    #expect(TextExtent.width(clipped, size: 13) <= 200)
    #expect(TextExtent.clipped("short", to: 200, size: 13) == "short")
    for seed in UInt64(0)..<200 {
      var random = SplitMix64(seed: seed)
      let text = Hostile.text(&random, pieces: 60)
      #expect(TextExtent.width(TextExtent.clipped(text, to: 90, size: 13), size: 13) <= 90)
    }
  }
}
