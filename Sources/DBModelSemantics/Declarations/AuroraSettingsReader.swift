import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads the clauses of an aurora store. Ranges are those of the Amazon Aurora User Guide and the
/// Amazon RDS API Reference; checked 2026-11-24 where no other day stands.
struct AuroraSettingsReader {
  let sheet: ClauseSheet
  let kind: StoreKind
  let sink: FindingSink

  private var shared: SharedSettings { SharedSettings(sheet: sheet, sink: sink) }

  func read() -> AuroraSettings {
    var settings = AuroraSettings()
    settings.instanceClass = shared.value("class") { $0.expectPath("an instance class") }
    readers(&settings)
    settings.zones = shared.whole("zones", "the number of zones", from: 1, upTo: 6)
    settings.serverless = shared.value("serverless") { serverless(&$0) }
    storage(&settings)
    backup(&settings)
    settings.snapshots = shared.snapshots()
    settings.encryption = shared.encryption()
    settings.deletionProtection = shared.flag("deletion-protection")
    settings.engineVersion = shared.value("version") {
      $0.expectText("an engine version", form: "\"15.4\"")
    }
    proxy(&settings)
    settings.runs = shared.values("runs") { $0.expectWeeklyHours("the hours it runs") }
    settings.maintenance = shared.value("maintenance") { window(&$0) }
    access(&settings)
    engine(&settings)
    settings.drills = shared.drills()
    return settings
  }

  /// `2`, or `1..4 at 60% cpu`. A cluster has up to 15 replicas (checked 2026-11-23).
  private func readers(_ settings: inout AuroraSettings) {
    guard var cursor = sheet.cursor("readers", sink: sink),
      let bounds = cursor.expectWholeBounds("the number of readers", in: 0...15, form: "1..4")
    else { return }
    settings.readers = Located(bounds.value.least, bounds.span)
    guard bounds.value.most > bounds.value.least else { return cursor.finish() }
    guard cursor.takeWord("at") != nil else {
      return cursor.failMissing(
        "what decides how many run",
        forms: ["at 60% cpu", "at 500 connections"]
      )
    }
    guard let target = readerTarget(&cursor) else { return }
    cursor.finish()
    settings.readerScaling = Located(
      ReaderScaling(most: bounds.value.most, target: target),
      bounds.span.union(cursor.previousSpan)
    )
  }

  private func readerTarget(_ cursor: inout ClauseCursor) -> ReaderScaling.Target? {
    if let quantity = cursor.current?.quantity, quantity.isPlain {
      guard let count = cursor.expectWhole("the connections of a reader", upTo: 16_000),
        cursor.expectWord(among: ["connections"], "metric") != nil
      else { return nil }
      return .connections(count.value)
    }
    guard
      let share = cursor.expect(
        .percent,
        "the target utilisation",
        in: 0.05...0.95,
        reason: "a target below 5% or above 95% is never left, or never reached"
      ), cursor.expectWord(among: ["cpu"], "metric") != nil
    else { return nil }
    return .processor(share.value)
  }

