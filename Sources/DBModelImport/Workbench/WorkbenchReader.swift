import DBModelDesign
import DBModelDiagnostics

/// Reads data models of NoSQL Workbench, versions 1.0 to 3.0.
struct WorkbenchReader {
  let sink: NoteSink

  private static let versions = ["1.0", "2.0", "3.0"]

  func read(_ node: SourceNode) throws(ImportFailure) -> ImportedModel {
    var model = ImportedModel()
    var reader = try ObjectReader(node, "the data model", sink)
    model.name = try reader.string("ModelName")
    if var metadata = try reader.object("ModelMetadata") {
      if let version = try metadata.string("Version"), !Self.versions.contains(version) {
        sink.add(
          "read as version 3.0: a data model of version `\(Quoted.text(version))`",
          at: metadata.span("Version")
        )
      }
      _ = metadata.take("AWSService")
      metadata.finish()
    }
    for table in try reader.list("DataModel") {
      var one = ImportedModel()
      one.tables = [try self.table(table)]
      try model.add(one, sink)
    }
    reader.finish()
    return model
  }

  private func table(_ node: SourceNode) throws(ImportFailure) -> ImportedTable {
    var unnamed = try ObjectReader(node, "a table of the data model", sink)
    let name = try unnamed.requireString("TableName")
    var reader = try ObjectReader(node, "table `\(Quoted.text(name))`", sink)
    _ = reader.take("TableName")
    let key = try key(&reader)
    var table = ImportedTable(name: name, span: unnamed.span("TableName"), key: key.all)
    table.settings.capacity = try capacity(&reader)
    table.indexes = try indexes(&reader)
    let declared = try attributes(&reader, key.all)
    let samples = try Samples.read(reader.list("TableData"), of: reader.title, sink)
    let facets = try reader.list("TableFacets")
    ignoreDataAccess(&reader)
    if facets.isEmpty {
      table.entities = SampleShapes(table: table, declared: declared).entities(samples)
    } else {
      for facet in facets { table.entities.append(try entity(facet, table, declared)) }
      if !samples.isEmpty {
        sink.add(
          "not carried over: the samples of \(reader.title) that belong to no facet",
          at: reader.span("TableData")
        )
      }
    }
    reader.finish()
    EntityFields.settle(&table, sink)
    return table
  }

  /// `{"MySql": {}}` says nothing.
  private func ignoreDataAccess(_ reader: inout ObjectReader) {
    guard let access = reader.take("DataAccess") else { return }
    let says = access.members?.contains { $0.value.members?.isEmpty != true } ?? true
    if says {
      sink.add("not carried over: `DataAccess` of \(reader.title)", at: access.span)
    }
  }

  private func key(_ reader: inout ObjectReader) throws(ImportFailure)
    -> (partition: KeyAttribute, all: [KeyAttribute])
  {
    let node = try reader.require("KeyAttributes")
    var key = try ObjectReader(node, "the key of \(reader.title)", sink)
    let partition = try attribute(try key.require("PartitionKey"), key.title)
    var all = [partition]
    if let sort = key.take("SortKey") {
      let attribute = try attribute(sort, key.title)
      if attribute.name == partition.name {
        throw .invalid(
          "`\(Quoted.text(attribute.name))` stands twice in \(key.title)",
          at: sort.span,
          help: "name another attribute as sort key"
        )
      }
      all.append(attribute)
    }
    key.finish()
    return (partition, all)
  }

  private func attribute(_ node: SourceNode, _ title: String) throws(ImportFailure)
    -> KeyAttribute
  {
    var reader = try ObjectReader(node, "an attribute of \(title)", sink)
    let name = try reader.requireString("AttributeName")
    let type = try KeyReader.type(&reader, "AttributeType")
    reader.finish()
    return KeyAttribute(name: name, type: type)
  }

