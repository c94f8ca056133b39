import DBModelDesign
import DBModelJSON
import DBModelQuery
import DBModelWorkload
import Testing

@testable import DBModelVerify

/// Both sides of each rule that the service enforces and emulators often do not.
struct RequestRulesTests {
  static let design = DynamoDBDesign(
    store: StoreID(0),
    origin: .derived,
    tables: [
      DynamoDBTable(
        name: "t",
        partitionKey: KeyAttribute(name: "pk", type: .string),
        sortKey: KeyAttribute(name: "sk", type: .string),
        layouts: [],
        indexes: [
          SecondaryIndex(
            name: "byA",
            partitionKey: [KeyAttribute(name: "a", type: .string)],
            sortKey: [],
            projection: .keysOnly,
            members: []
          ),
          SecondaryIndex(
            name: "localC",
            scope: .local,
            partitionKey: [KeyAttribute(name: "pk", type: .string)],
            sortKey: [KeyAttribute(name: "c", type: .string)],
            projection: .all,
            members: []
          ),
        ],
        timeToLive: nil,
        hasStream: false
      )
    ]
  )

  static func item(
    pk: String = "p",
    sk: String = "s",
    _ more: [JSONValue.Member] = []
  ) -> JSONValue {
    .object([.init("pk", ["S": .string(pk)]), .init("sk", ["S": .string(sk)])] + more)
  }

  private func breach(_ operation: String, _ body: JSONValue) -> RequestBreach? {
    do throws(RequestBreach) {
      try RequestRules(design: Self.design).check(
        ConcreteRequest(operation: operation, body: body)
      )
      return nil
    } catch {
      return error
    }
  }

  private func put(_ item: JSONValue) -> RequestBreach? {
    breach("PutItem", ["TableName": "t", "Item": item])
  }

  private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test func keysHaveTheirSizes() {
    #expect(put(Self.item(pk: text(2_048))) == nil)
    #expect(put(Self.item(pk: text(2_049))) != nil)
    #expect(put(Self.item(sk: text(1_024))) == nil)
    #expect(put(Self.item(sk: text(1_025))) != nil)
    #expect(put(Self.item(pk: "")) != nil)
    // A key of an index is none where it is missing, and refused where it is empty.
    #expect(put(Self.item()) == nil)
    #expect(put(Self.item([.init("a", ["S": "x"])])) == nil)
    #expect(put(Self.item([.init("a", ["S": ""])])) != nil)
    #expect(put(Self.item([.init("a", ["N": "1"])])) != nil)
  }

  @Test func itemsHaveTheirSize() {
    // pk 2 + 1, sk 2 + 1, b 1: seven bytes besides the text.
    #expect(put(Self.item([.init("b", ["S": .string(text(409_593))])])) == nil)
    #expect(put(Self.item([.init("b", ["S": .string(text(409_594))])])) != nil)
    #expect(put(Self.item([.init("b", ["SS": []])])) != nil)
    #expect(put(Self.item([.init("b", ["SS": ["x", "x"]])])) != nil)
    let digits = String(repeating: "7", count: 38)
    #expect(put(Self.item([.init("b", ["N": .string(digits)])])) == nil)
    #expect(put(Self.item([.init("b", ["N": .string(digits + "7")])])) != nil)
  }

  private func transaction(_ count: Int, sameKey: Bool = false, bytes: Int = 0) -> JSONValue {
    let actions = (0..<count).map { number -> JSONValue in
      let more: [JSONValue.Member] =
        bytes == 0 ? [] : [.init("b", ["S": .string(text(bytes))])]
      return [
        "Put": [
          "TableName": "t", "Item": Self.item(pk: sameKey ? "p" : "p\(number)", more),
        ]
      ]
    }
    return ["TransactItems": .array(actions)]
  }

