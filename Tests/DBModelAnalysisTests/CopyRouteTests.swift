import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelStatistics
import DBModelWorkload
import Testing

/// What goes to the writer of a cluster and what to its readers.
@Suite struct CopyRouteTests {
  private func model(
    _ consistency: String = "",
    readers: String = "readers 2",
    kind: String = "aurora-postgresql",
    more: String = ""
  ) -> String {
    """
    store main: \(kind) {
      \(kind == "sqlite" ? "" : "class db.r6g.large")
      \(readers)
    }

    service shop {
      instances 2
    }

    service office {
      instances 1
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
      rate  100/s peak 400/s
      skew  order uniform
    }

    access place(order: new Order) {
      insert $order
      by     shop
      rate   1/min peak 5/s
    }

    \(more)
    """
  }

  private func routes(_ text: String) throws -> [CopyRoute] {
    let workload = try Judged(text).workload
    let design = Planner.plan(workload: workload).design
    let store = try #require(workload.stores.first)
    return CopyRouter(
      workload: workload,
      store: store.id,
      patterns: Array(workload.patterns),
      estimates: Estimates(workload: workload, design: design)
    ).routes
  }

  @Test(
    arguments: [
      ("", true), ("consistency eventual", true), ("consistency eventual within 5 min", true),
      ("consistency eventual within 100 ms", true), ("consistency eventual within 99 ms", false),
      ("consistency strong", false), ("consistency read-your-writes", false),
      ("consistency read-your-writes within 5 s", false),
    ]
  )
  func aReadGoesWhereItsAnswerIsFreshEnough(_ consistency: String, _ isOnReaders: Bool) throws {
    let routes = try routes(model(consistency))
    #expect(routes.map(\.isOnReaders) == [isOnReaders, false])
    #expect(routes[1].reason == .writes)
  }

  @Test func withoutReadersNothingIsDivided() throws {
    #expect(try routes(model(readers: "readers 0")).isEmpty)
    #expect(try routes(model(readers: "")).isEmpty)
    #expect(try routes(model(readers: "", kind: "sqlite")).isEmpty)
  }

  /// The load of a read goes with it.
  @Test func workIsCountedWhereItIsDone() throws {
    let read = try #require(try routes(model()).first)
    let processors = try #require(read.processors)
    // 400 searches a second of 0.65 to 2.6 microseconds, and a row handed over each.
    #expect(processors.low > 400 * 0.6e-6 && processors.high < 400 * 10e-6)
    #expect(read.peak?.high == 400)
  }

  /// Nothing is said of how fresh it must be, and the same service makes the rows.
  @Test func whatTheSameServiceChangesMayBeSeenLate() throws {
    #expect(try routes(model())[0].maySeeLate.count == 1)
    #expect(try routes(model("consistency eventual"))[0].maySeeLate.isEmpty)
    #expect(try routes(model("consistency strong"))[0].maySeeLate.isEmpty)
    let others = model().replacing(
      "insert $order\n  by     shop",
      with: "insert $order\n  by office"
    )
    #expect(try routes(others)[0].maySeeLate.isEmpty)
  }

  // MARK: Findings

  @Test func readersWithNothingToDoAreAFinding() throws {
    let strong = model("consistency strong")
    let found = try Judged(strong).finding("readers-idle")
    #expect(found.severity == .warning)
    #expect(found.notes.contains { $0.contains("1 of 2 patterns read") })
    #expect(found.notes.contains { $0.contains("of each second of the writer by estimate") })
    for healthy in [
      model(), model("consistency strong", readers: "readers 0"),
      // They stand by.
      model("consistency strong", more: "goals {\n  failover 60 s\n}"),
    ] {
      #expect(try !Judged(healthy).names.contains("readers-idle"))
    }
  }

  @Test func aBoundBelowTheLagIsANote() throws {
    let found = try Judged(model("consistency eventual within 99 ms")).finding("bound-below-lag")
    #expect(found.severity == .note)
    #expect(
      try !Judged(model("consistency eventual within 100 ms")).names.contains("bound-below-lag")
    )
    #expect(
      try !Judged(model("consistency eventual within 99 ms", readers: "")).names
        .contains("bound-below-lag")
    )
  }
}
