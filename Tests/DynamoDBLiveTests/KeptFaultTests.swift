import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelPlanning
import DBModelQuery
import DBModelVerify
import DBModelWorkload
import Testing

/// Mistakes with kept attributes, put in on purpose, are found; and calls that meet lose nothing.
@Suite(.serialized)
struct KeptFaultTests {
  private static let options = VerifyOptions(seed: 3, rows: 20, calls: 8)

  private static let model = SampleModel(
    name: "kept.dbmodel",
    text: """
      edition 2026
      model Kept
      store main: dynamodb default
      service app { role app }

      entity Board {
        id: uuid key
        posts: int = count(written)
        size: int = sum(written.size) fresh 5 min
        count 20
      }

      entity Post {
        id: ulid key
        board: Board inverse written 0..100K avg 50
        size: int(1..100)
      }

      access write(post: new Post) {
        insert $post
        by app
        rate 1/s peak 2/s
        latency 50 ms p95
      }

      access move(post: Post, to: Board) {
        update Post where id == $post
          set board = $to
        by app
        rate 1/s peak 2/s
        skew post uniform
        skew to uniform
        latency 50 ms p95
      }

      access drop(post: Post) {
        delete Post where id == $post
        by app
        rate 1/s peak 2/s
        skew post uniform
        latency 50 ms p95
      }
      """
  )

  private static func isOfStream(_ request: ConcreteRequest) -> Bool {
    request.operation == "TransactWriteItems" && request.body["ClientRequestToken"] != nil
  }

  /// What is found where requests are changed, repeated or left out.
  private func found(
    _ send: @escaping (ConcreteRequest, (ConcreteRequest) throws -> JSONValue) throws -> JSONValue
  ) throws -> [Mismatch]? {
    try #require(Self.model.problems.isEmpty, "\(Self.model.problems)")
    guard let client = try LiveVerifier.client(for: "faults of kept attributes") else { return nil }
    return try LiveVerifier.verify(
      Self.model.workload,
      options: Self.options,
      service: { try send($0, client.send) }
    ).mismatches
  }

  private func expectItems(_ found: [Mismatch]?) {
    guard let found else { return }
    #expect(found.contains { $0.kind.hasPrefix("items of") && $0.kind.contains("Board") })
  }

  @Test func nothingIsFoundWithoutAFault() throws {
    guard let found = try found({ try $1($0) }) else { return }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aCountThatIsNotChangedIsFound() throws {
    expectItems(
      try found { request, send in
        guard let actions = request.body["TransactItems"]?.arrayValue, !Self.isOfStream(request)
        else { return try send(request) }
        let kept = actions.filter {
          $0["Update"]?["TableName"]?.stringValue?.hasSuffix("Board") != true
        }
        return try send(
          ConcreteRequest(operation: request.operation, body: ["TransactItems": .array(kept)])
        )
      }
    )
  }

  @Test func aStreamThatIsNotReadIsFound() throws {
    expectItems(
      try found { request, send in Self.isOfStream(request) ? .object([]) : try send(request) }
    )
  }

  /// Emulators do not remember tokens: a record that is carried out twice counts twice here.
  @Test func aRecordThatCountsTwiceIsFound() throws {
    expectItems(
      try found { request, send in
        if Self.isOfStream(request) { _ = try send(request) }
        return try send(request)
      }
    )
  }

  /// What another call changes between the reading of a row and its change is seen: the row counts
  /// where it really was.
  @Test func callsThatMeetCountOnce() throws {
    guard let client = try LiveVerifier.client(for: "kept attributes under races") else { return }
    let tables = try RacingTables(Self.model.workload, client)
    defer { tables.delete() }
    let boards = (0..<3).map { Value.string("5f0c9d3e-7a41-4c0e-9b1d-2f6a8e4c1b7\($0)") }
    for board in boards { try tables.put("Board", ["id": board, "posts": .integer(0)]) }
    let id = Value.string("01KB3M7ZQ8V5X2N4T6R9W1Y0CD")
    let plain = tables.runner(client.send)
    #expect(
      try tables.run(plain, "write", .row([id, boards[0], .integer(5)])) == .applied
    )
    var others = [boards[1], boards[2]]
    let disturbed = tables.runner { request in
      let answer = try client.send(request)
      if request.operation == "GetItem", !others.isEmpty {
        let board = others.removeFirst()
        _ = try tables.run(plain, "move", .key([id]), .key([board]))
      }
      return answer
    }
    #expect(try tables.run(disturbed, "drop", .key([id])) == .applied)
    #expect(others.isEmpty)
    let counts = try tables.values(of: "posts", in: "Board")
    #expect(counts == ["0", "0", "0"])
  }

  /// A row that leads nowhere is not inserted, and one whose kept row is gone can be deleted.
  @Test func aRowThatKeepsNothingAnyMoreStopsNobody() throws {
    guard let client = try LiveVerifier.client(for: "kept attributes of rows that are gone") else {
      return
    }
    let tables = try RacingTables(Self.model.workload, client)
    defer { tables.delete() }
    let board = Value.string("5f0c9d3e-7a41-4c0e-9b1d-2f6a8e4c1b70")
    let id = Value.string("01KB3M7ZQ8V5X2N4T6R9W1Y0CD")
    let runner = tables.runner(client.send)
    let entity = try #require(Self.model.workload.entities.first { $0.name == "Post" })
    let reference = AttributeReference(entity.id, AttributeID(1))
    let row = Argument.row([id, board, .integer(5)])
    #expect(try tables.run(runner, "write", row) == .missingReference(reference))
    try tables.put("Board", ["id": board, "posts": .integer(0)])
    #expect(try tables.run(runner, "write", row) == .applied)
    try tables.take("Board", ["id": board])
    #expect(try tables.run(runner, "drop", .key([id])) == .applied)
    #expect(try tables.values(of: "id", in: "Post").isEmpty)
    #expect(try tables.values(of: "id", in: "Board").isEmpty)
  }
}
