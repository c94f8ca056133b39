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
    let readers = store.aurora.fewestReaders
    let isSometimes = store.aurora.mostReaders > readers
    let slowest = AuroraLimits.failoverWithoutReaderSeconds.value
    if readers == 0, goal.value < slowest {
      let place = store.aurora.readers?.span ?? store.nameSpan
      return [
        Diagnostic(
          OperationRules.failoverWithoutReader,
          "store `\(store.name)` \(isSometimes ? "may have" : "has") no reader to fail over to within "
            + "\(FigureFormatter.duration(seconds: goal.value))",
          at: Label(place, isSometimes ? "none while the load is low" : "no reader"),
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
    guard let goal = goals.availability else { return [] }
    if store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL {
      return clusterAvailability(store, goal)
    }
    guard store.kind == .dynamodb else { return [] }
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

  /// The agreement of clusters in one zone counts where no second instance always runs in another.
  /// Where readers are and nothing is said of zones, two are taken.
  private func clusterAvailability(_ store: Store, _ goal: Located<Double>) -> [Diagnostic] {
    let zones = store.aurora.zones?.value ?? 2
    let isAcross = store.aurora.fewestReaders > 0 && zones > 1
    let limit = isAcross ? AuroraLimits.availabilityAcrossZones : AuroraLimits.availabilityInOneZone
    guard goal.value > limit.value + 1e-12 else { return [] }
    let most = AuroraLimits.availabilityAcrossZones.value
    var notes = [
      "agreed: \(percent(AuroraLimits.availabilityInOneZone.value)) of a month for a cluster in one "
        + "zone, \(percent(most)) for one across two or more (\(limit.source))"
    ]
    if !isAcross {
      notes.append(
        store.aurora.fewestReaders == 0
          ? store.aurora.mostReaders > 0
            ? "no reader runs while the load is low, and a writer alone is in one zone"
            : "a writer alone is in one zone" : "`zones` is \(zones)"
      )
    }
    return [
      Diagnostic(
        OperationRules.availabilityAboveAgreement,
        "availability \(percent(goal.value)) is more than the service agrees to for store "
          + "`\(store.name)`",
        at: Label(goal.span, percent(goal.value)),
        secondary: [
          Label(
            store.aurora.readers?.span ?? store.nameSpan,
            "agreed: \(percent(limit.value))"
          )
        ],
        notes: notes,
        help: [
          goal.value > most + 1e-12
            ? "lower the goal" : "declare \(acrossZones(store)), or lower the goal"
        ],
        path: "store \(store.name).availability"
      )
    ]
  }

  /// What a cluster lacks that has to run across zones.
  private func acrossZones(_ store: Store) -> String {
    let most = store.aurora.mostReaders
    var lacking: [String] = []
    if store.aurora.fewestReaders == 0 {
      lacking.append(most > 1 ? "`readers 1..\(most)`" : "`readers 1`")
    }
    if store.aurora.zones.map({ $0.value < 2 }) ?? true { lacking.append("`zones 2`") }
    return lacking.joined(separator: " and ")
  }

  private func percent(_ share: Double) -> String {
    guard var digits = DecimalDigits(share * 100) else { return "unknown" }
    digits.round(toPlaces: 6)
    return digits.plain(groups: false) + "%"
  }
}
