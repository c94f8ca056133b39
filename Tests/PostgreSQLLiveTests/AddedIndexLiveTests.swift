import DBModelDiagnostics
import DBModelExplain
import DBModelReport
import DBModelTestKit
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// Indexes for SQL as written, found by PostgreSQL's own planner.
@Suite(.serialized) struct AddedIndexLiveTests {
  private static func model(
    count: String = "2M",
    bound: String = "",
    inserts: String = "1/s"
  ) -> String {
    """
    edition 2026
    model Shop
    store main: aurora-postgresql default\(bound)
    entity Customer {
      id: uuid key
      region: string(20) avg 8 B
      count 100K
    }
    entity Order {
      id: uuid key
      customer: Customer inverse orders 0..5K avg 20
      state: enum { open 1%, done 99% }
      total: int(0..1_000_000)
      count \(count)
    }
    access spent(customer: Customer) {
      sql \"\"\"
        SELECT sum(o.total) FROM "order" o JOIN customer c ON c.id = o.customer_id
        WHERE c.id = :customer
        \"\"\"
      returns 1 rows
      reads Order, Customer
      rate 5/s peak 20/s
      skew customer uniform
    }
    access largest() {
      sql \"\"\"
        SELECT id, total FROM "order" ORDER BY total DESC LIMIT 10
        \"\"\"
      returns 10 rows
      reads Order
      rate 1/s peak 5/s
    }
    access lately() {
      sql \"\"\"
        SELECT count(*) FROM "order" WHERE total > extract(hour FROM now())
        \"\"\"
      returns 1 rows
      reads Order
      rate 1/s peak 5/s
    }
    access place(order: new Order) {
      insert $order
      rate \(inserts) peak 100K/s
      skew order.customer uniform
    }

    """
  }

  private struct Run {
    let outcome: DriverOutcome
    let lock: [String]
    var added: [String] {
      lock.filter { $0.contains("add-index") }.map { String($0.dropFirst(2)) }
    }
    var text: String {
      TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
    }
  }

  private func run(
    _ folder: TemporaryFolder,
    _ model: String,
    adds: Bool = true,
    leftOut: [String] = []
  ) throws -> Run {
    let programs = try #require(Servers.all.first)
    var request = LockRequest(paths: [try folder.write(model, to: "shop.dbmodel")])
    request.addsIndexes = adds
    request.programs = programs.folder
    request.leftOut = leftOut
    request.asksPostgreSQL = !leftOut.isEmpty
    let outcome = LockRun.run(request, environment: Servers.variable, progress: { _ in })
    #expect(!outcome.toolFailure, "\(outcome.document.findings.map(\.notes))")
    if let file = outcome.changedFiles.first { try folder.write(file.after, to: "dbmodel.lock") }
    let bytes = folder.contents()["dbmodel.lock"] ?? []
    let lock = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return Run(outcome: outcome, lock: lock)
  }

