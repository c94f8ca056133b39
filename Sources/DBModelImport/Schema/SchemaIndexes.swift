import DBModelDesign
import DBModelDiagnostics

/// Reads `gsi_list`.
struct SchemaIndexes {
  let title: String
  let sink: NoteSink

  func read(_ table: inout ObjectReader) throws(ImportFailure) -> [ImportedIndex] {
    var indexes: [ImportedIndex] = []
    var firsts: [String: SourceSpan] = [:]
    for node in try table.list("gsi_list") {
      var unnamed = try ObjectReader(node, "an index of \(title)", sink)
      let name = try unnamed.requireString("name")
      let span = unnamed.span("name")
      if let first = firsts[name] {
        throw .invalid(
          "index `\(Quoted.text(name))` stands twice in \(title)",
          at: span,
          secondary: [Label(first, "it stands here first")],
          help: "give each index of a table a name of its own"
        )
      }
      firsts[name] = span
      if firsts.count > ImportLimits.indexes {
        throw .tooMany("indexes", ImportLimits.indexes, of: title, at: span)
      }
      var reader = try ObjectReader(node, "index `\(Quoted.text(name))` of \(title)", sink)
      _ = reader.take("name")
      indexes.append(try index(&reader, name, span))
    }
    return indexes
  }

  private func index(_ reader: inout ObjectReader, _ name: String, _ span: SourceSpan)
    throws(ImportFailure) -> ImportedIndex
  {
    let partition = try attributes(&reader, "partition_key") ?? []
    guard !partition.isEmpty else {
      throw .invalid("\(reader.title) has no `partition_key`", at: span, help: "name it")
    }
    let sort = try attributes(&reader, "sort_key") ?? []
    let projection = try projection(&reader)
    reader.finish()
    return ImportedIndex(
      name: name,
      span: span,
      isLocal: false,
      partition: partition.map { KeyAttribute(name: $0, type: .string) },
      sort: sort.map { KeyAttribute(name: $0, type: .string) },
      projection: projection
    )
  }

  /// A name, or a list of up to four.
  private func attributes(_ reader: inout ObjectReader, _ key: String) throws(ImportFailure)
    -> [String]?
  {
    guard let node = reader.take(key) else { return nil }
    let names = (node.elements ?? [node]).map { $0.stringValue ?? "" }
    let most = Int(DynamoDBLimits.indexKeyAttributes.value)
    guard (1...most).contains(names.count), names.allSatisfy({ !$0.isEmpty }) else {
      throw .invalid(
        "`\(key)` of \(reader.title) is no attribute and no list of 1 to \(most) attributes",
        at: node.span,
        help: "write the name of an attribute, or a list of names"
      )
    }
    guard Set(names).count == names.count else {
      throw .invalid(
        "`\(key)` of \(reader.title) names an attribute twice",
        at: node.span,
        help: "name each attribute once"
      )
    }
    return names
  }

  /// All attributes where nothing else is said, as the schema's own generator has it.
  private func projection(_ reader: inout ObjectReader) throws(ImportFailure) -> IndexProjection {
    let type = try reader.string("projection") ?? "ALL"
    let names = try ProjectionReader.names(&reader, "included_attributes")
    switch type {
    case "ALL": return .all
    case "KEYS_ONLY": return .keysOnly
    case "INCLUDE" where !names.isEmpty: return .include(names)
    case "INCLUDE":
      throw .invalid(
        "\(reader.title) includes no attribute",
        at: reader.span("projection"),
        help: "name some in `included_attributes`, or write `KEYS_ONLY`"
      )
    default:
      throw .invalid(
        "`\(Quoted.text(type))` is no projection",
        at: reader.span("projection"),
        help: "write `ALL`, `KEYS_ONLY`, or `INCLUDE` with `included_attributes`"
      )
    }
  }
}
