import DBModelEngines
import DBModelTestData
import DBModelTestKit
import DBModelVerify
import Testing

/// The endpoint, SQLite and the reference evaluator agree on every sample, on every case of the
/// planner and on generated models: answers page by page, outcomes, and all rows afterwards.
@Suite(.serialized)
struct LiveVerifyTests {
  /// `DBMODEL_LONG=1` takes more of them.
  static let generated = TestMode.variable("DBMODEL_LONG") == nil ? 20 : 500

  private struct Tally {
    var calls = 0
    var fruitful = 0
    var compared = 0
    var leftOut = 0
  }

  @Test(arguments: SampleModel.all) func aSampleAgrees(sample: SampleModel) throws {
    try #require(sample.problems.isEmpty, "\(sample.path): \(sample.problems)")
    guard let client = try LiveVerifier.client(for: "samples on an endpoint") else { return }
    let verification = try LiveVerifier.verify(
      sample.workload,
      options: VerifyOptions(seed: 7, rows: 30, calls: 1),
      service: client.send
    )
    let isSame = verification.mismatches.isEmpty
    #expect(isSame, "\(LiveVerifier.text(verification, sample.workload))")
    #expect(verification.stateChecks > 0)
  }

  @Test func generatedModelsAgree() throws {
    guard let client = try LiveVerifier.client(for: "generated models on an endpoint") else {
      return
    }
    var tally = Tally()
    for seed in 0..<UInt64(Self.generated) {
      var random = RandomModel(
        seed: seed,
        entities: 2 + Int(seed % 4),
        patterns: 4 + Int(seed % 7)
      )
      random.addWrites(seed: seed, count: 3 + Int(seed % 5))
      let sample = SampleModel(name: "seed \(seed)", text: random.text())
      try #require(sample.problems.isEmpty, "seed \(seed): \(sample.problems)\n\(random.text())")
      let verification = try LiveVerifier.verify(
        sample.workload,
        options: VerifyOptions(seed: seed, rows: 20, calls: 1),
        service: client.send
      )
      let isSame = verification.mismatches.isEmpty
      #expect(isSame, "seed \(seed)\n\(LiveVerifier.text(verification, sample.workload))")
      for pattern in verification.patterns {
        tally.calls += pattern.calls
        tally.fruitful += pattern.fruitful
        tally.compared += pattern.compared[.dynamoDB] ?? 0
        tally.leftOut += pattern.leftOut.filter { $0.engine == .dynamoDB }
          .reduce(0) { $0 + ($1.calls ?? 1) }
      }
    }
    print(
      "\(Self.generated) generated models: \(tally.calls) calls, \(tally.fruitful) fruitful, "
        + "\(tally.compared) compared on the endpoint, \(tally.leftOut) left out"
    )
    #expect(tally.compared * 10 >= tally.calls * 7, "most calls are compared")
    #expect(tally.fruitful * 10 >= tally.calls * 6, "most calls find or change something")
  }
}
