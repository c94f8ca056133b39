import DBModelDiagnostics
import DBModelStatistics
import Testing

/// What is measured decides like what is declared.
@Suite struct TracedHeatTests {
  private static let text = """
    store main: dynamodb {
      warm 40_000/s reads 40_000/s writes
    }

    entity Counter {
      id:    uuid key
      value: int(0..)

      count 1M
    }

    access increment(id: Counter) {
      update Counter where id == $id
        set value += 1
      rate    1/s peak 1_000/s
      skew    id trace("ids.profile")
      latency 20 ms p95
    }

    access decrement(id: Counter) {
      update Counter where id == $id
        set value -= 1
      rate    1/s peak 1_000/s
      skew    id trace("ids.profile")
      latency 20 ms p95
    }
    """

  private func names(_ shares: RankedShares?) throws -> [String] {
    try Judged(Self.text) { _ in shares }.names
  }

  @Test func aProfileNotReadIsUnknown() throws {
    #expect(try names(nil) == ["hot-key-possible"])
  }

  /// Both patterns ask for the same keys as often: 35 % of 2,000 are what is planned with.
  @Test func whatIsMeasuredAddsUp() throws {
    #expect(try names(.top([0.349], keyCount: 1_000)) == [])
    #expect(try names(.top([0.351], keyCount: 1_000)) == ["hot-key"])
  }
}
