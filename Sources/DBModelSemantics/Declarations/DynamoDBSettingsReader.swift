import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads the clauses of a dynamodb store.
struct DynamoDBSettingsReader {
  let sheet: ClauseSheet
  let sink: FindingSink

  func read() -> DynamoDBSettings {
    let shared = SharedSettings(sheet: sheet, sink: sink)
    var settings = DynamoDBSettings()
    capacity(&settings)
    settings.warm = shared.value("warm") { cursor in
      throughput(&cursor).map { Located($0.least, cursor.node.span) }
    }
    settings.tableClass = shared.value("table-class") {
      $0.expectCase(TableClass.self, "table class")
    }
    settings.recoveryDays = shared.value("recovery") { cursor in
      guard cursor.expectWord(among: ["point-in-time"], "kind of recovery") != nil else {
        return nil
      }
      // The service keeps 1 to 35 days (AWS, RecoveryPeriodInDays; checked 2026-11-23).
      return cursor.expectDays("the recovery window", upTo: 35)
    }
    settings.snapshots = shared.snapshots()
    settings.encryption = shared.encryption()
    settings.deletionProtection = shared.flag("deletion-protection")
    replicas(&settings)
    settings.insights = shared.value("insights") { $0.expectCase(KeyInsights.self, "kind of keys") }
    settings.endpoint = shared.value("endpoint") { $0.expectCase(TableEndpoint.self, "endpoint") }
    settings.mostIndexes = shared.value("indexes") { cursor in
      guard cursor.expectWord(among: ["at-most"], "bound") != nil else { return nil }
      return cursor.expectWhole("the number of indexes", from: 0, upTo: DynamoDBSettings.indexQuota)
    }
    settings.isSingleTable = shared.value("prefer") { cursor in
      cursor.expectWord(among: ["single-table"], "preference").map { Located(true, $0.span) }
    }
    settings.audit = shared.callAudit()
    settings.drills = shared.drills()
    return settings
  }

  /// `on-demand at-most 40K/s reads`, `provisioned 100..1_000/s reads 50/s writes at 70%`.
  private func capacity(_ settings: inout DynamoDBSettings) {
    guard var cursor = sheet.cursor("capacity", sink: sink),
      let mode = cursor.expectWord(among: ["on-demand", "provisioned"], "capacity mode")
    else { return }
    if mode.value == "on-demand" {
      settings.capacity = Located(.onDemand, mode.span)
      if cursor.takeWord("at-most") != nil {
        let start = cursor.current?.span
        guard let most = throughput(&cursor), let start else { return }
        settings.onDemandMaximum = Located(most.least, start.union(cursor.previousSpan))
      }
      return cursor.finish()
    }
    guard let found = throughput(&cursor, isRange: true) else { return }
    settings.capacity = Located(
      .provisioned(found.least),
      mode.span.union(cursor.previousSpan)
    )
    guard let range = found.range else {
      if let at = cursor.takeWord("at") {
        cursor.fail(
          Diagnostic(
            NameRules.conflicting,
            "capacity that never changes has no target",
            at: Label(at.span),
            notes: ["a range is what follows the load: `100..1_000/s reads`"],
            help: ["write a range, or remove the target"]
          )
        )
      }
      return cursor.finish()
    }
    guard cursor.takeWord("at") != nil else {
      return cursor.failMissing("the utilisation that is kept", forms: ["at 70%"])
    }
    // Target tracking takes 20 to 90 % (Amazon DynamoDB Developer Guide, auto scaling; checked
    // 2026-11-24).
    guard
      let target = cursor.expect(
        .percent,
        "the target utilisation",
        in: 0.2...0.9,
        reason: "automatic scaling keeps from 20% to 90%"
      )
    else { return }
    cursor.finish()
    settings.capacity = Located(.provisioned(found.least), mode.span.union(target.span))
    settings.scaling = Located(
      CapacityScaling(most: found.most, target: target.value),
      range.union(target.span)
    )
  }

