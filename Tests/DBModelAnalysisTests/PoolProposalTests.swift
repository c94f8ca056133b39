import DBModelAnalysis
import DBModelDiagnostics
import DBModelStatistics
import Testing

/// Sizes of pools that are proposed, and subsets of services that lack connections together.
@Suite struct PoolProposalTests {
  private static let rules = [
    "pool-too-small", "connections-above-class", "connect-each-call", "pool-idle",
  ]

  /// - Parameter services: Name, instances, pool, and the peak of a pattern of its own; more
  ///   patterns are called by several of them.
  private func model(
    _ services: [(name: String, instances: Int, pool: String, peak: Int)],
    shared: [(by: String, peak: Int)] = [],
    store: String = "class db.t4g.large",
    goals: String = ""
  ) -> String {
    func pattern(_ name: String, _ by: String, _ peak: Int) -> String {
      """
      access \(name)(customer: Customer, name: string(80)) {
        update Customer where id == $customer
          set name = $name
        by      \(by)
        rate    1/s peak \(peak)/s
        skew    customer uniform
        latency 1 s p95
      }

      """
    }
    return """
      store main: aurora-postgresql {
        \(store)
      }

      \(services.map {
        "service \($0.name) {\n  instances \($0.instances)\n  pool \($0.pool)\n}\n"
      }.joined(separator: "\n"))
      entity Customer {
        id:   uuid key
        name: string(80) avg 20 B

        count 100K
      }

      \(services.filter { $0.peak > 0 }.map { pattern("own_\($0.name)", $0.name, $0.peak) }.joined())
      \(shared.enumerated().map { pattern("shared\($0.offset)", $0.element.by, $0.element.peak) }
        .joined())
      \(goals)
      """
  }

  private func found(_ text: String) throws -> [String] {
    try Judged(text).all.filter { Self.rules.contains($0.rule.name) }.map(\.rule.name)
  }

  /// What is proposed for a pool that is too small, put into the model: no rule says anything.
  @Test(arguments: [
    "", "goals {\n  pool at-least 50%\n}", "goals {\n  pool at-least 80%\n}",
    "goals {\n  pool at-least 95%\n}", "goals {\n  pool at-least 60% wait 1 ms p99\n}",
    "goals {\n  pool at-least 10% wait 1 ms p50\n}",
  ]) func whatIsProposedKeepsEveryRule(goals: String) throws {
    for (instances, peak) in [(1, 9_000), (4, 6_000), (9, 3_000), (40, 30_000)] {
      let services = [(name: "shop", instances: instances, pool: "1", peak: peak)]
      let text = model(services, goals: goals)
      let all = try Judged(text).all
      guard let finding = all.first(where: { $0.rule.name == "pool-too-small" }) else { continue }
      let size = try #require(finding.fixes.first?.edits.first?.replacement, "\(finding.plain)")
      let repaired = model(
        [(name: "shop", instances: instances, pool: size, peak: peak)],
        goals: goals
      )
      let left = try found(repaired)
      #expect(left.isEmpty, "\(instances) instances, \(peak)/s, \(goals): \(size) gives \(left)")
    }
  }

  /// Another service keeps nearly all that the store takes: 841.
  @Test func aProposalLeavesRoomForOthers() throws {
    func text(_ other: Int) -> String {
      model(
        [
          (name: "shop", instances: 10, pool: "1", peak: 9_000),
          (name: "office", instances: 1, pool: "\(other)", peak: 0),
        ],
        shared: [(by: "office", peak: 1)]
      )
    }
    let roomy = try Judged(text(100)).finding("pool-too-small")
    #expect(!roomy.fixes.isEmpty)
    let full = try Judged(text(820)).finding("pool-too-small")
    #expect(full.fixes.isEmpty, "\(full.plain)")
    #expect(full.waysOut.contains { $0.contains("the store does not take") }, "\(full.waysOut)")
  }

  /// Of three services, each two of which share a pattern, two are asked for too much.
  @Test func aSubsetThatNoPatternNames() throws {
    // 6,000 a second keep 11.1 busy at the least. a with b, and b with c, are asked for 22.3 of 17
    // connections together; d, which c shares a pattern with, has plenty.
    let services = [
      (name: "a", instances: 1, pool: "5", peak: 0), (name: "b", instances: 1, pool: "7", peak: 0),
      (name: "c", instances: 1, pool: "5", peak: 0), (name: "d", instances: 1, pool: "90", peak: 0),
    ]
    let shared = [(by: "a, b", peak: 6_000), (by: "b, c", peak: 6_000), (by: "c, d", peak: 6_000)]
    let finding = try Judged(model(services, shared: shared)).finding("pool-too-small")
    #expect(finding.title.hasPrefix("`a`, `b`, `c` together"), "\(finding.plain)")
    var enough = services
    enough[1].pool = "14"
    #expect(try found(model(enough, shared: shared)).isEmpty)
  }

  /// Against every subset of seven services, one by one.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func theSubsetThatLacksMostIsFound(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let held = (0..<7).map { _ in Double(random.next() % 20) }
    let asked = (0..<9).map { _ -> (services: [Int], busy: Double) in
      let mask = 1 + random.next() % 127
      return ((0..<7).filter { mask >> UInt64($0) & 1 == 1 }, Double(random.next() % 16))
    }
    func lack(_ services: Set<Int>) -> Double {
      asked.filter { services.isSuperset(of: $0.services) }.reduce(0) { $0 + $1.busy }
        - services.reduce(0) { $0 + held[$1] }
    }
    let most =
      (0..<128).map { mask in lack(Set((0..<7).filter { mask >> $0 & 1 == 1 })) }.max() ?? 0
    let found = Set(DeficientPools.services(asked: asked, held: held))
    #expect(abs(lack(found) - most) < 1e-6, "seed \(seed): \(lack(found)) of \(most)")
    #expect(found.isEmpty == (most < 1e-6), "seed \(seed)")
  }
}
