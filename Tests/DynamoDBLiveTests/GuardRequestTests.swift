import DBModelDesign
import DBModelJSON
import DBModelPlanning
import DBModelQuery
import DBModelWorkload
import Testing

/// The requests that writes of unique values send, by a service that answers what it is told to.
struct GuardRequestTests {
  private static let model = SampleModel(
    name: "guards.dbmodel",
    text: """
      edition 2026
      model Guards
      store main: dynamodb default
      service app { role app }

      entity Customer {
        id:    string(10) key
        email: string(20) avg 10 B unique
        nick:  string(20)? avg 10 B present 40% unique
        count 1K
      }

      access move(customer: Customer, email: string(20)) {
        update Customer where id == $customer
          set email = $email
        by app
        rate 1/s peak 2/s
        skew customer uniform
        latency 50 ms p95
      }

      access replace(old: Customer, new: new Customer) {
        transaction {
          delete Customer where id == $old
          insert $new
        }
        by app
        rate 1/s peak 2/s
        skew old uniform
        latency 50 ms p95
      }

      access join(new: many new Customer 1..5 avg 2) {
        transaction {
          insert $new
        }
        by app
        rate 1/s peak 2/s
        latency 50 ms p95
      }
      """
  )

  private struct Refusal: Error { let actions: [Int] }

  /// A service that keeps what it is sent.
  private final class Service {
    var sent: [ConcreteRequest] = []
    /// Rows that reads find, one after the other; the last one for ever.
    var rows: [[String: String]?] = [nil]
    /// Which actions of each write are refused; without more, none is.
    var refusals: [[Int]] = []

    func send(_ request: ConcreteRequest) throws -> JSONValue {
      sent.append(request)
      if request.operation == "GetItem" {
        let row = rows.count > 1 ? rows.removeFirst() : rows[0]
        guard let row else { return .object([]) }
        let members = row.sorted { $0.key < $1.key }
          .map { JSONValue.Member($0.key, ["S": .string($0.value)]) }
        return ["Item": .object(members)]
      }
      if !refusals.isEmpty {
        let actions = refusals.removeFirst()
        if !actions.isEmpty { throw Refusal(actions: actions) }
      }
      return .object([])
    }

    /// `Update a`, `Delete Customer.email#x`: each action with its key.
    var writes: [[String]] {
      sent.filter { $0.operation != "GetItem" }.map { request in
        guard let actions = request.body["TransactItems"]?.arrayValue else {
          return ["\(request.operation) \(Self.key(request.body))"]
        }
        return actions.compactMap { action in
          action.members?.first.map { "\($0.key) \(Self.key($0.value))" }
        }
      }
    }

    private static func key(_ members: JSONValue) -> String {
      let place = members["Key"] ?? members["Item"]
      return (place?["pk"] ?? place?["id"])?["S"]?.stringValue ?? "?"
    }
  }

  private func run(
    _ name: String,
    _ arguments: [Argument],
    _ service: Service
  ) throws -> DynamoDBWriteOutcome {
    try #require(Self.model.problems.isEmpty, "\(Self.model.problems)")
    let workload = Self.model.workload
    let design = Planner.plan(workload: workload).design
    let pattern = try #require(workload.patterns.first { $0.name == name })
    let access = try #require(design.accesses.first { $0.pattern == pattern.id })
    guard case .dynamoDB(let path) = access.path, case .dynamoDB(let tables)? = design.stores.first
    else {
      Issue.record("no path")
      return .applied
    }
    var given = Arguments()
    for (parameter, argument) in zip(pattern.parameters, arguments) {
      given[parameter.id] = argument
    }
    return try DynamoDBRunner(workload: workload, design: tables, send: service.send).write(
      pattern,
      path: path,
      given,
      now: 0,
      conditionFailure: { ($0 as? Refusal).map { ConditionFailure(actions: $0.actions) } }
    )
  }

  private func row(_ id: String, _ email: String, _ nick: String? = nil) -> Argument {
    .row([.string(id), .string(email), nick.map { .string($0) } ?? .null])
  }

  private func stored(_ id: String, _ email: String, nick: String? = nil) -> [String: String] {
    var row = ["id": id, "email": email]
    row["nick"] = nick
    return row
  }