  @Test func transactionsHaveTheirBounds() {
    #expect(breach("TransactWriteItems", transaction(100)) == nil)
    #expect(breach("TransactWriteItems", transaction(101)) != nil)
    #expect(breach("TransactWriteItems", transaction(0)) != nil)
    #expect(breach("TransactWriteItems", transaction(2, sameKey: true))?.rule == .oneItemTwice)
    #expect(breach("TransactWriteItems", transaction(10, bytes: 400_000)) == nil)
    #expect(breach("TransactWriteItems", transaction(11, bytes: 400_000)) != nil)
  }

  @Test func batchesHaveTheirBounds() {
    func get(_ count: Int) -> RequestBreach? {
      let keys = (0..<count).map { Self.item(pk: "p\($0)") }
      return breach("BatchGetItem", ["RequestItems": ["t": ["Keys": .array(keys)]]])
    }
    #expect(get(100) == nil && get(101) != nil && get(0) != nil)
    func write(_ count: Int) -> RequestBreach? {
      let puts = (0..<count).map { number -> JSONValue in
        ["PutRequest": ["Item": Self.item(pk: "p\(number)")]]
      }
      return breach("BatchWriteItem", ["RequestItems": ["t": .array(puts)]])
    }
    #expect(write(25) == nil && write(26) != nil)
  }

  private func query(_ filter: String, values: Int, more: [JSONValue.Member] = []) -> JSONValue {
    let given = (0..<values).map { JSONValue.Member(":v\($0)", ["S": "x"]) }
    return .object(
      [
        .init("TableName", "t"), .init("KeyConditionExpression", "#k = :k"),
        .init("FilterExpression", .string(filter)),
        .init("ExpressionAttributeNames", ["#k": "pk", "#n": "b"]),
        .init("ExpressionAttributeValues", .object([.init(":k", ["S": "p"])] + given)),
      ] + more
    )
  }

  @Test func expressionsHaveTheirBounds() {
    func isIn(_ count: Int) -> JSONValue {
      let list = (0..<count).map { ":v\($0)" }.joined(separator: ", ")
      return query("#n IN (\(list))", values: count)
    }
    #expect(breach("Query", isIn(100)) == nil)
    #expect(breach("Query", isIn(101)) != nil)
    #expect(breach("Query", query("#n = :v0", values: 2)) != nil, "a value that is not used")
    #expect(breach("Query", query("#n = :v1", values: 1)) != nil, "a value that is not given")
    #expect(breach("Query", query("#k = :v0 AND #n = :v0", values: 1)) != nil, "a key in a filter")
    let long = Array(repeating: "#n = :v0", count: 341).joined(separator: " OR ")
    #expect(long.utf8.count <= 4_096 && breach("Query", query(long, values: 1)) == nil)
    let longer = long + " OR #n = :v0"
    #expect(longer.utf8.count > 4_096 && breach("Query", query(longer, values: 1)) != nil)
  }

  @Test func readsOfGlobalIndexesAreEventual() {
    func read(_ isStrong: Bool, index: String = "byA", limit: Int = 1) -> JSONValue {
      [
        "TableName": "t", "IndexName": .string(index), "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": ["#k": index == "byA" ? "a" : "pk"],
        "ExpressionAttributeValues": [":k": ["S": "p"]],
        "ConsistentRead": .bool(isStrong), "Limit": .int(limit),
      ]
    }
    #expect(breach("Query", read(false)) == nil)
    #expect(breach("Query", read(true)) != nil)
    #expect(breach("Query", read(false, index: "localC")) == nil)
    #expect(breach("Query", read(true, index: "localC")) == nil)
    #expect(breach("Query", read(false, index: "byB")) != nil)
    #expect(breach("Query", read(false, limit: 0)) != nil)
  }

  @Test func updatesLeaveKeysAlone() {
    func update(_ name: String) -> RequestBreach? {
      breach(
        "UpdateItem",
        [
          "TableName": "t", "Key": Self.item(), "UpdateExpression": "SET #n = :v",
          "ExpressionAttributeNames": ["#n": .string(name)],
          "ExpressionAttributeValues": [":v": ["S": "x"]],
        ]
      )
    }
    #expect(update("b") == nil && update("a") == nil)
    #expect(update("sk") != nil)
  }
}
