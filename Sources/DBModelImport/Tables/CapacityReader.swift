/// Reads capacity as CreateTable, DescribeTable and templates write it; units a second.
enum CapacityReader {
  typealias Range = ImportedSettings.CapacityRange

  static func provisioned(_ owner: inout ObjectReader, _ key: String, _ sink: NoteSink)
    throws(ImportFailure) -> (reads: Range, writes: Range)?
  {
    guard var reader = try owner.object(key) else { return nil }
    let reads = try reader.integer("ReadCapacityUnits") ?? 0
    let writes = try reader.integer("WriteCapacityUnits") ?? 0
    reader.finish()
    return (Range(max(reads, 0)), Range(max(writes, 0)))
  }

  /// -1 takes a limit away.
  static func onDemandLimits(_ owner: inout ObjectReader, _ key: String, _ sink: NoteSink)
    throws(ImportFailure) -> (reads: Int?, writes: Int?)?
  {
    guard var reader = try owner.object(key) else { return nil }
    let reads = try reader.integer("MaxReadRequestUnits")
    let writes = try reader.integer("MaxWriteRequestUnits")
    reader.finish()
    return (reads.flatMap { $0 > 0 ? $0 : nil }, writes.flatMap { $0 > 0 ? $0 : nil })
  }

  static func warm(_ owner: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure)
    -> (reads: Int?, writes: Int?)?
  {
    guard var reader = try owner.object("WarmThroughput") else { return nil }
    let reads = try reader.integer("ReadUnitsPerSecond")
    let writes = try reader.integer("WriteUnitsPerSecond")
    _ = reader.take("Status")
    reader.finish()
    return (reads.flatMap { $0 > 0 ? $0 : nil }, writes.flatMap { $0 > 0 ? $0 : nil })
  }

  /// The mode of a table, with what belongs to it.
  static func mode(_ table: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure)
    -> ImportedSettings.Capacity?
  {
    var billing = try table.string("BillingMode")
    if var summary = try table.object("BillingModeSummary") {
      billing = try summary.string("BillingMode") ?? billing
      summary.finish()
    }
    let provisioned = try provisioned(&table, "ProvisionedThroughput", sink)
    let limits = try onDemandLimits(&table, "OnDemandThroughput", sink)
    if let billing, billing != "PAY_PER_REQUEST", billing != "PROVISIONED" {
      throw .invalid(
        "`\(Quoted.text(billing))` is no billing mode",
        at: table.span("BillingMode"),
        help: "write `PAY_PER_REQUEST` or `PROVISIONED`"
      )
    }
    if billing == "PAY_PER_REQUEST" {
      return .onDemand(maximumReads: limits?.reads, maximumWrites: limits?.writes)
    }
    if let provisioned, provisioned.reads.most > 0, provisioned.writes.most > 0 {
      if limits != nil {
        sink.add(
          "not carried over: `OnDemandThroughput` of \(table.title), which is provisioned",
          at: table.span("OnDemandThroughput")
        )
      }
      return .provisioned(
        reads: provisioned.reads,
        writes: provisioned.writes,
        targetPercent: nil
      )
    }
    return nil
  }
}