  @Test func aValueMovesWithItsRow() throws {
    let service = Service()
    service.rows = [stored("a", "old")]
    #expect(try run("move", [.key([.string("a")]), .value(.string("new"))], service) == .applied)
    #expect(service.sent.map(\.operation) == ["GetItem", "TransactWriteItems"])
    #expect(service.sent[0].body["ConsistentRead"] == true)
    #expect(
      service.writes == [["Update a", "Delete Customer.email#old", "Put Customer.email#new"]]
    )
  }

  @Test func aValueThatStaysNeedsNoTransaction() throws {
    let service = Service()
    service.rows = [stored("a", "same")]
    #expect(try run("move", [.key([.string("a")]), .value(.string("same"))], service) == .applied)
    #expect(service.writes == [["UpdateItem a"]])
  }

  @Test func aRowThatIsNotThereIsNotChanged() throws {
    let service = Service()
    #expect(try run("move", [.key([.string("a")]), .value(.string("new"))], service) == .applied)
    #expect(service.writes == [])
  }

  @Test func aGuardThatIsThereRefuses() throws {
    let service = Service()
    service.rows = [stored("a", "old")]
    service.refusals = [[2]]
    let email = try #require(Self.model.workload.entities[0].fields.first { $0.name == "email" })
    #expect(
      try run("move", [.key([.string("a")]), .value(.string("new"))], service)
        == .duplicateUnique(Self.model.workload.entities[0].id, [email.id])
    )
  }

  /// Another call moved the row between its being read and its being changed: it is read again.
  @Test func aLostRaceIsTriedAgain() throws {
    let service = Service()
    service.rows = [stored("a", "old"), stored("a", "other")]
    service.refusals = [[0]]
    #expect(try run("move", [.key([.string("a")]), .value(.string("new"))], service) == .applied)
    #expect(
      service.writes == [
        ["Update a", "Delete Customer.email#old", "Put Customer.email#new"],
        ["Update a", "Delete Customer.email#other", "Put Customer.email#new"],
      ]
    )
  }

  @Test func aRaceThatIsAlwaysLostEnds() throws {
    let service = Service()
    service.rows = (0..<20).map { stored("a", "v\($0)") }
    service.refusals = [[Int]](repeating: [0], count: 20)
    let outcome = try run("move", [.key([.string("a")]), .value(.string("new"))], service)
    #expect(outcome == .lostRace(Self.model.workload.entities[0].id))
  }

  @Test func aValueGivenUpIsTakenInOneTransaction() throws {
    let service = Service()
    service.rows = [stored("a", "one", nick: "n")]
    #expect(try run("replace", [.key([.string("a")]), row("b", "one", "m")], service) == .applied)
    // An item may be named once: the guard of the address stays as it is.
    #expect(
      service.writes == [["Delete a", "Delete Customer.nick#n", "Put b", "Put Customer.nick#m"]]
    )
  }

  /// Where the row has another address by now, the guard of the new row is put after all.
  @Test func whatIsGivenUpIsFoundAnew() throws {
    let service = Service()
    service.rows = [stored("a", "one"), stored("a", "two")]
    service.refusals = [[0]]
    #expect(try run("replace", [.key([.string("a")]), row("b", "one")], service) == .applied)
    #expect(
      service.writes == [
        ["Delete a", "Put b"],
        ["Delete a", "Delete Customer.email#two", "Put b", "Put Customer.email#one"],
      ]
    )
  }

  /// Two rows of one call want one value: nothing is changed, and what could fail before is
  /// checked.
  @Test func twoRowsOfOneValueAreRefused() throws {
    let service = Service()
    let rows: [Argument] = [row("a", "one"), row("b", "one")]
    let customer = Self.model.workload.entities[0]
    let email = try #require(customer.fields.first { $0.name == "email" })
    #expect(
      try run("join", [.many(rows)], service) == .duplicateUnique(customer.id, [email.id])
    )
    #expect(
      service.writes == [
        ["ConditionCheck a", "ConditionCheck Customer.email#one", "ConditionCheck b"]
      ]
    )
    service.refusals = [[0]]
    #expect(try run("join", [.many(rows)], service) == .duplicateKey(customer.id))
  }
}
