import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Stores and services.
struct StoreResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    for declaration in declarations.stores { store(declaration) }
    for declaration in declarations.services { service(declaration) }
    let defaults = context.stores.filter(\.isDefault)
    if defaults.count > 1 {
      context.sink.report(
        NameMessage.repeated("default", defaults[1].nameSpan, first: defaults[0].nameSpan)
      )
    }
  }

  private func store(_ declaration: Declaration) {
    var cursor = ClauseCursor(clause: declaration.clause, sink: context.sink)
    cursor.advance()
    cursor.advance()
    let kinds = StoreKind.allCases.map(\.rawValue)
    let word = cursor.expectWord(among: kinds, "kind of store")
    // A store of an unknown kind still stands for its name, so that nothing else is said of it.
    let kind = word.flatMap { StoreKind(rawValue: $0.value) } ?? .sqlite
    let isDefault = cursor.takeWord("default") != nil
    if cursor.current?.kind == .block { cursor.advance() }
    cursor.finish()
    var dynamoDB = DynamoDBSettings()
    var aurora = AuroraSettings()
    if word != nil {
      let sheet = sheet(declaration.block, kind)
      switch kind {
      case .dynamodb: dynamoDB = dynamoDBSettings(sheet)
      case .auroraPostgreSQL, .auroraMySQL: aurora = auroraSettings(sheet)
      case .sqlite: break
      }
    }
    guard !declaration.isDuplicate else { return }
    let id = StoreID(context.stores.count)
    context.storeIDs[declaration.name] = id
    context.stores.append(
      Store(
        id: id,
        name: declaration.name,
        documentation: declaration.documentation,
        kind: kind,
        isDefault: isDefault,
        dynamoDB: dynamoDB,
        aurora: aurora,
        nameSpan: declaration.nameSpan,
        span: declaration.clause.span
      )
    )
  }

  private func sheet(_ block: SyntaxNode?, _ kind: StoreKind) -> ClauseSheet {
    let table: Vocabulary =
      switch kind {
      case .dynamodb: .dynamoDBStore
      case .auroraPostgreSQL, .auroraMySQL: .auroraStore
      case .sqlite: .sqliteStore
      }
    return ClauseSheet(block, table, sink: context.sink) { word in
      let other = [Vocabulary.dynamoDBStore, .auroraStore].first { $0.form(of: word) != nil }
      return other.map { "`\(word)` is a clause of \($0.title)" }
    }
  }

  private func dynamoDBSettings(_ sheet: ClauseSheet) -> DynamoDBSettings {
    var settings = DynamoDBSettings()
    if var cursor = sheet.cursor("capacity", sink: context.sink) {
      if let mode = cursor.expectWord(among: ["on-demand", "provisioned"], "capacity mode") {
        if mode.value == "on-demand" {
          settings.capacity = Located(.onDemand, mode.span)
        } else if let throughput = throughput(&cursor) {
          settings.capacity = Located(.provisioned(throughput), mode.span)
        }
      }
      cursor.finish()
    }
    if var cursor = sheet.cursor("warm", sink: context.sink) {
      settings.warm = throughput(&cursor).map { Located($0, cursor.node.span) }
      cursor.finish()
    }
    if var cursor = sheet.cursor("recovery", sink: context.sink) {
      if cursor.expectWord(among: ["point-in-time"], "kind of recovery") != nil {
        // The service keeps 1 to 35 days (AWS, RecoveryPeriodInDays; checked 2026-11-23).
        settings.recoveryDays = cursor.expectDays("the recovery window", upTo: 35)
      }
      cursor.finish()
    }
    settings.encryption = encryption(sheet)
    if var cursor = sheet.cursor("replicas", sink: context.sink) {
      repeat {
        if let region = cursor.expectName("a region") { settings.replicas.append(region) }
      } while cursor.nextGroup()
      cursor.finish()
    }
    return settings
  }

  /// `12_000/s reads 4_000/s writes`, in either order.
  private func throughput(_ cursor: inout ClauseCursor) -> Throughput? {
    var reads: Double?
    var writes: Double?
    repeat {
      guard let rate = cursor.expect(.rate, "a throughput"),
        let what = cursor.expectWord(among: ["reads", "writes"], "direction")
      else { return nil }
      if what.value == "reads" { reads = rate.value } else { writes = rate.value }
    } while !cursor.isAtGroupEnd && (reads == nil || writes == nil)
    return Throughput(readUnitsPerSecond: reads, writeUnitsPerSecond: writes)
  }

  private func encryption(_ sheet: ClauseSheet) -> Located<EncryptionSetting>? {
    guard var cursor = sheet.cursor("encryption", sink: context.sink) else { return nil }
    guard let key = cursor.expectWord(among: ["customer-key", "service-key"], "encryption key")
    else { return nil }
    var rotation: Int?
    if cursor.takeWord("rotate") != nil {
      rotation = cursor.expectDays("the rotation period")?.value
    }
    cursor.finish()
    return Located(
      EncryptionSetting(usesCustomerKey: key.value == "customer-key", rotationDays: rotation),
      cursor.node.span
    )
  }

  private func auroraSettings(_ sheet: ClauseSheet) -> AuroraSettings {
    let sink = context.sink
    var settings = AuroraSettings()
    if var cursor = sheet.cursor("class", sink: sink) {
      settings.instanceClass = cursor.expectPath("an instance class")
      cursor.finish()
    }
    // A cluster has up to 15 replicas (Amazon Aurora User Guide; checked 2026-11-23).
    settings.readers = whole("readers", "the number of readers", sheet, from: 0, upTo: 15)
    settings.zones = whole("zones", "the number of zones", sheet, from: 1, upTo: 6)
    if var cursor = sheet.cursor("serverless", sink: sink) {
      settings.serverless = serverless(&cursor)
      cursor.finish()
    }
    if var cursor = sheet.cursor("storage", sink: sink) {
      settings.storageBytes = cursor.expect(.bytes, "a size")
      cursor.finish()
    }
    if var cursor = sheet.cursor("backup", sink: sink) {
      settings.backupDays = cursor.expectDays("the backup retention", upTo: 35)
      cursor.finish()
    }
    settings.encryption = encryption(sheet)
    if var cursor = sheet.cursor("version", sink: sink) {
      if let text = cursor.takeNode(.string), let value = text.stringValue {
        settings.engineVersion = Located(value, text.span)
      } else {
        cursor.failMissing("an engine version", forms: ["\"15.4\""])
      }
      cursor.finish()
    }
    if var cursor = sheet.cursor("proxy", sink: sink) {
      settings.proxy = Located(true, cursor.node.span)
      cursor.finish()
    }
    return settings
  }

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
    // Serverless v2 runs from 0 to 256 ACU (Amazon Aurora User Guide; checked 2026-11-23).
    guard least <= most, most > 0, most <= 256 else {
      cursor.fail(
        NameMessage.wrongBounds(
          "the capacity",
          range.span,
          "capacity runs from 0 to 256 ACU, the lower bound first"
        )
      )
      return nil
    }
    return Located(ServerlessRange(minimumACU: least, maximumACU: most), range.span)
  }

  private func whole(
    _ name: String,
    _ what: String,
    _ sheet: ClauseSheet,
    from least: Int,
    upTo most: Int
  ) -> Located<Int>? {
    guard var cursor = sheet.cursor(name, sink: context.sink) else { return nil }
    let value = cursor.expectWhole(what, from: least, upTo: most)
    cursor.finish()
    return value
  }

  private func service(_ declaration: Declaration) {
    let sink = context.sink
    var head = ClauseCursor(clause: declaration.clause, sink: sink)
    head.advance()
    head.advance()
    if head.current?.kind == .block { head.advance() }
    head.finish()
    let sheet = ClauseSheet(declaration.block, .service, sink: sink)
    var role: Located<String>?
    if var cursor = sheet.cursor("role", sink: sink) {
      role = cursor.expectName("a role")
      cursor.finish()
    }
    let instances = whole("instances", "the number of instances", sheet, from: 1, upTo: 1_000_000)
    let pool = whole("pool", "the size of the pool", sheet, from: 1, upTo: 100_000)
    var retry: Located<RetryPolicy>?
    if var cursor = sheet.cursor("retry", sink: sink) {
      if let kind = cursor.expectWord(
        among: ["full-jitter", "exponential", "none"],
        "retry policy"
      ) {
        var seconds: Double?
        if cursor.takeWord("for") != nil {
          seconds = cursor.expect(.time, "the time retried for")?.value
        }
        retry = Located(RetryPolicy(kind: kind.value, forSeconds: seconds), cursor.node.span)
      }
      cursor.finish()
    }
    guard !declaration.isDuplicate else { return }
    let id = ServiceID(context.services.count)
    context.serviceIDs[declaration.name] = id
    context.services.append(
      Service(
        id: id,
        name: declaration.name,
        role: role,
        instances: instances,
        pool: pool,
        retry: retry,
        nameSpan: declaration.nameSpan,
        span: declaration.clause.span
      )
    )
  }
}
