import DBModelEngines
import DBModelJSON
import DBModelQuery
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

  /// Collisions are refused by the endpoint exactly where the evaluator refuses them, and after every
  /// write there is one guard for each unique value of a row and no other.
  @Test func generatedUniqueValuesAgree() throws {
    guard let client = try LiveVerifier.client(for: "unique values on an endpoint") else { return }
    var refused = 0
    var unkept = 0
    let count = Self.generated / 2
    for seed in 0..<UInt64(count) {
      var random = RandomModel(seed: seed, entities: 1 + Int(seed % 3), patterns: 1)
      random.addUniques(seed: seed, count: 6 + Int(seed % 5))
      let sample = SampleModel(name: "seed \(seed)", text: random.text())
      try #require(sample.problems.isEmpty, "seed \(seed): \(sample.problems)\n\(random.text())")
      let verification = try LiveVerifier.verify(
        sample.workload,
        options: VerifyOptions(seed: seed, rows: 12, calls: 2),
        service: { request in
          do {
            return try client.send(request)
          } catch let refusal as DynamoDBRefusal {
            if Self.isOfGuard(refusal, request) { refused += 1 }
            throw refusal
          }
        }
      )
      let isSame = verification.mismatches.isEmpty
      #expect(
        isSame,
        "seed \(seed)\n\(LiveVerifier.text(verification, sample.workload))\n\(random.text())"
      )
      unkept += verification.patterns.flatMap(\.leftOut).count { $0.reason.contains("DBM4005") }
    }
    print("\(count) models with unique values: \(refused) collisions refused")
    #expect(refused >= count)
    #expect(unkept == 0)
  }

  /// Whether a guard that is there already refused a transaction.
  private static func isOfGuard(_ refusal: DynamoDBRefusal, _ request: ConcreteRequest) -> Bool {
    let reasons = refusal.body["CancellationReasons"]?.arrayValue ?? []
    let actions = request.body["TransactItems"]?.arrayValue ?? []
    return zip(reasons, actions).contains { reason, action in
      reason["Code"]?.stringValue == "ConditionalCheckFailed"
        && action["Put"]?["TableName"]?.stringValue?.hasSuffix("Unique") == true
    }
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
