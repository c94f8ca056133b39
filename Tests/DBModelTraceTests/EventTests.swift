import DBModelTestKit
import DBModelTrace
import Testing

/// Data events of DynamoDB as CloudTrail delivers them.
@Suite struct EventTests {
  static func event(_ name: String, _ parameters: String, source: String = "dynamodb") -> String {
    """
    {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","arn":"a}b\\"{["},\
    "eventSource":"\(source).amazonaws.com","eventName":"\(name)",\
    "requestParameters":\(parameters),"responseElements":null,"readOnly":true}
    """
  }

  private static let events = [
    event("GetItem", #"{"tableName":"orders","key":{"id":"1","at":"x"}}"#),
    event("PutItem", #"{"tableName":"orders","key":{"at":"x","id":"1"},"items":["id","at"]}"#),
    event(
      "GetItem",
      #"{"tableName":"arn:aws:dynamodb:eu-west-1:1:table/orders","key":{"id":"2"}}"#
    ),
    event("DeleteItem", #"{"tableName":"carts","key":{"id":{"S":"1"}}}"#),
    event(
      "BatchGetItem",
      #"{"requestItems":{"orders":{"keys":[{"id":"1"},{"id":"3"}]},"carts":{"keys":[{"id":"9"}]}}}"#
    ),
    event("BatchWriteItem", #"{"requestItems":{"orders":[{"putRequest":{"key":{"id":"1"}}}]}}"#),
    event(
      "TransactWriteItems",
      #"{"transactItems":[{"operation":"Put","tableName":"orders","key":{"id":"1"}}]}"#
    ),
    event("Query", #"{"tableName":"orders","keyConditionExpression":"id = :id"}"#),
    event("GetItem", #"{"tableName":"orders","key":{"id":"1"}}"#, source: "s3"),
    event("ListTables", "null"),
  ]

  private static var file: String { "{\"Records\":[\(events.joined(separator: ","))]}" }

  @Test func keysAreTakenFromEveryForm() throws {
    let run = Traces.run(Self.file) { ($0.table, $0.key) = ("orders", "id") }
    let profile = try #require(run.profile())
    #expect(profile.top == [5, 1, 1])
    let events = run.logs[0].tally.events
    #expect(events["GetItem"] == .init(keys: 2, leftOut: 0))
    #expect(events["BatchGetItem"] == .init(keys: 2, leftOut: 0))
    #expect(events["Query"] == .init(keys: 0, leftOut: 1))
    #expect(events["DeleteItem"] == .init(keys: 0, leftOut: 1))
    #expect(events["(another service)"] == .init(keys: 0, leftOut: 1))
  }

  /// What is shown is the key, and nothing else of the event: it holds who asked.
  @Test func aNameIsThatOfTheKey() {
    let run = Traces.run(Self.file) { ($0.table, $0.key, $0.keepsNames) = ("orders", "id", true) }
    #expect(run.names(5).first?.name == "1")
    #expect(Set(run.names(5).map(\.name)) == ["1", "2", "3"])
    let whole = Traces.run(Self.file) { ($0.table, $0.keepsNames) = ("carts", true) }
    #expect(whole.names(5).allSatisfy { $0.name?.contains("arn") == false })
    let escaped = Traces.run("{\"id\":\"a\\\"b\"}\n") { ($0.key, $0.keepsNames) = ("id", true) }
    #expect(escaped.names(1).first?.name == "a\"b")
    let doubled = Traces.run("id,n\n\"a\"\"b\",1\n") { ($0.key, $0.keepsNames) = ("id", true) }
    #expect(doubled.names(1).first?.name == "a\"b")
  }

  @Test func theWholeKeyIsComparedWithoutOrder() throws {
    let run = Traces.run(Self.file) { $0.table = "orders" }
    // Once {at, id}, twice; {id: 1} three times; 2; 3.
    #expect(try #require(run.profile()).top == [3, 2, 1, 1])
  }

  @Test(arguments: [4_096, 1 << 20]) func filesFollowOneAnotherInAnyBlocks(block: Int) throws {
    let files = String(repeating: Self.file + "\n", count: 30)
    let whole = try #require(Traces.run(files) { $0.key = "id" }.profile())
    #expect(whole.requests == 30 * 9)
    for jobs in [1, 3] {
      let run = Traces.run([Compressed.gzip(Array(files.utf8))]) {
        ($0.key, $0.blockBytes, $0.jobs) = ("id", block, jobs)
      }
      #expect(run.profile() == whole)
    }
  }

  @Test func everyTruncationIsAPartialAnswer() throws {
    let bytes = Array(Self.file.utf8)
    for count in stride(from: 12, to: bytes.count, by: 3) {
      let run = Traces.run([Array(bytes[..<count])]) { $0.key = "id" }
      #expect(run.logs[0].format == .cloudtrail)
      #expect(run.logs[0].failure?.reason.contains("bracket") == true, "\(count) bytes")
    }
  }

  @Test func eventNamesAreBounded() {
    let names = (0..<500).map { Self.event("Name\($0)", "null") } + [Self.event("ä\u{7}", "null")]
    let run = Traces.run("{\"Records\":[\(names.joined(separator: ","))]}")
    #expect(run.logs[0].tally.events.count <= 65)
    #expect(run.logs[0].tally.events.values.reduce(0) { $0 + $1.leftOut } == 501)
  }

  @Test func anEventWithoutEndTakesNoMemory() {
    let start = "{\"Records\":[{\"eventName\":\""
    let run = Traces.run([Array(start.utf8) + [UInt8](repeating: 0x61, count: 300_000)]) {
      $0.blockBytes = 65_536
    }
    #expect(run.logs[0].failure?.reason.contains("longer than 65536 bytes") == true)
  }
}