  private struct ThroughputBounds {
    let least: Throughput
    let most: Throughput
    /// Where the first range stands.
    let range: SourceSpan?
  }

  /// `12_000/s reads 4_000/s writes`, in either order.
  private func throughput(_ cursor: inout ClauseCursor, isRange: Bool = false)
    -> ThroughputBounds?
  {
    var reads: Bounds?
    var writes: Bounds?
    repeat {
      let form = isRange ? "100..1_000/s" : "100/s"
      guard let rate = cursor.expectBounds(.rate, "a throughput", form: form) else { return nil }
      guard isRange || !rate.isRange else {
        cursor.fail(NameMessage.outOfRange("a throughput", rate.span, "one number stands here"))
        return nil
      }
      guard let what = cursor.expectWord(among: ["reads", "writes"], "direction") else {
        return nil
      }
      if let first = what.value == "reads" ? reads : writes {
        cursor.fail(NameMessage.repeated(what.value, what.span, first: first.span))
        return nil
      }
      if what.value == "reads" { reads = rate } else { writes = rate }
    } while cursor.current?.kind == .number || cursor.current?.kind == .range
    return ThroughputBounds(
      least: Throughput(readUnitsPerSecond: reads?.least, writeUnitsPerSecond: writes?.least),
      most: Throughput(readUnitsPerSecond: reads?.most, writeUnitsPerSecond: writes?.most),
      range: [reads, writes].lazy.compactMap { $0 }.first { $0.isRange }?.span
    )
  }

  /// `eu-west-1, us-west-2`, `strong us-east-2, us-west-2`, `strong us-east-2 witness us-west-2`.
  private func replicas(_ settings: inout DynamoDBSettings) {
    guard var cursor = sheet.cursor("replicas", sink: sink) else { return }
    let words = ReplicaConsistency.allCases.map(\.rawValue)
    if let word = cursor.takeWord(among: words) {
      settings.replicaConsistency = ReplicaConsistency(rawValue: word.value).map {
        Located($0, word.span)
      }
    }
    var firsts: [String: SourceSpan] = [:]
    repeat {
      guard let region = cursor.expectRegion() else { return }
      if let first = firsts[region.value] {
        return cursor.fail(NameMessage.repeated(region.value, region.span, first: first))
      }
      firsts[region.value] = region.span
      settings.replicas.append(region)
    } while cursor.nextGroup()
    if cursor.takeWord("witness") != nil {
      guard let region = cursor.expectRegion() else { return }
      if let first = firsts[region.value] {
        return cursor.fail(NameMessage.repeated(region.value, region.span, first: first))
      }
      settings.witness = region
    }
    cursor.finish()
    checkRegions(settings, cursor)
  }

  /// Strong consistency spans exactly three regions: this one and two replicas, or this one, a
  /// replica and a witness (Amazon DynamoDB Developer Guide, global tables; checked 2026-11-24).
  private func checkRegions(_ settings: DynamoDBSettings, _ cursor: ClauseCursor) {
    guard !cursor.hasFailed else { return }
    guard settings.replicaConsistency?.value == .strong else {
      guard let witness = settings.witness else { return }
      return sink.report(
        Diagnostic(
          NameRules.conflicting,
          "only strong replicas have a witness",
          at: Label(witness.span),
          notes: ["replicas that agree eventually need nobody to decide between them"],
          help: ["write `replicas strong …`, or remove the witness"]
        )
      )
    }
    let others = settings.replicas.count + (settings.witness == nil ? 0 : 1)
    guard others != 2, let place = settings.replicaConsistency?.span else { return }
    sink.report(
      Diagnostic(
        NameRules.outOfRange,
        "strong replicas span three regions",
        at: Label(place),
        notes: [
          "beside the store's own region there are two replicas, or a replica and a witness; "
            + "this names \(others)"
        ],
        help: ["write `replicas strong us-east-2 witness us-west-2`, or `eventual`"]
      )
    )
  }
}
