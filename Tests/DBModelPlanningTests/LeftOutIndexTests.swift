import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Testing

/// An index that is left out is left out, and nothing else changes for it.
@Suite struct LeftOutIndexTests {
  private static let model = """
    edition 2026
    model Parcels
    store main: sqlite default
    entity Depot {
      id: uuid key
      count 5K
    }
    entity Parcel {
      id: uuid key
      depot: Depot inverse parcels 0..5K avg 200
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
    access open() {
      read Parcel { id, made }
      where state == .open
      order made
      limit 50
      rate 5/s peak 20/s
      latency 50 ms p95
    }

    """

  private func workload() -> Workload {
    let file = SourceFile(id: FileID(0), path: "a.dbmodel", bytes: Array(Self.model.utf8))
    let (model, findings) = Resolver.resolve([parse(file).tree])
    #expect(!findings.contains { $0.severity == .error }, "\(findings.map(\.title))")
    return model.workload
  }

  private func indexes(_ design: PhysicalDesign) -> [TableIndex] {
    design.stores.flatMap { store -> [TableIndex] in
      guard case .relational(let design) = store else { return [] }
      return design.tables.flatMap(\.indexes)
    }
  }

  private func leftOut(_ index: TableIndex, table: String = "parcel") -> LeftOutIndex {
    LeftOutIndex(
      store: "main",
      table: table,
      columns: index.columns.map { .init($0.column, isDescending: $0.isDescending) },
      reason: "why not",
      span: nil
    )
  }

  @Test func eachIndexCanBeLeftOutAlone() throws {
    let workload = workload()
    let all = Planner.plan(workload: workload)
    let made = indexes(all.design)
    #expect(made.count == 2)
    for index in made {
      let without = workload.with(leftOutIndexes: [leftOut(index)])
      let (design, findings) = Planner.plan(workload: without)
      #expect(indexes(design).map(\.name) == made.map(\.name).filter { $0 != index.name })
      #expect(!findings.contains { $0.rule == PlanRules.indexDecisionStale })
      let choice = try #require(
        design.choices.first { $0.subject == "parcel.\(index.name)" },
        "why must say so"
      )
      #expect(choice.decision.hasPrefix("no index on ("))
      #expect(choice.because.contains("written there: why not"))
      // The same whatever order decisions stand in, and however often.
      let twice = workload.with(leftOutIndexes: [leftOut(index), leftOut(index)])
      #expect(
        indexes(Planner.plan(workload: twice).design).map(\.name) == indexes(design).map(\.name)
      )
    }
    let none = workload.with(leftOutIndexes: made.map { leftOut($0) })
    let reversed = workload.with(leftOutIndexes: made.reversed().map { leftOut($0) })
    #expect(indexes(Planner.plan(workload: none).design).isEmpty)
    #expect(indexes(Planner.plan(workload: reversed).design).isEmpty)
  }

  /// What is not there changes nothing, and is said once.
  @Test func whatWouldNotBeMadeIsStale() throws {
    let workload = workload()
    let all = Planner.plan(workload: workload)
    let made = try #require(indexes(all.design).first)
    let turned = LeftOutIndex(
      store: "main",
      table: "parcel",
      columns: made.columns.map { .init($0.column, isDescending: !$0.isDescending) },
      reason: "",
      span: nil
    )
    let unknown = LeftOutIndex(
      store: "main",
      table: "parcel",
      columns: [.init("colour")],
      reason: "",
      span: nil
    )
    for decision in [turned, unknown, leftOut(made, table: "depot"), leftOut(made, table: "moon")] {
      let (design, findings) = Planner.plan(
        workload: workload.with(leftOutIndexes: [decision])
      )
      #expect(indexes(design).map(\.name) == indexes(all.design).map(\.name))
      #expect(findings.filter { $0.rule == PlanRules.indexDecisionStale }.count == 1)
    }
    // Of another store it is not this one's matter.
    let other = LeftOutIndex(store: "x", table: "moon", columns: [], reason: "", span: nil)
    let (_, findings) = Planner.plan(workload: workload.with(leftOutIndexes: [other]))
    #expect(findings.isEmpty, "\(findings.map(\.title))")
  }
}
