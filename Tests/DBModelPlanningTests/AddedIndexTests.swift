import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Testing

/// An index that the lock adds for SQL as written is there, and nothing is made twice for it.
@Suite struct AddedIndexTests {
  private static func model(_ bound: String = "", kind: String = "aurora-postgresql") -> String {
    """
    edition 2026
    model Parcels
    store main: \(kind) default\(bound)
    entity Depot {
      id: uuid key
      count 5K
    }
    entity Kind {
      id: uuid key
      name: string(20) avg 8 B
      count 20
    }
    entity Parcel {
      id: uuid key
      depot: Depot inverse parcels 0..5K avg 200
      weight: int(0..10_000)
      state: enum { open 2%, sent 18%, done 80% }
      made: timestamp(ms) clock
      count 1M
    }
    access ofDepot(depot: Depot) {
      read Parcel { id, made }
      where depot == $depot
      order made descending
      limit 20
      rate 20/s peak 100/s
      skew depot uniform
      latency 50 ms p95
    }
    access heavy(least: int(0..10_000)) {
      sql "SELECT count(*) FROM parcel p JOIN depot d ON d.id = p.depot_id WHERE weight = :least"
      returns 1 rows
      reads Parcel
      rate 1/s peak 2/s
    }

    """
  }

  private func workload(_ text: String = model()) -> Workload {
    let file = SourceFile(id: FileID(0), path: "a.dbmodel", bytes: Array(text.utf8))
    let (model, findings) = Resolver.resolve([parse(file).tree])
    #expect(!findings.contains { $0.severity == .error }, "\(findings.map(\.title))")
    return model.workload
  }

  private func added(
    _ columns: [String],
    of table: String = "parcel",
    include: [String] = [],
    for patterns: [String] = ["heavy"]
  ) -> AddedIndex {
    AddedIndex(
      store: "main",
      table: table,
      columns: columns.map { .init($0) },
      included: include,
      uses: patterns.map { .init(pattern: $0, cost: 10, costWithout: 20_000) },
      span: nil
    )
  }

  private struct Planned {
    let design: PhysicalDesign
    let findings: [Diagnostic]
    var indexes: [String] {
      design.stores.flatMap { store -> [String] in
        guard case .relational(let design) = store else { return [] }
        return design.tables.flatMap { table in
          table.indexes.map { index in
            let besides =
              index.included.isEmpty ? "" : " + \(index.included.joined(separator: ","))"
            return "\(table.name) \(index.columns.map(\.column).joined(separator: ","))\(besides)"
          }
        }
      }
    }
    var stale: [String] {
      findings.filter { $0.rule == PlanRules.indexDecisionStale }.flatMap(\.notes)
    }
  }

  private func planned(_ indexes: [AddedIndex], _ text: String = model()) -> Planned {
    let made = Planner.plan(workload: workload(text).with(addedIndexes: indexes))
    return Planned(design: made.design, findings: made.findings)
  }

