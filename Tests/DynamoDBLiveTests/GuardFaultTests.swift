import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelVerify
import DBModelWorkload
import Testing

/// Mistakes with guards, put in on purpose, are found; and calls that meet leave no guard behind.
@Suite(.serialized)
struct GuardFaultTests {
  private static let options = VerifyOptions(seed: 5, rows: 20, calls: 12)

  private static let model = SampleModel(
    name: "guards.dbmodel",
    text: """
      edition 2026
      model Guards
      store main: dynamodb default
      service app { role app }

      entity Customer {
        id: uuid key
        email: string(40) avg 10 B unique
        count 1K
      }

      access join(customer: new Customer) {
        insert $customer
        by app
        rate 1/s peak 2/s
        latency 50 ms p95
      }

      access move(customer: Customer, email: string(40)) {
        update Customer where id == $customer
          set email = $email
        by app
        rate 1/s peak 2/s
        skew customer uniform
        latency 50 ms p95
      }

      access leave(customer: Customer) {
        delete Customer where id == $customer
        by app
        rate 1/s peak 2/s
        skew customer uniform
        latency 50 ms p95
      }
      """
  )

  /// What is found where each action on a guard is changed, or left out.
  private func found(_ change: @escaping (JSONValue) -> JSONValue?) throws -> [Mismatch]? {
    try #require(Self.model.problems.isEmpty, "\(Self.model.problems)")
    guard let client = try LiveVerifier.client(for: "faults of guards") else { return nil }
    return try LiveVerifier.verify(
      Self.model.workload,
      options: Self.options,
      service: { request in
        guard let actions = request.body["TransactItems"]?.arrayValue else {
          return try client.send(request)
        }
        let kept = actions.compactMap { action -> JSONValue? in
          let table = action.members?.first?.value["TableName"]?.stringValue ?? ""
          return table.hasSuffix("Unique") ? change(action) : action
        }
        return try client.send(
          ConcreteRequest(operation: request.operation, body: ["TransactItems": .array(kept)])
        )
      }
    ).mismatches
  }

  @Test func nothingIsFoundWithoutAFault() throws {
    guard let found = try found({ $0 }) else { return }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aGuardThatStaysIsFound() throws {
    guard let found = try found({ $0["Delete"] == nil ? $0 : nil }) else { return }
    #expect(found.contains { $0.kind.hasPrefix("items of") && $0.kind.contains("Unique") })
  }

  @Test func aGuardThatIsNotPutIsFound() throws {
    guard let found = try found({ $0["Put"] == nil ? $0 : nil }) else { return }
    #expect(found.contains { $0.kind.hasPrefix("items of") && $0.kind.contains("Unique") })
  }

  /// A guard that replaces another one lets the second row through.
  @Test func aGuardWithoutItsConditionIsFound() throws {
    let found = try found { action in
      guard let put = action["Put"] else { return action }
      return ["Put": ["TableName": put["TableName"] ?? .null, "Item": put["Item"] ?? .null]]
    }
    guard let found else { return }
    #expect(found.contains { $0.kind == "outcome" })
  }

  // MARK: Calls that meet

  /// Another call moves the row each time between its being read and its being changed: no value is
  /// left behind, and none is taken twice.
  @Test func callsThatMeetLeaveOneGuardForEachRow() throws {
    guard let client = try LiveVerifier.client(for: "guards under races") else { return }
    let tables = try RacingTables(Self.model.workload, client)
    defer { tables.delete() }
    let plain = tables.runner(client.send)
    let id = Value.string("5f0c9d3e-7a41-4c0e-9b1d-2f6a8e4c1b70")
    #expect(try tables.run(plain, "join", .row([id, .string("first")])) == .applied)
    var others = ["second", "third"]
    let disturbed = tables.runner { request in
      let answer = try client.send(request)
      if request.operation == "GetItem", !others.isEmpty {
        let email = Value.string(others.removeFirst())
        _ = try tables.run(plain, "move", .key([id]), .value(email))
      }
      return answer
    }
    #expect(
      try tables.run(disturbed, "move", .key([id]), .value(.string("mine"))) == .applied
    )
    #expect(others.isEmpty)
    let scan: JSONValue = ["TableName": "Unique"]
    let left = try client.send(ConcreteRequest(operation: "Scan", body: scan))["Items"]
    let keys = left?.arrayValue?.compactMap { $0["pk"]?["S"]?.stringValue }
    #expect(keys == ["Customer.email#mine"])
    // What was given up on the way is free again.
    let other = Value.string("0f0c9d3e-7a41-4c0e-9b1d-2f6a8e4c1b71")
    #expect(try tables.run(plain, "join", .row([other, .string("second")])) == .applied)
  }
}
