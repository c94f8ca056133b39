import DBModelDesign
import DBModelEngines
import DBModelPlanning
import DBModelTestKit
import DBModelVerify
import DBModelWorkload
import Testing

/// Keys that are spread over shards, run on the endpoint: pages out of all shards, limits, filters
/// behind the key, look-ups of writes, and upserts that make the shard.
@Suite(.serialized)
struct ShardedVerifyTests {
  /// Tables are named after their seed, and other tests run beside these.
  private static let seeds: [UInt64] = [701, 702, 703]
  private static let names = ["sharded-keys", "sharded-dates"]

  @Test(arguments: names, seeds) func agrees(name: String, seed: UInt64) throws {
    let sample = SampleModel(path: "Tests/CaseTests/planning/\(name)/in.dbmodel")
    try #require(sample.problems.isEmpty, "\(sample.problems)")
    guard let client = try LiveVerifier.client(for: "sharded keys on an endpoint") else { return }
    let design = Planner.plan(workload: sample.workload).design
    let sharded = design.accesses.filter { access in
      guard case .dynamoDB(let path) = access.path else { return false }
      return path.requests.contains { $0.shardCount > 1 }
    }
    #expect(!sharded.isEmpty)
    let verification = try LiveVerifier.verify(
      sample.workload,
      design,
      options: VerifyOptions(seed: seed, rows: 200, calls: 6),
      service: client.send
    )
    let isSame = verification.mismatches.isEmpty
    #expect(isSame, "\(LiveVerifier.text(verification, sample.workload))")
    for access in sharded {
      let pattern = verification.patterns[access.pattern.rawValue]
      let name = sample.workload[access.pattern].name
      #expect(pattern.compared[.dynamoDB] ?? 0 > 0, "\(name)")
      guard case .read = sample.workload[access.pattern].operation,
        let estimated = pattern.estimatedRead
      else { continue }
      // Few small rows: every Query is half a unit, and there is one for each shard.
      let counted = pattern.units.read / Double(max(1, pattern.units.calls))
      #expect(counted >= estimated.low * 0.99 && counted <= estimated.high * 1.01, "\(name)")
    }
  }
}
