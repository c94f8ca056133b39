import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelPlanning
import DBModelQuery
import DBModelVerify
import DBModelWorkload
import Testing

/// Mistakes put in on purpose are found: a comparison that cannot fail proves nothing.
@Suite(.serialized)
struct SeededFaultTests {
  private static let options = VerifyOptions(
    seed: 3,
    rows: 40,
    calls: 20,
    countsUnits: false
  )

  private static let model = SampleModel(
    name: "faults.dbmodel",
    text: """
      edition 2026
      model Faults
      store main: dynamodb default
      service app { role app }

      entity Customer {
        id: uuid key
        name: string(40) avg 10 B
        count 1K
      }

      entity Order {
        id: uuid key
        customer: Customer inverse orders 0..50K avg 2K skew uniform
        status: enum { open 50%, done 50% }
        placed: timestamp(ms)
        count 2M
      }

      access newest(customer: Customer) {
        read Order { id, status, placed }
        where customer == $customer
        order placed descending
        page 4
        by app
        rate 50/s peak 60/s
        skew customer uniform
        latency 50 ms p95
      }

      access open(customer: Customer) {
        read Order { id, placed }
        where customer == $customer and status != .done
        order placed descending
        by app
        rate 1/s peak 2/s
        skew customer uniform
        latency 50 ms p95
      }

      access finish(order: Order) {
        update Order where id == $order
          set status = .done
          if status == .open
        by app
        rate 1/s peak 2/s
        skew order uniform
        latency 50 ms p95
      }
      """
  )

  private func design() throws -> PhysicalDesign {
    try #require(Self.model.problems.isEmpty, "\(Self.model.problems)")
    return Planner.plan(workload: Self.model.workload).design
  }

  private func found(
    _ design: PhysicalDesign,
    service: Verifier.Service?
  ) throws -> [Mismatch]? {
    guard let client = try LiveVerifier.client(for: "seeded faults") else { return nil }
    return try LiveVerifier.verify(
      Self.model.workload,
      design,
      options: Self.options,
      service: service ?? client.send
    ).mismatches
  }

  /// The design with one pattern's requests changed.
  private func changing(
    _ name: String,
    _ change: (DynamoDBRequest) -> DynamoDBRequest
  ) throws -> PhysicalDesign {
    let design = try design()
    return PhysicalDesign(
      stores: design.stores,
      accesses: design.accesses.map { access in
        guard Self.model.workload[access.pattern].name == name,
          case .dynamoDB(let path) = access.path
        else { return access }
        return PatternAccess(
          pattern: access.pattern,
          store: access.store,
          path: .dynamoDB(
            DynamoDBPath(
              requests: path.requests.map(change),
              nodes: path.nodes,
              collectionNodes: path.collectionNodes,
              clientSteps: path.clientSteps.filter { if case .filter = $0 { false } else { true } },
              isTransactional: path.isTransactional,
              isOrderedByKey: path.isOrderedByKey,
              reasons: path.reasons
            )
          ),
          structures: access.structures
        )
      },
      choices: design.choices
    )
  }

  @Test func nothingIsFoundWithoutAFault() throws {
    guard let found = try found(design(), service: nil) else { return }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aDroppedFilterIsFound() throws {
    let broken = try changing("open") { $0.with(filter: .some(nil)) }
    guard let found = try found(broken, service: nil) else { return }
    #expect(found.contains { $0.kind == "answer" && $0.engine == .dynamoDB })
    #expect(found.allSatisfy { Self.model.workload[$0.pattern ?? PatternID(0)].name == "open" })
    let first = try #require(found.first)
    #expect(first.difference != "none" && !first.arguments.isEmpty)
  }

  @Test func aWrongDirectionIsFound() throws {
    let broken = try changing("newest") { $0.with(isDescending: !$0.isDescending) }
    guard let found = try found(broken, service: nil) else { return }
    #expect(found.contains { $0.kind == "answer" })
  }

  @Test func aDroppedConditionIsFound() throws {
    let broken = try changing("finish") { $0.with(condition: .some(nil)) }
    guard let found = try found(broken, service: nil) else { return }
    #expect(found.contains { $0.kind == "outcome" })
  }

  /// A service that forgets part of a write: what an index is made of, for one.
  @Test func aDroppedAttributeIsFound() throws {
    guard let client = try LiveVerifier.client(for: "a dropped attribute") else { return }
    let found = try found(design()) { request in
      guard request.operation == "UpdateItem" else { return try client.send(request) }
      // Taken for done, and not done.
      let key = request.body["Key"] ?? .null
      let get: JSONValue = ["TableName": request.body["TableName"] ?? .null, "Key": key]
      let before = try client.send(ConcreteRequest(operation: "GetItem", body: get))
      _ = try client.send(request)
      guard let item = before["Item"] else { return .object([]) }
      let put: JSONValue = ["TableName": request.body["TableName"] ?? .null, "Item": item]
      return try client.send(ConcreteRequest(operation: "PutItem", body: put))
    }
    guard let found else { return }
    #expect(found.contains { $0.kind.hasPrefix("items of") })
  }

  /// A table that is there already belongs to somebody else.
  @Test func aTableOfSomebodyElseIsNotTouched() throws {
    guard let client = try LiveVerifier.client(for: "a table that is there already") else { return }
    let name = "\(Self.options.tablePrefix)Order"
    let create: JSONValue = [
      "TableName": .string(name), "BillingMode": "PAY_PER_REQUEST",
      "AttributeDefinitions": [["AttributeName": "x", "AttributeType": "S"]],
      "KeySchema": [["AttributeName": "x", "KeyType": "HASH"]],
    ]
    _ = try client.send(ConcreteRequest(operation: "CreateTable", body: create))
    defer {
      _ = try? client.send(
        ConcreteRequest(operation: "DeleteTable", body: ["TableName": .string(name)])
      )
    }
    #expect(throws: VerifyFailure.self) { _ = try found(design(), service: nil) }
    let described = try client.send(
      ConcreteRequest(operation: "DescribeTable", body: ["TableName": .string(name)])
    )
    #expect(described["Table"]?["KeySchema"]?.arrayValue?.count == 1)
    // What the run had made before it met the table is gone again.
    let tables = try client.send(ConcreteRequest(operation: "ListTables", body: .object([])))
    let left = tables["TableNames"]?.arrayValue?.compactMap(\.stringValue) ?? []
    #expect(left.filter { $0.hasPrefix(Self.options.tablePrefix) } == [name])
  }
}

extension DynamoDBRequest {
  fileprivate func with(
    filter: Expression?? = nil,
    sort: SortCondition?? = nil,
    condition: Expression?? = nil,
    isDescending: Bool? = nil
  ) -> DynamoDBRequest {
    DynamoDBRequest(
      kind: kind,
      table: table,
      index: index,
      entities: entities,
      keyEquals: keyEquals,
      sortCondition: sort ?? sortCondition,
      filter: filter ?? self.filter,
      projection: projection,
      isDescending: isDescending ?? self.isDescending,
      isStrong: isStrong,
      limit: limit,
      repetition: repetition,
      assignments: assignments,
      condition: condition ?? self.condition,
      source: source,
      createsMissing: createsMissing,
      guarding: guarding,
      keeping: keeping,
      readBefore: readBefore
    )
  }
}
