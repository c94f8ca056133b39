import DBModelDesign
import DBModelDiagnostics

/// Reads `AWS::DynamoDB::GlobalTable`: what one table has is spread over it and its replicas.
struct GlobalTableReader {
  let sink: NoteSink

  func read(
    _ reader: inout ObjectReader,
    _ name: String,
    _ span: SourceSpan,
    _ model: inout ImportedModel
  ) throws(ImportFailure) -> ImportedTable {
    let keys = try KeyReader(&reader, sink)
    let key = try keys.key(&reader, of: .table)
    let settingsReader = SettingsReader(sink: sink)
    var settings = ImportedSettings()
    let timeToLive = try settingsReader.timeToLive(&reader)
    try settingsReader.stream(&reader)
    try settingsReader.encryption(&reader, &settings)
    if let warm = try CapacityReader.warm(&reader, sink) {
      settings.warmReads = warm.reads
      settings.warmWrites = warm.writes
    }
    if try reader.string("MultiRegionConsistency") == "STRONG" {
      settings.hasStrongReplicas = true
    }
    for node in try reader.list("GlobalTableWitnesses") {
      var witness = try ObjectReader(node, "a witness of \(reader.title)", sink)
      settings.witness = try witness.string("Region")
      witness.finish()
    }
    let reads = try replicas(&reader, &settings, &model)
    settings.capacity = try capacity(&reader, reads)
    let attributes = key.partition + key.sort
    let lists = IndexListReader(keys: keys, tableKey: attributes, settings: settings, sink: sink)
    let indexes = try lists.read(&reader)
    keys.noteUnused(attributes + indexes.flatMap { $0.partition + $0.sort }, of: reader)
    reader.finish()
    var table = ImportedTable(name: name, span: span, key: attributes)
    table.indexes = indexes
    table.settings = settings
    table.entities = [KeyedEntity.make(table, timeToLive: timeToLive, sink)]
    return table
  }

  /// What a replica says of reading.
  private struct Reads {
    var provisioned: ScaledCapacity?
    var maximum: Int?
  }

  /// The first replica is taken to be the table's own region: one of them must be, and a template
  /// does not say where it is deployed.
  private func replicas(
    _ table: inout ObjectReader,
    _ settings: inout ImportedSettings,
    _ model: inout ImportedModel
  ) throws(ImportFailure) -> Reads {
    var reads = Reads()
    var isFirst = true
    for node in try table.list("Replicas") {
      var unnamed = try ObjectReader(node, "a replica of \(table.title)", sink)
      let region = try unnamed.string("Region") ?? ""
      var replica = try ObjectReader(
        node,
        "replica `\(Quoted.text(region))` of \(table.title)",
        sink
      )
      _ = replica.take("Region")
      guard isFirst else {
        RegionName.add(region, to: &settings, at: node.span, of: table.title, sink)
        replica.finish()
        continue
      }
      isFirst = false
      if RegionName.isRegion(region) {
        model.region = region
        sink.add(
          "taken to be its own region: `\(region)`, the first replica of \(table.title)",
          at: node.span
        )
      }
      let reader = SettingsReader(sink: sink)
      settings.recoveryDays = try reader.recovery(&replica)
      settings.tableClass = try reader.tableClass(&replica)
      settings.isProtected = try replica.flag("DeletionProtectionEnabled") ?? false
      settings.insights = try reader.insights(&replica)
      try reader.encryption(&replica, &settings)
      reads.provisioned = try scaled(
        &replica,
        "ReadProvisionedThroughputSettings",
        "ReadCapacityUnits",
        "ReadCapacityAutoScalingSettings"
      )
      reads.maximum = try maximum(&replica, "ReadOnDemandThroughputSettings", "MaxReadRequestUnits")
      replica.finish()
    }
    RegionName.settle(&settings, at: table.span("Replicas"), of: table.title, sink)
    return reads
  }

  private func capacity(_ table: inout ObjectReader, _ reads: Reads) throws(ImportFailure)
    -> ImportedSettings.Capacity?
  {
    let billing = try table.string("BillingMode")
    let writes = try scaled(
      &table,
      "WriteProvisionedThroughputSettings",
      "WriteCapacityUnits",
      "WriteCapacityAutoScalingSettings"
    )
    let most = try maximum(&table, "WriteOnDemandThroughputSettings", "MaxWriteRequestUnits")
    var everyRead = reads.provisioned
    if var shared = try table.object("ReadProvisionedThroughputSettings") {
      let fixed = try fixed(&shared, "ReadCapacityUnits")
      everyRead = everyRead ?? fixed
      shared.finish()
    }
    let sharedMaximum = try maximum(
      &table,
      "ReadOnDemandThroughputSettings",
      "MaxReadRequestUnits"
    )
    if billing == "PAY_PER_REQUEST" {
      return .onDemand(maximumReads: reads.maximum ?? sharedMaximum, maximumWrites: most)
    }
    guard let everyRead, let writes, everyRead.range.most > 0, writes.range.most > 0 else {
      return nil
    }
    return ScaledCapacity.joined(
      reads: everyRead,
      writes: writes,
      of: table.title,
      at: table.span("WriteProvisionedThroughputSettings"),
      sink
    )
  }

  private func maximum(_ owner: inout ObjectReader, _ key: String, _ name: String)
    throws(ImportFailure) -> Int?
  {
    guard var reader = try owner.object(key) else { return nil }
    let value = try reader.integer(name)
    reader.finish()
    return value.flatMap { $0 > 0 ? $0 : nil }
  }

  private func fixed(_ reader: inout ObjectReader, _ name: String) throws(ImportFailure)
    -> ScaledCapacity?
  {
    try reader.integer(name).map {
      ScaledCapacity(range: ImportedSettings.CapacityRange(max($0, 0)), targetPercent: nil)
    }
  }

  private func scaled(
    _ owner: inout ObjectReader,
    _ key: String,
    _ fixedName: String,
    _ scaledName: String
  ) throws(ImportFailure) -> ScaledCapacity? {
    guard var reader = try owner.object(key) else { return nil }
    let constant = try fixed(&reader, fixedName)
    guard var scaling = try reader.object(scaledName) else {
      reader.finish()
      return constant
    }
    let found = try ScaledCapacity.read(&scaling, sink)
    reader.finish()
    return found ?? constant
  }
}