  @Test func itIsMadeBesideWhatIsDerived() throws {
    let derived = "parcel depot_id,made,id"
    #expect(planned([]).indexes == [derived])
    let made = planned([added(["weight"], include: ["made"])])
    #expect(made.indexes == ["parcel weight + made", derived])
    #expect(made.stale == [])
    let choice = try #require(made.design.choices.first { $0.subject.hasSuffix("weight_idx") })
    #expect(choice.because.contains { $0.contains("without it `heavy` costs 20,000") })
    #expect(choice.because.contains { $0.contains("for each row inserted") })
    let path = try #require(
      made.design.accesses.first { $0.structures.contains { $0.hasSuffix("weight_idx") } }
    )
    #expect(path.pattern == PatternID(1))
    // The order of a lock's lines is nothing.
    let two = [added(["weight"]), added(["state"])]
    #expect(planned(two).indexes == planned(two.reversed()).indexes)
    #expect(planned(two + two).indexes == planned(two).indexes)
  }

  /// What an added index gives, no derived one gives again.
  @Test func aDerivedOneGivesWay() {
    let made = planned([added(["depot_id", "made", "id", "state"])])
    #expect(made.indexes == ["parcel depot_id,made,id,state"])
    #expect(made.stale == [])
  }

  @Test func whatDoesNotFitIsSaidOnce() {
    let cases: [(AddedIndex, String)] = [
      (added(["colour"]), "`parcel` has no column `colour`"),
      (added(["weight"], include: ["colour"]), "`parcel` has no column `colour`"),
      (added(["weight", "weight"]), "a column stands in it twice"),
      (added(["weight"], of: "moon"), "the store `main` has no table `moon`"),
      (added(["weight"], for: ["light"]), "no pattern of the store is SQL and called `light`"),
      (added(["weight"], for: ["ofDepot"]), "no pattern of the store is SQL and called `ofDepot`"),
      (added(["weight"], for: []), "no pattern wants it"),
      (added(["id"]), "the key or a unique constraint begins with its columns"),
      (added(["name"], of: "kind"), "`kind` has 20 rows: they are read as a whole"),
    ]
    for (index, reason) in cases {
      let made = planned([index])
      #expect(made.indexes == ["parcel depot_id,made,id"], "\(reason)")
      #expect(made.stale == [reason])
    }
    let short = planned([added(["weight"]), added(["weight", "state"])])
    #expect(short.indexes == ["parcel weight,state", "parcel depot_id,made,id"])
    #expect(short.stale == ["another index of the lock begins with its columns"])
    let other = planned([added(["weight"])], Self.model(kind: "aurora-mysql"))
    #expect(other.stale == ["the store `main` is no `aurora-postgresql`"])
    let repeated = planned([added(["depot_id"])])
    #expect(repeated.stale == ["the design has an index that begins with its columns"])
  }

  /// The lock comes first, and what is derived has the rest of the bytes.
  @Test func itsBytesCount() {
    let wide = Self.model(" {\n  indexes at-most 150 MB\n}")
    #expect(planned([], wide).indexes.count == 1)
    #expect(planned([added(["weight"])], wide).indexes.count == 2)
    // The least that the derived one fits into.
    let bounds = (10...200).map { Self.model(" {\n  indexes at-most \($0) MB\n}") }
    guard let tight = bounds.first(where: { planned([], $0).indexes.count == 1 }) else {
      Issue.record("no bound is enough")
      return
    }
    let made = planned([added(["weight"])], tight)
    #expect(made.indexes == ["parcel weight"])
    #expect(made.findings.contains { $0.rule == RelationalRules.indexesOverBudget })
  }

  /// Where the bound is less than what was added, that is said once, and nothing is made beyond it.
  @Test func whatTheBoundLeavesNoRoomForIsStale() throws {
    let alone = added(["weight"])
    let bytes = AddedIndexPricing(workload: workload(), store: StoreID(0))
      .bytes(.init(table: "parcel", columns: [.init("weight")]))
    func bounded(_ bound: Double) -> String {
      Self.model(" {\n  indexes at-most \(Int(bound)) B\n}")
    }
    let enough = planned([alone], bounded(bytes.rounded(.up)))
    #expect(enough.indexes == ["parcel weight"])
    #expect(enough.stale == [])
    let little = planned([alone], bounded(bytes.rounded(.up) - 1))
    #expect(little.indexes == ["parcel depot_id"], "what is derived has the room")
    let finding = try #require(
      little.findings.first { $0.rule == PlanRules.indexDecisionStale }
    )
    #expect(finding.notes.count == 1)
    #expect(finding.notes.contains { $0.hasPrefix("it takes ") && $0.contains(" may take ") })
    #expect(finding.help.contains { $0.hasPrefix("allow the ") }, "\(finding.help)")
    #expect(finding.secondary.count == 1)
    // Of two the one is kept that saves more for its bytes, whatever stands first.
    let worse = AddedIndex(
      store: "main",
      table: "parcel",
      columns: [.init("state")],
      included: [],
      uses: [.init(pattern: "heavy", cost: 10, costWithout: 11)],
      span: nil
    )
    for both in [[alone, worse], [worse, alone]] {
      let made = planned(both, bounded(bytes * 1.2))
      #expect(made.indexes == ["parcel weight"])
      #expect(made.stale.contains { $0.hasPrefix("those of the lock that save more take ") })
    }
  }

  /// What is left out is only said where something derived is.
  @Test func theBoundIsNoReasonWhereNothingDerivedIsLeftOut() {
    let text = Self.model(" {\n  indexes at-most 5 MB\n}")
      .replacing("rate 20/s peak 100/s", with: "rate 1/day peak 1/day")
      .replacing("      latency 50 ms p95\n", with: "")
      .replacing("    latency 50 ms p95\n", with: "")
    let without = planned([], text).findings
      .filter { $0.rule == RelationalRules.indexesOverBudget }.map(\.notes)
    let made = planned([added(["weight"])], text)
    #expect(made.stale.count == 1)
    let with = made.findings.filter { $0.rule == RelationalRules.indexesOverBudget }.map(\.notes)
    #expect(with == without, "what was added is no matter of what is derived")
  }

  /// What the search asks: the same bytes as the design has, and nothing that repeats.
  @Test func itsPricesAreThoseOfTheDesign() {
    let pricing = AddedIndexPricing(workload: workload(), store: StoreID(0))
    func index(_ columns: [String], of table: String = "parcel") -> AddedIndexPricing.Index {
      .init(table: table, columns: columns.map { .init($0) })
    }
    #expect(pricing.allows(index(["weight"])))
    #expect(!pricing.allows(index(["id"])))
    #expect(!pricing.allows(index(["depot_id"])))
    #expect(!pricing.allows(index(["colour"])))
    #expect(!pricing.allows(index(["name"], of: "kind")))
    #expect(pricing.bytes(index(["weight"])) > 1e6)
    #expect(pricing.bytes(index(["weight", "state"])) > pricing.bytes(index(["weight"])))
    #expect(pricing.entryMs(index(["weight"])) > 0)
    #expect(pricing.limit == nil)
    // Nothing is written in this model.
    #expect(pricing.upkeep([index(["weight"])]) == 0)
    let unit = pricing.msPerPlannerUnit { $0 == "parcel" ? 20_000 : nil }
    #expect(unit > 1e-4 && unit < 1)
    #expect(pricing.msPerPlannerUnit { _ in nil } == 0)
  }
}