  /// `0..16 ACU pause after 5 min`.
  private func serverless(_ cursor: inout ClauseCursor) -> Located<ServerlessRange>? {
    guard let range = cursor.takeNode(.range), let low = range.rangeQuantities.lower,
      let high = range.rangeQuantities.upper
    else {
      cursor.failMissing("a range of capacity", forms: ["0.5..16 ACU"])
      return nil
    }
    guard let least = cursor.checked(low, .capacityUnits, range.span),
      let most = cursor.checked(high, .capacityUnits, range.span)
    else { return nil }
    // Serverless v2 runs from 0 to 256 ACU in steps of a half (checked 2026-11-23).
    guard least <= most else {
      cursor.fail(NameMessage.contradictingBounds("the capacity", range.span, form: "0.5..16 ACU"))
      return nil
    }
    let isHalf = [least, most].allSatisfy { ($0 * 2).rounded() == $0 * 2 }
    guard isHalf, most >= 1, most <= 256 else {
      cursor.fail(
        NameMessage.outOfRange(
          "the capacity",
          range.span,
          "capacity is 0 to 256 ACU in steps of 0.5, and at least 1 at the upper end"
        )
      )
      return nil
    }
    var pause: Double?
    if let word = cursor.takeWord("pause") {
      guard cursor.expectWord(among: ["after"], "time to the pause") != nil,
        let time = cursor.expect(
          .time,
          "the time to the pause",
          in: 300...86_400,
          reason: "an idle cluster pauses after 300 s to 24 h"
        )
      else { return nil }
      guard least == 0 else {
        cursor.fail(
          Diagnostic(
            NameRules.conflicting,
            "only a capacity that goes down to 0 pauses",
            at: Label(word.span),
            secondary: [Label(range.span, "never below \(FigureFormatter.term(least)) ACU")],
            help: ["write `0..\(FigureFormatter.term(most)) ACU`, or remove the pause"]
          )
        )
        return nil
      }
      pause = time.value
    }
    let value = ServerlessRange(minimumACU: least, maximumACU: most, pauseAfterSeconds: pause)
    return Located(value, range.span)
  }

  /// `io-optimized 100 GB growing 5%/month`, each part where it is known.
  private func storage(_ settings: inout AuroraSettings) {
    guard var cursor = sheet.cursor("storage", sink: sink) else { return }
    if cursor.current?.word != nil {
      settings.volume = cursor.expectCase(VolumeKind.self, "kind of volume")
    }
    if settings.volume == nil || !cursor.isAtGroupEnd {
      settings.storageBytes = cursor.expect(.bytes, "a size")
      if cursor.takeWord("growing") != nil {
        settings.storageGrowthPerMonth = cursor.expect(.growth, "the growth of the volume")
      }
    }
    cursor.finish()
  }

  /// `7 days window 02:00..03:00 UTC`.
  private func backup(_ settings: inout AuroraSettings) {
    guard var cursor = sheet.cursor("backup", sink: sink) else { return }
    settings.backupDays = cursor.expectDays("the backup retention", upTo: 35)
    if cursor.takeWord("window") != nil { settings.backupWindow = window(&cursor) }
    cursor.finish()
  }

  /// A window lasts at least half an hour and ends within a day.
  private func window(_ cursor: inout ClauseCursor) -> Located<WeeklyHours>? {
    guard let hours = cursor.expectWeeklyHours("the window") else { return nil }
    guard hours.value.toMinute - hours.value.fromMinute >= 30 else {
      cursor.fail(
        NameMessage.outOfRange("a window", hours.span, "a window lasts at least 30 minutes")
      )
      return nil
    }
    return hours
  }

  /// `proxy connections 90% borrow 5 s idle 10 min`, each part where it is known.
  private func proxy(_ settings: inout AuroraSettings) {
    guard var cursor = sheet.cursor("proxy", sink: sink) else { return }
    settings.proxy = Located(true, cursor.node.span)
    while let word = cursor.takeWord(among: ["connections", "borrow", "idle"]) {
      switch word.value {
      case "connections":
        settings.proxySettings.connectionShare =
          cursor.expect(
            .percent,
            "the share of the connections",
            in: 0.01...1,
            reason: "a proxy opens from 1% to 100% of the cluster's connections"
          )?.value
      case "borrow":
        settings.proxySettings.borrowSeconds =
          cursor.expect(
            .time,
            "the wait for a connection",
            in: 0...300,
            reason: "a client waits from 0 s to 300 s"
          )?.value
      default:
        settings.proxySettings.idleSeconds =
          cursor.expect(
            .time,
            "the idle time of a client",
            in: 1...28_800,
            reason: "a client may be idle from 1 s to 8 h"
          )?.value
      }
    }
    cursor.finish()
  }

