import DBModelDesign
import DBModelStatistics
import Testing

/// What a commit takes, from bursts of them.
struct CommitTimesTests {
  private func burst(_ scale: Double) -> QuantileCurve {
    QuantileCurve(
      zip([0.05, 0.5, 0.95, 0.99], [1, 2, 3, 4]).map {
        QuantileCurve.Point(part: $0, value: $1 * scale)
      }
    )
  }

  private func times(_ scales: [Double]) -> CommitTimes {
    CommitTimes(bursts: scales.map(burst), spread: 1.2, source: "")
  }

  /// However alike bursts are, nothing is exact.
  @Test func calmBurstsAreARangeAroundThem() {
    let found = times([1, 1, 1, 1, 1]).interval(at: 0.95)
    #expect(abs(found.low - 2.5) < 0.01 && abs(found.high - 3.6) < 0.01)
  }

  /// One burst of eight is slow: of all commits one of eight is, and their p95 shows it.
  @Test func aSlowSpellIsSeen() {
    let (calm, spell) = (times([1, 1, 1, 1, 1, 1, 1, 1]), times([1, 1, 1, 1, 1, 1, 1, 10]))
    #expect(spell.interval(at: 0.95).high > 3 * calm.interval(at: 0.95).high)
    // The middle of most bursts is where it was.
    #expect(spell.interval(at: 0.5).high < 1.5 * calm.interval(at: 0.5).high)
    #expect(abs(spell.interval(at: 0.95).low - calm.interval(at: 0.95).low) < 0.01)
  }

  /// Calls of some seconds meet one state of a disk: the range holds the calm ones and the others.
  @Test func statesThatLastAreBothInTheRange() {
    let found = times([1, 1, 1, 10, 10, 10]).interval(at: 0.5)
    #expect(found.low < 2 && found.high > 20)
  }

  @Test func whatIsAssumedIsLogNormal() {
    let found = CommitTimes(LatencyPriors.commit)
    #expect(found.isLogNormal)
    #expect(abs(found.interval(at: 0.95).low - LatencyPriors.commit.p95Ms.low) < 1e-6)
    #expect(abs(found.interval(at: 0.5).high - LatencyPriors.commit.medianMs.high) < 1e-6)
  }
}
