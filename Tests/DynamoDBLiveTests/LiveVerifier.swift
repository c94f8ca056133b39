import DBModelDesign
import DBModelEngines
import DBModelPlanning
import DBModelQuery
import DBModelTestKit
import DBModelVerify
import DBModelWorkload
import Testing

/// Verifies models on the endpoint that `make test` starts.
enum LiveVerifier {
  /// A client of the endpoint; `nil` where none was started, which is said.
  static func client(for what: String) throws -> DynamoDBClient? {
    guard let server = LiveServers.dynamoDB else {
      LiveServers.leftOut(what, because: "no DynamoDB endpoint")
      return nil
    }
    return try DynamoDBClient(
      endpoint: #require(EndpointURL(server.endpoint)),
      region: "us-east-1",
      credentials: AWSCredentials(
        accessKey: "test",
        secretKey: "test",
        sessionToken: nil,
        source: "the test"
      ),
      seed: 1
    )
  }

  static func relational(of workload: Workload) -> RelationalDesign {
    for case .relational(let design) in Planner.relational(workload: workload).design.stores {
      return design
    }
    return RelationalDesign(store: StoreID(0), origin: .derived, tables: [])
  }

  static func verify(
    _ workload: Workload,
    _ design: PhysicalDesign? = nil,
    options: VerifyOptions,
    service: Verifier.Service?
  ) throws -> Verification {
    try Verifier(
      workload: workload,
      design: design ?? Planner.plan(workload: workload).design,
      relational: relational(of: workload),
      options: options,
      service: service
    ).run()
  }

  /// The first mismatches, for people.
  static func text(_ verification: Verification, _ workload: Workload) -> String {
    verification.mismatches.prefix(3).map { mismatch in
      let name = mismatch.pattern.map { workload[$0].name } ?? "loading"
      return """
        \(name), \(mismatch.engine.rawValue), \(mismatch.kind), \(mismatch.rows) call \(mismatch.call)
        arguments \(mismatch.arguments.prefix(400))
        expected \(mismatch.expected.prefix(700))
        actual \(mismatch.actual.prefix(700))
        \(mismatch.difference.prefix(400))
        """
    }.joined(separator: "\n")
  }
}
