import DBModelDesign
import DBModelDiagnostics

/// Reads GlobalSecondaryIndexes and LocalSecondaryIndexes.
struct IndexListReader {
  let keys: KeyReader
  let tableKey: [KeyAttribute]
  let settings: ImportedSettings
  let sink: NoteSink

  func read(_ table: inout ObjectReader) throws(ImportFailure) -> [ImportedIndex] {
    var indexes: [ImportedIndex] = []
    var firsts: [String: SourceSpan] = [:]
    for (list, isLocal) in [("GlobalSecondaryIndexes", false), ("LocalSecondaryIndexes", true)] {
      for node in try table.list(list) {
        let index = try index(node, isLocal: isLocal, table)
        if let first = firsts[index.name] {
          throw .invalid(
            "index `\(Quoted.text(index.name))` stands twice in \(table.title)",
            at: index.span,
            secondary: [Label(first, "it stands here first")],
            help: "give each index of a table a name of its own"
          )
        }
        firsts[index.name] = index.span
        indexes.append(index)
        if indexes.count > ImportLimits.indexes {
          throw .tooMany("indexes", ImportLimits.indexes, of: table.title, at: index.span)
        }
      }
    }
    return indexes
  }

  private func index(_ node: SourceNode, isLocal: Bool, _ table: ObjectReader)
    throws(ImportFailure) -> ImportedIndex
  {
    var unnamed = try ObjectReader(node, "an index of \(table.title)", sink)
    let name = try unnamed.requireString("IndexName")
    let title = "index `\(Quoted.text(name))` of \(table.title)"
    var reader = try ObjectReader(node, title, sink)
    _ = reader.take("IndexName")
    let key = try keys.key(&reader, of: isLocal ? .localIndex : .globalIndex)
    if isLocal, key.partition.first != tableKey.first {
      throw .invalid(
        "local \(title) does not begin with the table's partition key",
        at: reader.span("KeySchema"),
        notes: ["a local index is another order of the table's own partitions"],
        help: "begin its key with `\(Quoted.text(tableKey.first?.name ?? ""))`"
      )
    }
    let projection = try ProjectionReader.read(&reader, sink)
    try throughput(&reader)
    reader.finish()
    return ImportedIndex(
      name: name,
      span: unnamed.span("IndexName"),
      isLocal: isLocal,
      partition: key.partition,
      sort: key.sort,
      projection: projection
    )
  }

  /// An index is taken to have what its table has: what differs is left behind.
  private func throughput(_ reader: inout ObjectReader) throws(ImportFailure) {
    if let found = try CapacityReader.provisioned(&reader, "ProvisionedThroughput", sink) {
      guard case .provisioned(let reads, let writes, _) = settings.capacity, found.reads == reads,
        found.writes == writes
      else {
        // A table on demand shows zeros.
        if found.reads.most > 0 || found.writes.most > 0 { note("ProvisionedThroughput", reader) }
        return
      }
    }
    if let limits = try CapacityReader.onDemandLimits(&reader, "OnDemandThroughput", sink) {
      guard case .onDemand(limits.reads, limits.writes)? = settings.capacity else {
        return note("OnDemandThroughput", reader)
      }
    }
    if let warm = try CapacityReader.warm(&reader, sink),
      warm != (settings.warmReads, settings.warmWrites)
    {
      note("WarmThroughput", reader)
    }
  }

  private func note(_ key: String, _ reader: ObjectReader) {
    sink.add(
      "not carried over: `\(key)` of \(reader.title), which differs from the table's",
      at: reader.span(key)
    )
  }
}

/// Reads what an index stores.
enum ProjectionReader {
  static func read(_ index: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure)
    -> IndexProjection
  {
    let node = try index.require("Projection")
    var reader = try ObjectReader(node, "the projection of \(index.title)", sink)
    let type = try reader.requireString("ProjectionType")
    switch type {
    case "ALL":
      reader.finish()
      return .all
    case "KEYS_ONLY":
      reader.finish()
      return .keysOnly
    case "INCLUDE": break
    default:
      throw .invalid(
        "`\(Quoted.text(type))` is no projection",
        at: reader.span("ProjectionType"),
        help: "write `ALL`, `KEYS_ONLY`, or `INCLUDE` with `NonKeyAttributes`"
      )
    }
    let names = try names(&reader, "NonKeyAttributes")
    guard !names.isEmpty else {
      throw .invalid(
        "\(reader.title) includes no attribute",
        at: node.span,
        help: "name some in `NonKeyAttributes`, or write `KEYS_ONLY`"
      )
    }
    reader.finish()
    return .include(names)
  }

  /// A list of texts; one that stands twice counts once.
  static func names(_ reader: inout ObjectReader, _ key: String) throws(ImportFailure) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for element in try reader.list(key) {
      guard let name = element.stringValue, !name.isEmpty else {
        throw .invalid(
          "`\(key)` of \(reader.title) holds \(element.kind), not a name",
          at: element.span,
          help: "write the names of attributes"
        )
      }
      if seen.insert(name).inserted { names.append(name) }
    }
    return names
  }
}
