import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelPlanning
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

  @Test(arguments: SampleModel.all) func aSampleAgrees(sample: SampleModel) throws {
    try #require(sample.problems.isEmpty, "\(sample.path): \(sample.problems)")
    guard let client = try LiveVerifier.client(for: "samples on an endpoint") else { return }
    let verification = try LiveVerifier.verify(
      sample.workload,
      options: VerifyOptions(seed: 7, rows: 30, calls: 1, countsUnits: false),
      service: client.send
    )
    let isSame = verification.mismatches.isEmpty
    #expect(isSame, "\(LiveVerifier.text(verification, sample.workload))")
    #expect(verification.stateChecks > 0)
  }

  /// The text of a generated model with reads and writes.
  private static func text(seed: UInt64) -> String {
    var random = RandomModel(
      seed: seed,
      entities: 2 + Int(seed % 4),
      patterns: 4 + Int(seed % 7)
    )
    random.addWrites(seed: seed, count: 3 + Int(seed % 5))
    return random.text(clauses: clauses(seed: seed))
  }

  /// Every fifth store keeps one table, and every fifth few indexes.
  private static func clauses(seed: UInt64) -> [String] {
    switch seed % 5 {
    case 1: ["prefer single-table"]
    case 3: ["indexes at-most \(seed % 3)"]
    default: []
    }
  }

  static func model(seed: UInt64) -> SampleModel {
    SampleModel(name: "seed \(seed)", text: text(seed: seed))
  }

  /// Collisions are refused by the endpoint exactly where the evaluator refuses them, and after
  /// every write there is one guard for each unique value of a row and no other.
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

  /// The same of one model with everything that leads to rows which keep.
  @Test(arguments: [[], ["prefer single-table"]])
  func everyWayToKeepAgrees(clauses: [String]) throws {
    guard let client = try LiveVerifier.client(for: "a forum on an endpoint") else { return }
    let file = "Tests/CaseTests/planning/kept-attributes/in.dbmodel"
    let text = try #require(Repository.text(file))
      .replacing(
        "store main: dynamodb default",
        with: "store main: dynamodb default {\n  \(clauses.first ?? "capacity on-demand")\n}"
      )
    let sample = SampleModel(name: "forum", text: text)
    try #require(sample.problems.isEmpty, "\(sample.problems)")
    let verification = try LiveVerifier.verify(
      sample.workload,
      options: VerifyOptions(seed: 4, rows: 24, calls: 5),
      service: client.send
    )
    let isSame = verification.mismatches.isEmpty
    #expect(isSame, "\(LiveVerifier.text(verification, sample.workload))")
  }

  /// What is kept from other rows is right after every write, whether a transaction or a stream
  /// keeps it, and triggers keep it on SQLite.
  @Test func generatedKeptAttributesAgree() throws {
    guard let client = try LiveVerifier.client(for: "kept attributes on an endpoint") else {
      return
    }
    var (byTransaction, byStream, checks) = (0, 0, 0)
    let one = TestMode.variable("DBMODEL_SEED").flatMap(UInt64.init)
    for seed in one.map({ $0..<$0 + 1 }) ?? 0..<UInt64(Self.generated) {
      var random = RandomModel(seed: seed, entities: 2 + Int(seed % 3), patterns: 1)
      random.addKept(seed: seed, count: 5 + Int(seed % 4))
      let clauses = Self.clauses(seed: seed)
      let sample = SampleModel(name: "seed \(seed)", text: random.text(clauses: clauses))
      try #require(sample.problems.isEmpty, "seed \(seed): \(sample.problems)\n\(random.text())")
      let verification = try LiveVerifier.verify(
        sample.workload,
        options: VerifyOptions(seed: seed, rows: 16, calls: 2),
        service: { request in
          let updates = (request.body["TransactItems"]?.arrayValue ?? []).count {
            $0["Update"]?["UpdateExpression"]?.stringValue?.contains("if_not_exists") == true
          }
          if request.body["ClientRequestToken"] != nil {
            byStream += updates
          } else {
            byTransaction += updates
          }
          return try client.send(request)
        }
      )
      let isSame = verification.mismatches.isEmpty
      #expect(
        isSame,
        "seed \(seed)\n\(LiveVerifier.text(verification, sample.workload))\n\(random.text())"
      )
      checks += verification.stateChecks
      let unkept = verification.patterns.flatMap(\.leftOut).filter { $0.reason.contains("DBM4021") }
      #expect(unkept.isEmpty, "seed \(seed): \(unkept.map(\.reason))")
    }
    print(
      "kept attributes: \(byTransaction) changes by transactions, \(byStream) by streams,"
        + " \(checks) states compared"
    )
    if one == nil { #expect(byTransaction >= Self.generated && byStream >= Self.generated) }
  }

  /// What rows carry of the rows they refer to is what those hold, after every write; and reads
  /// that go by it answer what the others answer.
  @Test func generatedCopiesAgree() throws {
    try agree("copies", { $0.addCopies(seed: $1, count: 5 + Int($1 % 4)) }) {
      !$0.copies.isEmpty
    }
  }

  /// Items hold the rows that refer to theirs, after every write; and reads that take them out of
  /// items answer what the others answer.
  @Test func generatedEmbeddedRowsAgree() throws {
    try agree("rows in items", { $0.addEmbedded(seed: $1, count: 7 + Int($1 % 4)) }) {
      !$0.embedded.isEmpty
    }
  }

  /// - Parameter isMeant: The requests that the models are there for.
  private func agree(
    _ what: String,
    _ add: (inout RandomModel, UInt64) -> Void,
    _ isMeant: (DynamoDBRequest) -> Bool
  ) throws {
    guard let client = try LiveVerifier.client(for: "\(what) on an endpoint") else { return }
    var (meant, checks) = (0, 0)
    let one = TestMode.variable("DBMODEL_SEED").flatMap(UInt64.init)
    for seed in one.map({ $0..<$0 + 1 }) ?? 0..<UInt64(Self.generated) {
      var random = RandomModel(seed: seed, entities: 2 + Int(seed % 3), patterns: 1)
      add(&random, seed)
      // Rates decide what indexes store.
      let text = MixedRates.text(random.text(clauses: Self.clauses(seed: seed)), seed: seed)
      let sample = SampleModel(name: "seed \(seed)", text: text)
      try #require(sample.problems.isEmpty, "seed \(seed): \(sample.problems)\n\(text)")
      let verification = try LiveVerifier.verify(
        sample.workload,
        options: VerifyOptions(seed: seed, rows: 16, calls: 2),
        service: client.send
      )
      let isSame = verification.mismatches.isEmpty
      #expect(
        isSame,
        "seed \(seed)\n\(LiveVerifier.text(verification, sample.workload))\n\(text)"
      )
      checks += verification.stateChecks
      let design = Planner.plan(workload: sample.workload).design
      for case .dynamoDB(let path) in design.accesses.map(\.path) {
        meant += path.requests.count(where: isMeant)
      }
    }
    print("\(what): \(meant) requests, \(checks) states compared")
    if one == nil { #expect(meant >= Self.generated) }
  }

  @Test func generatedModelsAgree() throws {
    guard let client = try LiveVerifier.client(for: "generated models on an endpoint") else {
      return
    }
    var tally = LiveTally()
    // `DBMODEL_SEED=42` repeats one.
    let one = TestMode.variable("DBMODEL_SEED").flatMap(UInt64.init)
    for seed in one.map({ $0..<$0 + 1 }) ?? 0..<UInt64(Self.generated) {
      let sample = Self.model(seed: seed)
      try #require(sample.problems.isEmpty, "seed \(seed): \(sample.problems)")
      let verification = try LiveVerifier.verify(
        sample.workload,
        options: VerifyOptions(seed: seed, rows: 20, calls: 1, countsUnits: false),
        service: client.send
      )
      let isSame = verification.mismatches.isEmpty
      #expect(
        isSame,
        """
        seed \(seed)
        \(LiveVerifier.text(verification, sample.workload))
        \(Self.text(seed: seed))
        """
      )
      tally.add(verification, sample.workload)
      // A run of hours that is ended before its end has shown something too.
      if tally.models.isMultiple(of: 10) { try Figures.write("agreement", tally.json) }
    }
    print(
      "\(tally.models) generated models: \(tally.calls) calls, \(tally.fruitful) fruitful, "
        + "\(tally.compared) compared on the endpoint"
    )
    try Figures.write("agreement", tally.json)
    #expect(tally.compared * 10 >= tally.calls * 7, "most calls are compared")
    #expect(tally.fruitful * 10 >= tally.calls * 6, "most calls find or change something")
  }
}
