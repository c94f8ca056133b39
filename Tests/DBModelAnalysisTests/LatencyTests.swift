import DBModelAnalysis
import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload
import Testing

@Suite struct LatencyTests {
  /// Two hops that are each slow 5 % of the time are slow together far less often: percentiles are
  /// never added.
  @Test func percentilesAreNotAdded() {
    let hop = LogNormal(median: 4, p95: 9)
    let two = LogNormal.sum([hop, hop]).quantile(0.95)
    #expect(two < 18)
    #expect(two > 9)
    // Monotonic in hops and in width.
    #expect(LogNormal.sum([hop, hop, hop]).quantile(0.95) > two)
    #expect(hop.slowest(of: 10, at: 0.95) > hop.quantile(0.95))
    // A scatter of K needs each at 1 − 0.05/K, nearly.
    #expect(abs(hop.slowest(of: 10, at: 0.95) - hop.quantile(0.99488)) < 0.05)
  }

  /// The sum against drawn sums.
  @Test func sumsAgreeWithDraws() {
    var random = SystemlessNormal(seed: 5)
    let hop = LogNormal(median: 3, p95: 8)
    var sums: [Double] = []
    for _ in 0..<60_000 {
      sums.append((0..<3).reduce(0) { total, _ in total + hop.quantile(random.uniform()) })
    }
    sums.sort()
    let drawn = sums[sums.count * 95 / 100]
    let estimate = LogNormal.sum([hop, hop, hop]).quantile(0.95)
    #expect(abs(estimate - drawn) < 0.03 * drawn, "\(estimate) against \(drawn)")
  }

  private func user(_ budget: String, goals: String = "") -> String {
    """
    store main: dynamodb

    entity User {
      id:   uuid key
      name: string(80) avg 20 B

      count 1M
    }

    access user(id: User) {
      read    User
      where   id == $id
      rate    5/s peak 20/s
      skew    id uniform
      \(budget)
    }
    \(goals)
    """
  }

  @Test func insideAtRiskAndOutside() throws {
    func verdict(_ budget: String, goals: String = "") throws -> BudgetVerdict? {
      try Judged(user(budget, goals: goals)).analysis.latency.first?.verdict
    }
    #expect(try verdict("latency 8 ms p95") == .inside)
    #expect(try verdict("latency 7.9 ms p95") == .atRisk)
    #expect(try verdict("latency 4 ms p95") == .atRisk)
    #expect(try verdict("latency 3.9 ms p95") == .outside)
    #expect(try verdict("") == BudgetVerdict.none)
  }

  /// A goal for everything is the default; one for a class of patterns is tighter or looser than
  /// the pattern's own, and the tightest counts.
  @Test func theTightestBudgetCounts() throws {
    let loose = "latency 500 ms p95"
    #expect(try Judged(user(loose, goals: "goals {\n  latency 2 ms p95\n}")).names == [])
    #expect(
      try Judged(user("", goals: "goals {\n  latency 2 ms p95\n}")).names
        == ["over-latency-budget"]
    )
    let indexed = try Judged(user(loose, goals: "goals {\n  latency 100 ms p95 indexed\n}"))
    #expect(indexed.names == ["budget-above-goal"])
    #expect(indexed.analysis.latency.first?.budget?.milliseconds == 100)
    let other = "goals {\n  latency 2 ms p95 on aurora-postgresql\n}"
    #expect(try Judged(user(loose, goals: other)).names == [])
  }

  @Test func assumptionsAreNamed() throws {
    let finding = try Judged(user("latency 2 ms p95")).finding("over-latency-budget")
    #expect(finding.notes.contains { $0.hasPrefix("assumption: a DynamoDB request") })
  }
}

/// Draws without a system's generator.
private struct SystemlessNormal {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (Double(state >> 11) + 0.5) * 0x1p-53
  }
}
