import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelWorkload
import Testing

@testable import DBModelVerify

/// Units, worked out by hand, of a service that holds two items.
struct UnitMeterTests {
  /// A service of one table whose items can be set.
  private final class Service {
    var item: JSONValue?
    var answer: [JSONValue] = []
    var after: JSONValue?
    var refuses = false

    func send(_ request: ConcreteRequest) throws -> JSONValue {
      switch request.operation {
      case "GetItem": return .object(item.map { [.init("Item", $0)] } ?? [])
      case "Query":
        return request.body["FilterExpression"] == nil
          ? ["Items": .array(answer)] : ["Items": []]
      default:
        if refuses { throw DynamoDBRefusal(type: "Refused", message: "", body: .null) }
        item = after
        return .object([])
      }
    }
  }

  private func item(_ bytes: Int, _ more: [JSONValue.Member] = []) -> JSONValue {
    // pk 3, sk 3, b 1: seven bytes besides the text.
    RequestRulesTests.item(
      [
        .init("b", ["S": .string(String(repeating: "x", count: bytes - 7))])
      ] + more
    )
  }

  private func units(_ service: Service, _ operation: String, _ body: JSONValue) -> (
    read: Double, write: Double
  ) {
    let meter = UnitMeter(design: RequestRulesTests.design, service: service.send)
    meter.isCounting = true
    _ = try? meter.send(ConcreteRequest(operation: operation, body: body))
    return (meter.readUnits, meter.writeUnits)
  }

  private func get(_ bytes: Int?, isStrong: Bool = false) -> Double {
    let service = Service()
    service.item = bytes.map { item($0) }
    let body: JSONValue = [
      "TableName": "t", "Key": RequestRulesTests.item(), "ConsistentRead": .bool(isStrong),
    ]
    return units(service, "GetItem", body).read
  }

  @Test func readsAreRoundedUpToFourKilobytes() {
    #expect(get(4_096) == 0.5 && get(4_097) == 1)
    #expect(get(4_096, isStrong: true) == 1 && get(nil) == 0.5)
  }

  /// What the filter takes away was read nevertheless, and the page is rounded once.
  @Test func aFilterSavesNothing() {
    let service = Service()
    service.answer = [item(3_000), item(3_000)]
    let body: JSONValue = [
      "TableName": "t", "KeyConditionExpression": "#k = :k", "FilterExpression": "#b = :b",
      "ExpressionAttributeNames": ["#k": "pk", "#b": "b"],
      "ExpressionAttributeValues": [":k": ["S": "p"], ":b": ["S": "none"]],
    ]
    #expect(units(service, "Query", body).read == 1)
  }

  private func write(_ before: JSONValue?, _ after: JSONValue, refuses: Bool = false) -> Double {
    let service = Service()
    (service.item, service.after, service.refuses) = (before, after, refuses)
    return units(service, "PutItem", ["TableName": "t", "Item": after]).write
  }

  @Test func aWriteCostsTheLargerItem() {
    #expect(write(nil, item(1_024)) == 1 && write(nil, item(1_025)) == 2)
    #expect(write(item(3_000), item(100)) == 3)
    #expect(write(item(3_000), item(100), refuses: true) == 3)
  }

  /// The entry holds the keys only, so that a write of it is one unit.
  @Test func indexesCostWhatChangesInThem() {
    func member(_ value: String) -> [JSONValue.Member] { [.init("a", ["S": .string(value)])] }
    #expect(write(nil, item(100, member("x"))) == 2)
    #expect(write(item(100, member("x")), item(100)) == 2)
    #expect(write(item(100, member("x")), item(200, member("x"))) == 1)
    #expect(write(item(100, member("x")), item(100, member("y"))) == 3)
  }

  @Test func aTransactionCostsTwice() {
    let service = Service()
    service.after = item(100)
    let body: JSONValue = [
      "TransactItems": [["Put": ["TableName": "t", "Item": item(100)]]]
    ]
    #expect(units(service, "TransactWriteItems", body).write == 2)
  }
}