  private func access(_ settings: inout AuroraSettings) {
    settings.authentication = shared.value("authentication") { cursor in
      guard let word = cursor.expectWord(among: ["iam", "secret"], "authentication") else {
        return nil
      }
      guard word.value == "secret" else { return Located(.iam, word.span) }
      var days: Int?
      if cursor.takeWord("rotate") != nil {
        // Secrets Manager rotates at least every 4 hours and at most every 1,000 days.
        days = cursor.expectDays("the rotation period", upTo: 1000)?.value
      }
      return Located(.secret(rotationDays: days), cursor.node.span)
    }
    settings.tls = shared.value("tls") { $0.expectCase(ServerTLS.self, "answer") }
    settings.port = shared.whole("port", "the port", from: 1150, upTo: 65_535)
    settings.timeouts = shared.timeouts([.statement, .idleInTransaction, .lock])
  }

  private func engine(_ settings: inout AuroraSettings) {
    if var cursor = sheet.cursor("audit", sink: sink) {
      repeat {
        guard let kind = cursor.expectCase(StatementAudit.self, "kind of statements") else { break }
        if let first = settings.audit.first(where: { $0.value == kind.value }) {
          cursor.fail(NameMessage.repeated(kind.value.rawValue, kind.span, first: first.span))
          break
        }
        settings.audit.append(kind)
      } while cursor.nextGroup()
      cursor.finish()
    }
    settings.insights = shared.value("insights") { insights(&$0) }
    var firsts: [String: SourceSpan] = [:]
    settings.parameters = shared.values("parameter") { cursor -> Located<EngineParameter>? in
      guard let name = cursor.expectPath("the name of a parameter"),
        let value = cursor.expectText("its value", form: "\"64MB\"")
      else { return nil }
      if let first = firsts[name.value] {
        cursor.fail(NameMessage.repeated(name.value, name.span, first: first))
        return nil
      }
      firsts[name.value] = name.span
      return Located(EngineParameter(name: name, value: value), cursor.node.span)
    }.map(\.value)
    extensions(&settings)
  }

  /// `standard` keeps 7 days; history is kept for 7 days, months of 31, or 731 days.
  private func insights(_ cursor: inout ClauseCursor) -> Located<DatabaseInsights>? {
    guard let mode = cursor.expectCase(DatabaseInsights.Mode.self, "mode") else { return nil }
    var kept = mode.value == .standard ? 7 : 465
    if cursor.takeWord("keep") != nil {
      guard let days = cursor.expectDays("the retention of insights", upTo: 731) else { return nil }
      let isPossible = days.value == 7 || days.value == 731 || days.value % 31 == 0
      guard isPossible, mode.value == .standard || days.value >= 465 else {
        cursor.fail(
          NameMessage.outOfRange(
            "the retention of insights",
            days.span,
            mode.value == .standard
              ? "it is 7 days, a multiple of 31 days, or 731 days"
              : "advanced insights are kept for 465 days at least, in steps of 31, or for 731"
          )
        )
        return nil
      }
      kept = days.value
    }
    return Located(DatabaseInsights(mode: mode.value, keepDays: kept), cursor.node.span)
  }

  private func extensions(_ settings: inout AuroraSettings) {
    guard var cursor = sheet.cursor("extensions", sink: sink) else { return }
    guard kind == .auroraPostgreSQL else {
      return cursor.fail(
        Diagnostic(
          NameRules.conflicting,
          "only PostgreSQL has extensions",
          at: Label(cursor.node.span),
          help: ["remove the clause"]
        )
      )
    }
    repeat {
      guard let name = cursor.expectName("an extension") else { return }
      if let first = settings.extensions.first(where: { $0.value == name.value }) {
        return cursor.fail(NameMessage.repeated(name.value, name.span, first: first.span))
      }
      settings.extensions.append(name)
    } while cursor.nextGroup()
    cursor.finish()
  }
}