  @Test func theyAreFoundKeptAndTakenOut() throws {
    guard !Servers.all.isEmpty else { return }
    let folder = try TemporaryFolder()
    let found = try run(folder, Self.model())
    #expect(found.added.count == 2, "\(found.lock)")
    #expect(found.added.contains { $0.hasPrefix("add-index (customer_id)") }, "\(found.added)")
    #expect(
      found.added.contains {
        $0.hasPrefix("add-index (total desc)") || $0.hasPrefix("add-index (total)")
      }
    )
    #expect(found.lock.contains { $0.hasPrefix("    for spent cost ") && $0.contains(" without ") })
    #expect(found.text.contains("Asks what time it is"), "\(found.text)")
    #expect(!found.text.contains("DBM6510"), "what was found is used: \(found.text)")
    // The same again gives the same bytes.
    #expect(try run(folder, Self.model()).outcome.changedFiles.isEmpty)
    // Without being looked for they stay, and designs have them.
    let kept = try run(folder, Self.model(), adds: false)
    #expect(kept.added == found.added)
    let why = Driver.run(
      DriverRequest(.why(name: "order.order_customer_id_idx"), paths: [folder.file("shop.dbmodel")])
    ) { [] }
    let text = TextRenderer(theme: .plain).render(why.document, sources: why.sources)
    #expect(text.contains("the lock adds it"), "\(text)")
  }

  /// Whatever the engine says of them: the lock added them.
  @Test func oneIsTakenOutAgain() throws {
    guard !Servers.all.isEmpty else { return }
    let folder = try TemporaryFolder()
    let found = try run(folder, Self.model())
    #expect(found.added.count == 2)
    let out = try run(folder, Self.model(), adds: false, leftOut: ["order.order_customer_id_idx"])
    #expect(!out.outcome.document.findings.contains { $0.severity == .error }, "\(out.text)")
    #expect(out.text.contains("Taken out of the lock again"), "\(out.text)")
    #expect(out.added == found.added.filter { !$0.contains("(customer_id)") })
  }

  /// One statement that the engine refuses is said, and takes nothing from the lock of others.
  @Test func aBrokenStatementIsItsOwnMatter() throws {
    guard !Servers.all.isEmpty else { return }
    let folder = try TemporaryFolder()
    let whole = try run(folder, Self.model())
    func broken(_ name: String) -> String {
      Self.model().replacing("SELECT id, total FROM", with: "SELECT id, \(name) FROM")
    }
    let after = try run(folder, broken("nothing"))
    #expect(after.outcome.document.findings.contains { $0.rule == ToolRules.notPlanned })
    #expect(after.text.contains("stays in the lock as it was"), "\(after.text)")
    #expect(after.lock == whole.lock, "what was locked stays")
    // Without a lock of before, what can be planned is locked.
    let fresh = try run(try TemporaryFolder(), broken("nothing"))
    #expect(fresh.added.count == 1, "\(fresh.lock)")
    #expect(fresh.lock.contains { $0.hasPrefix("    plan spent") })
    #expect(!fresh.lock.contains { $0.hasPrefix("    plan largest") })
  }

  /// Never on a table that stays small, and never where writes cost more than reads save.
  @Test func theyHaveToPay() throws {
    guard !Servers.all.isEmpty else { return }
    let small = try run(try TemporaryFolder(), Self.model(count: "900"))
    #expect(small.added == [], "\(small.lock)")
    let written = try run(try TemporaryFolder(), Self.model(count: "20K", inserts: "90K/s"))
    #expect(written.added == [], "\(written.lock)")
  }

  /// The bytes bound them.
  @Test func theyFitIntoTheBytes() throws {
    guard !Servers.all.isEmpty else { return }
    let bound = " {\n  indexes at-most 60 MB\n}"
    let found = try run(try TemporaryFolder(), Self.model(bound: bound))
    #expect(found.added.count == 1, "\(found.lock)")
  }

  /// To the planner a hidden index is not there, and a shown one is.
  @Test func indexesAreShownAndHidden() throws {
    for programs in Servers.all {
      let planner = try Servers.planner(
        programs,
        ScratchPlannerTests.schema,
        ScratchPlannerTests.statistics(rows: 5e7)
      )
      let names = ["orders_tenant", "orders_customer_at", "orders_at"]
      func plan() throws -> String {
        try planner.explain("SELECT * FROM orders WHERE tenant = 5", parameterCount: 0)
          .outline.joined(separator: "\n")
      }
      #expect(try plan().contains("by `orders_tenant`"))
      try planner.show([], of: names)
      #expect(!(try plan().contains("orders_tenant")))
      try planner.show(["orders_at", "orders_tenant"], of: names)
      #expect(try plan().contains("by `orders_tenant`"))
      try planner.plansAlone(true)
      try planner.show(["orders_at"], of: names)
      let alone = try plan()
      #expect(alone.hasPrefix("table scan"), "\(alone)")
    }
  }
}
