import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// Goals of failover and availability against what stores declare.
struct GoalJudge {
  /// Shares of time that the DynamoDB service level agreement names for tables in one region and
  /// for global tables (Developer Guide, Resilience; read 2026-11-23).
  static let oneRegionAvailability = 0.9999
  static let globalAvailability = 0.99999

  let workload: Workload

  func findings() -> [Diagnostic] {
    guard let goals = workload.goals else { return [] }
    return workload.stores.flatMap { store in
      failover(store, goals) + availability(store, goals)
    }
  }

  private func failover(_ store: Store, _ goals: Goals) -> [Diagnostic] {
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL,
      let goal = goals.failoverSeconds
    else { return [] }
    let readers = store.aurora.readers?.value ?? 0
    let slowest = AuroraLimits.failoverWithoutReaderSeconds.value
    if readers == 0, goal.value < slowest {
      let place = store.aurora.readers?.span ?? store.nameSpan
      return [
        Diagnostic(
          OperationRules.failoverWithoutReader,
          "store `\(store.name)` has no reader to fail over to within "
            + "\(FigureFormatter.duration(seconds: goal.value))",
          at: Label(place, "no reader"),
          secondary: [Label(goal.span, "the goal")],
          notes: [
            "without a reader a new writer typically takes up to "
              + "\(FigureFormatter.duration(seconds: slowest)); with one a failover takes less "
              + "than \(FigureFormatter.duration(seconds: AuroraLimits.failoverToReaderSeconds.value))",
            "after the loss of its zone there is no automatic recovery at all",
          ],
          help: ["declare `readers 1` and `zones 2`, or give up the goal"],
          path: "store \(store.name).failover"
        )
      ]
    }
    guard readers > 0, let zones = store.aurora.zones, zones.value < 2 else { return [] }
    return [
      Diagnostic(
        OperationRules.readersInOneZone,
        "writer and readers of store `\(store.name)` share one zone",
        at: Label(zones.span, "one zone"),
        secondary: [Label(goal.span, "the goal")],
        notes: ["the loss of the zone takes the readers with the writer"],
        help: ["declare `zones 2`"],
        fixes: [Fix("use two zones", edits: [TextEdit(zones.span, "2")], applicability: .suggest)],
        path: "store \(store.name).zones"
      )
    ]
  }

  private func availability(_ store: Store, _ goals: Goals) -> [Diagnostic] {
    guard store.kind == .dynamodb, let goal = goals.availability else { return [] }
    let isGlobal = !store.dynamoDB.replicas.isEmpty
    let agreed = isGlobal ? Self.globalAvailability : Self.oneRegionAvailability
    guard goal.value > agreed + 1e-12 else { return [] }
    return [
      Diagnostic(
        OperationRules.availabilityAboveAgreement,
        "availability \(percent(goal.value)) is more than the service agrees to for store "
          + "`\(store.name)`",
        at: Label(goal.span, percent(goal.value)),
        secondary: [Label(store.nameSpan, "agreed: \(percent(agreed))")],
        notes: ["agreed: 99.99% for tables in one region, 99.999% for global tables"],
        help: [
          isGlobal
            ? "lower the goal" : "declare `replicas` in another region, or lower the goal"
        ],
        path: "store \(store.name).availability"
      )
    ]
  }

  private func percent(_ share: Double) -> String {
    guard var digits = DecimalDigits(share * 100) else { return "unknown" }
    digits.round(toPlaces: 6)
    return digits.plain(groups: false) + "%"
  }
}
