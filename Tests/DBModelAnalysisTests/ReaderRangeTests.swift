import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelWorkload
import Testing

/// Clusters whose readers come and go by load.
@Suite struct ReaderRangeTests {
  private func model(
    readers: String,
    pool: String = "10",
    peak: String = "400/s",
    consistency: String = "consistency eventual within 5 s",
    goals: String = ""
  ) -> String {
    """
    store main: aurora-postgresql {
      class db.t4g.large
      \(readers)
    }

    service shop {
      instances 1
      pool \(pool)
    }

    entity Order {
      id:    uuid        key
      total: int(0..1M)

      count 1M
    }

    access order(order: Order) {
      read  Order { * }
      where id == $order
      \(consistency)
      by    shop
      rate  1/s peak \(peak)
      skew  order uniform
    }

    \(goals)
    """
  }

  private func finding(_ text: String, _ name: String) throws -> Diagnostic? {
    try Judged(text).all.first { $0.rule.name == name }
  }

  @Test func patternsAreDividedWhereReadersMayRun() throws {
    for (readers, count) in [("readers 0..4 at 60% cpu", 1), ("readers 0", 0), ("readers 1", 1)] {
      let judged = try Judged(model(readers: readers))
      let design = Planner.plan(workload: judged.workload).design
      let routes = CopyRouter(
        workload: judged.workload,
        store: try #require(judged.workload.stores.first).id,
        patterns: Array(judged.workload.patterns),
        estimates: Estimates(workload: judged.workload, design: design)
      ).routes
      #expect(routes.count == count, "\(readers)")
      #expect(routes.allSatisfy { $0.isOnReaders })
    }
  }

  /// 841 connections of each instance; 2,000 need two readers.
  @Test(arguments: [
    ("readers 0..4 at 60% cpu", "800", Severity?.none),
    ("readers 0..4 at 60% cpu", "2_000", .warning), ("readers 2", "2_000", nil),
    ("readers 2..4 at 60% cpu", "2_000", nil), ("readers 0..1 at 60% cpu", "2_000", .danger),
    ("readers 1..4 at 60% cpu", "2_000", .warning), ("readers 0", "2_000", .danger),
  ]) func poolsOpenWhatTheyKeepAtOnce(readers: String, pool: String, severity: Severity?) throws {
    let found = try finding(model(readers: readers, pool: pool), "connections-above-class")
    #expect(found?.severity == severity, "\(found?.plain ?? "nothing")")
    guard severity == .warning, let found else { return }
    #expect(found.title.contains(readers.contains("0..") ? "with no reader" : "with one reader"))
    #expect(found.notes.contains { $0.contains("it takes minutes") }, "\(found.plain)")
  }

  /// 400,000 calls a second connect for 5 ms each at the least, and hold what they have opened:
  /// more than the 841 of one instance, and less than the 4,205 of five.
  @Test(arguments: [
    ("readers 0..4 at 60% cpu", Severity?.some(.warning)), ("readers 4", nil),
    ("readers 0", .danger),
  ]) func callsComeBeforeReadersDo(readers: String, severity: Severity?) throws {
    let text = model(readers: readers, pool: "none", peak: "400K/s")
    let found = try finding(text, "connections-above-class")
    #expect(found?.severity == severity, "\(found?.plain ?? "nothing")")
  }

  @Test func readersThatNobodyNeedsAreFoundInARangeToo() throws {
    let text = model(readers: "readers 0..4 at 60% cpu", consistency: "consistency strong")
    let found = try #require(try finding(text, "readers-idle"))
    #expect(found.title.hasSuffix("up to 4 readers none"), "\(found.plain)")
  }

  /// A goal that the agreement for one zone falls short of needs a reader that always runs.
  @Test(arguments: [
    ("readers 1", "99.99%", false), ("readers 1", "99.9%", true), ("readers 1", "", true),
    ("readers 0..4 at 60% cpu", "99.99%", true),
  ]) func readersThatStandByForAvailability(readers: String, goal: String, isIdle: Bool) throws {
    let text = model(
      readers: readers,
      consistency: "consistency strong",
      goals: goal.isEmpty ? "" : "goals {\n  availability \(goal)\n}"
    )
    let found = try finding(text, "readers-idle")
    #expect((found != nil) == isIdle)
  }
}
