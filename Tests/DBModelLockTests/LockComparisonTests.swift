import DBModelDiagnostics
import DBModelLock
import DBModelTestKit
import Testing

/// What counts as another plan, and what is said to be the cause.
@Suite struct LockComparisonTests {
  private func plan(
    _ steps: [String],
    rows: Double? = 20,
    cost: Double? = 100,
    statement: String = "s",
    values: String = ""
  ) -> LockedPlan {
    LockedPlan(
      name: LockedPlan.Name(pattern: "orders", values: values),
      tables: ["order"],
      statement: statement,
      rows: rows,
      cost: cost,
      steps: steps
    )
  }

  private func set(
    _ plans: [LockedPlan],
    rows: Double = 1_000,
    statistics: String = "t",
    indexes: [LockedIndex] = [],
    method: String = "declared 1",
    version: String = "15.1"
  ) -> LockedPlanSet {
    LockedPlanSet(
      engine: "postgresql",
      store: "main",
      version: version,
      statistics: method,
      tables: [
        LockedTable(
          name: "order",
          rows: rows,
          statistics: statistics,
          columns: "c",
          indexes: indexes
        ),
        // Of another table nothing is a cause.
        LockedTable(name: "other", rows: rows * 2, statistics: version, columns: statistics),
      ],
      plans: plans
    )
  }

  private func causes(_ old: LockedPlanSet, _ new: LockedPlanSet) -> [LockCause] {
    LockComparison(old, new, title: "PostgreSQL").changed.first?.causes ?? []
  }

  private static let scan = ["table scan of order"]
  private static let search = ["limit", "  index scan of order by order_idx (id =)"]

  /// At the tolerance and beyond, in both directions.
  @Test(arguments: [
    (100.0, 150.5, false), (100, 150.6, true), (150.5, 100, false), (150.6, 100, true),
    (0, 0.5, false), (0, 0.51, true), (1e300, 1e300, false), (1, 1e300, true),
  ]) func figuresWithinTheToleranceAreNoChange(before: Double, after: Double, isChange: Bool) {
    for isCost in [true, false] {
      let old = isCost ? plan(Self.scan, cost: before) : plan(Self.scan, rows: before)
      let new = isCost ? plan(Self.scan, cost: after) : plan(Self.scan, rows: after)
      let found = LockComparison(set([old]), set([new]), title: "PostgreSQL").changed
      #expect(found.count == (isChange ? 1 : 0))
      #expect(found.allSatisfy { !$0.hasOtherSteps })
    }
  }

  /// An engine that begins to say what plans cost has not changed them.
  @Test func whatOneSideDoesNotSayIsNoChange() {
    let found = LockComparison(
      set([plan(Self.scan, rows: nil, cost: nil)]),
      set([plan(Self.scan)]),
      title: "SQLite"
    )
    #expect(found.changed.isEmpty && found.added.isEmpty && found.removed.isEmpty)
  }

  @Test func theCauseIsWhatIsDifferent() {
    let old = set([plan(Self.search)])
    #expect(causes(old, set([plan(Self.scan)])) == [])
    #expect(causes(old, set([plan(Self.scan, statement: "t")])) == [.statement])
    #expect(
      causes(old, set([plan(Self.scan)], rows: 5)) == [
        .rows(table: "order", before: 1_000, after: 5)
      ]
    )
    #expect(causes(old, set([plan(Self.scan)], statistics: "u")) == [.statistics(table: "order")])
    #expect(
      causes(old, set([plan(Self.scan)], method: "declared 2"))
        == [.method(before: "declared 1", after: "declared 2")]
    )
    #expect(
      causes(old, set([plan(Self.scan)], version: "16.2"))
        == [.engine(title: "PostgreSQL", before: "15.1", after: "16.2")]
    )
    let index = LockedIndex(name: "order_idx", columns: [LockedColumn("id")])
    let with = set([plan(Self.search)], indexes: [index])
    #expect(
      causes(with, set([plan(Self.scan)])) == [.indexRemoved(name: "order_idx", table: "order")]
    )
    // Statistics of an index come and go with it; one that no plan goes through is no cause.
    let other = LockedIndex(name: "order_status_idx", columns: [LockedColumn("status")])
    #expect(
      causes(with, set([plan(Self.scan)], statistics: "u", indexes: [other]))
        == [.indexRemoved(name: "order_idx", table: "order")]
    )
    let turned = LockedIndex(name: "order_idx", columns: [LockedColumn("id", isDescending: true)])
    #expect(
      causes(with, set([plan(Self.scan)], indexes: [turned]))
        == [.indexChanged(name: "order_idx", table: "order")]
    )
  }

  /// With values that are frequent, the plan comes apart from the one for all.
  @Test func aPlanForSomeValuesIsHeldAgainstTheOneForAll() {
    let all = plan(Self.search)
    let some = plan(Self.scan, cost: 1e6, values: "the most frequent values")
    let apart = LockComparison(set([all]), set([all, some]), title: "PostgreSQL")
    #expect(apart.changed.map(\.hasOtherSteps) == [true])
    #expect(apart.added.isEmpty)
    let together = LockComparison(set([all, some]), set([all]), title: "PostgreSQL")
    #expect(together.changed.map(\.hasOtherSteps) == [true])
    #expect(together.removed.isEmpty)
  }

  @Test func anotherVersionAloneIsCurrent() {
    let old = set([plan(Self.scan, cost: 100)])
    #expect(LockComparison.isCurrent(old, old))
    #expect(!LockComparison.isCurrent(old, set([plan(Self.scan, cost: 101)])))
    // The other table's figures stand in the set as well.
    var newer = set([plan(Self.scan, cost: 101)])
    newer.version = "16.2"
    #expect(LockComparison.isCurrent(old, newer))
    newer.plans = [plan(Self.search, cost: 100)]
    #expect(!LockComparison.isCurrent(old, newer))
    newer.plans = [plan(Self.scan, cost: 200)]
    #expect(!LockComparison.isCurrent(old, newer))
    newer.plans = []
    #expect(!LockComparison.isCurrent(old, newer))
  }

  @Test func stepsAreSetBesideEachOther() {
    #expect(
      StepDifference.lines(["a", "  b", "  c"], ["a", "  d", "  c"])
        == ["  a", "-   b", "+   d", "    c"]
    )
    let many = (0..<500).map { "step \($0)" }
    let lines = StepDifference.lines(many, [])
    #expect(lines.count == 16)
    #expect(lines.last == "and 485 steps more")
    #expect(lines.first == "- step 0")
  }
}
