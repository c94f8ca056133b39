/// Reads what CreateTable, DescribeTable and `AWS::DynamoDB::Table` say of a table besides keys.
struct SettingsReader {
  let sink: NoteSink

  /// The settings, and the attribute with the expiry.
  func read(_ table: inout ObjectReader) throws(ImportFailure)
    -> (settings: ImportedSettings, timeToLive: String?)
  {
    var settings = ImportedSettings()
    settings.capacity = try CapacityReader.mode(&table, sink)
    if let warm = try CapacityReader.warm(&table, sink) {
      settings.warmReads = warm.reads
      settings.warmWrites = warm.writes
    }
    settings.tableClass = try tableClass(&table)
    settings.recoveryDays = try recovery(&table)
    try encryption(&table, &settings)
    settings.isProtected = try table.flag("DeletionProtectionEnabled") ?? false
    settings.insights = try insights(&table)
    try stream(&table)
    return (settings, try timeToLive(&table))
  }

  func tableClass(_ table: inout ObjectReader) throws(ImportFailure)
    -> ImportedSettings.TableClass?
  {
    var name = try table.string("TableClass")
    if var summary = try table.object("TableClassSummary") {
      name = try summary.string("TableClass") ?? name
      summary.finish()
    }
    switch name {
    case nil: return nil
    case "STANDARD": return .standard
    case "STANDARD_INFREQUENT_ACCESS": return .infrequentAccess
    case .some(let other):
      throw .invalid(
        "`\(Quoted.text(other))` is no table class",
        at: table.span("TableClass"),
        help: "write `STANDARD` or `STANDARD_INFREQUENT_ACCESS`"
      )
    }
  }

  /// Days; the service keeps 35 where nothing else is said.
  func recovery(_ table: inout ObjectReader) throws(ImportFailure) -> Int? {
    guard var reader = try table.object("PointInTimeRecoverySpecification") else { return nil }
    let isOn = try reader.flag("PointInTimeRecoveryEnabled") ?? false
    let days = try reader.integer("RecoveryPeriodInDays") ?? 35
    reader.finish()
    guard isOn else { return nil }
    guard (1...35).contains(days) else {
      throw .invalid(
        "recovery over \(days) days is out of range",
        at: reader.span("RecoveryPeriodInDays"),
        help: "write 1 to 35 days"
      )
    }
    return days
  }

  /// A key of the customer's is named; without one the service's own is used, whatever its kind.
  func encryption(_ table: inout ObjectReader, _ settings: inout ImportedSettings)
    throws(ImportFailure)
  {
    for name in ["SSESpecification", "SSEDescription"] {
      guard var reader = try table.object(name) else { continue }
      let enabled = try reader.flag("Enabled")
      let sseEnabled = try reader.flag("SSEEnabled")
      let isOn = enabled ?? sseEnabled
      let type = try reader.string("SSEType")
      _ = reader.take("Status")
      let keyName = ["KMSMasterKeyId", "KMSMasterKeyArn"].first { reader.has($0) }
      if isOn == false {
        reader.finish()
        continue
      }
      if let keyName {
        _ = reader.take(keyName)
        settings.usesCustomerKey = true
        sink.add(
          "not carried over: `\(keyName)` of \(table.title); a model says that there is a key",
          at: reader.span(keyName)
        )
      } else if isOn == true || type != nil {
        sink.add(
          "not carried over: `\(name)` of \(table.title) asks for the key that AWS manages in KMS; "
            + "a model knows the service's key, which is written, and a customer's",
          at: table.span(name)
        )
      }
      reader.finish()
    }
  }

  func insights(_ table: inout ObjectReader) throws(ImportFailure) -> ImportedSettings.Insights? {
    guard var reader = try table.object("ContributorInsightsSpecification") else { return nil }
    let isOn = try reader.flag("Enabled") ?? false
    let mode = try reader.string("Mode")
    reader.finish()
    guard isOn else { return nil }
    return mode == "THROTTLED_KEYS" ? .throttledKeys : .accessedKeys
  }

  /// A stream stands in a model as the way of a flow, and no file says where it leads.
  func stream(_ table: inout ObjectReader) throws(ImportFailure) {
    guard var reader = try table.object("StreamSpecification") else { return }
    let isOn = try reader.flag("StreamEnabled") ?? true
    let view = try reader.string("StreamViewType")
    reader.finish()
    guard isOn else { return }
    sink.add(
      "not carried over: the stream of \(table.title)"
        + (view.map { " (\(Quoted.text($0)))" } ?? "")
        + "; a model writes it as a `flow` to another store",
      at: table.span("StreamSpecification")
    )
  }

  func timeToLive(_ table: inout ObjectReader) throws(ImportFailure) -> String? {
    guard var reader = try table.object("TimeToLiveSpecification") else { return nil }
    let isOn = try reader.flag("Enabled") ?? true
    let name = try reader.string("AttributeName")
    reader.finish()
    return isOn ? name : nil
  }
}