  private func indexes(_ table: inout ObjectReader) throws(ImportFailure) -> [ImportedIndex] {
    var indexes: [ImportedIndex] = []
    var firsts: [String: SourceSpan] = [:]
    for node in try table.list("GlobalSecondaryIndexes") {
      var unnamed = try ObjectReader(node, "an index of \(table.title)", sink)
      let name = try unnamed.requireString("IndexName")
      if let first = firsts[name] {
        throw .invalid(
          "index `\(Quoted.text(name))` stands twice in \(table.title)",
          at: unnamed.span("IndexName"),
          secondary: [Label(first, "it stands here first")],
          help: "give each index of a table a name of its own"
        )
      }
      firsts[name] = unnamed.span("IndexName")
      if firsts.count > ImportLimits.indexes {
        throw .tooMany(
          "indexes",
          ImportLimits.indexes,
          of: table.title,
          at: unnamed.span("IndexName")
        )
      }
      let title = "index `\(Quoted.text(name))` of \(table.title)"
      var reader = try ObjectReader(node, title, sink)
      _ = reader.take("IndexName")
      let key = try key(&reader)
      let projection = try ProjectionReader.read(&reader, sink)
      reader.finish()
      indexes.append(
        ImportedIndex(
          name: name,
          span: unnamed.span("IndexName"),
          isLocal: false,
          partition: [key.partition],
          sort: Array(key.all.dropFirst()),
          projection: projection
        )
      )
    }
    return indexes
  }

  /// The types that `NonKeyAttributes` states, in its order.
  private func attributes(_ table: inout ObjectReader, _ key: [KeyAttribute])
    throws(ImportFailure) -> DeclaredAttributes
  {
    var declared = DeclaredAttributes(key: key)
    for node in try table.list("NonKeyAttributes") {
      var reader = try ObjectReader(node, "an attribute of \(table.title)", sink)
      let name = try reader.requireString("AttributeName")
      let type = try reader.string("AttributeType") ?? "S"
      reader.finish()
      declared.add(name, type)
    }
    return declared
  }

  private func capacity(_ table: inout ObjectReader) throws(ImportFailure)
    -> ImportedSettings.Capacity?
  {
    let mode = try CapacityReader.mode(&table, sink)
    guard var settings = try table.object("ProvisionedCapacitySettings") else { return mode }
    if case .onDemand = mode { return mode }
    let fixed = try CapacityReader.provisioned(&settings, "ProvisionedThroughput", sink)
    let reads = try scaling(&settings, "AutoScalingRead")
    let writes = try scaling(&settings, "AutoScalingWrite")
    settings.finish()
    guard let fixed, fixed.reads.least > 0, fixed.writes.least > 0 else { return mode }
    return ScaledCapacity.joined(
      reads: reads ?? ScaledCapacity(range: fixed.reads),
      writes: writes ?? ScaledCapacity(range: fixed.writes),
      of: table.title,
      at: table.span("ProvisionedCapacitySettings"),
      sink
    )
  }

  private func scaling(_ settings: inout ObjectReader, _ key: String) throws(ImportFailure)
    -> ScaledCapacity?
  {
    guard var reader = try settings.object(key) else { return nil }
    var found: ScaledCapacity?
    if var target = try reader.object("ScalableTargetRequest") {
      found = try ScaledCapacity.read(&target, sink)
    }
    if var policy = try reader.object("ScalingPolicyConfiguration") {
      let percent = try ScaledCapacity.percent(&policy, sink)
      found?.targetPercent = percent
      policy.finish()
    }
    reader.finish()
    return found
  }

  /// A facet is a view of one kind of item: it becomes an entity.
  private func entity(
    _ node: SourceNode,
    _ table: ImportedTable,
    _ declared: DeclaredAttributes
  ) throws(ImportFailure) -> ImportedEntity {
    var unnamed = try ObjectReader(node, "a facet of table `\(Quoted.text(table.name))`", sink)
    let name = try unnamed.requireString("FacetName")
    var reader = try ObjectReader(
      node,
      "facet `\(Quoted.text(name))` of table `\(Quoted.text(table.name))`",
      sink
    )
    _ = reader.take("FacetName")
    let names = try ProjectionReader.names(&reader, "NonKeyAttributes")
    let samples = try Samples.read(reader.list("TableData"), of: reader.title, sink)
    try aliases(&reader, table.key)
    ignoreDataAccess(&reader)
    reader.finish()
    return SampleShapes(table: table, declared: declared)
      .entity(named: name, samples, listing: names, remarks: [])
  }

  /// Other names of key attributes, for people.
  private func aliases(_ reader: inout ObjectReader, _ key: [KeyAttribute]) throws(ImportFailure) {
    guard var aliases = try reader.object("KeyAttributeAlias") else { return }
    for (name, attribute) in zip(["PartitionKeyAlias", "SortKeyAlias"], key) {
      guard let alias = try aliases.string(name), alias != attribute.name else { continue }
      sink.add(
        "not carried over: `\(Quoted.text(alias))`, another name of "
          + "`\(Quoted.text(attribute.name))` in \(reader.title)",
        at: aliases.span(name)
      )
    }
    aliases.finish()
  }
}
