import DBModelDesign
import DBModelDiagnostics

/// Reads the `schema.json` of awslabs' DynamoDB MCP server: tables, entities with templates of
/// their keys, and access patterns.
struct SchemaReader {
  let sink: NoteSink

  func read(_ node: SourceNode) throws(ImportFailure) -> ImportedModel {
    var model = ImportedModel()
    var reader = try ObjectReader(node, "the schema", sink)
    var sources: [SchemaEntity] = []
    for table in try reader.list("tables") {
      var one = ImportedModel()
      let read = try self.table(table, number: model.tables.count)
      one.tables = [read.table]
      sources += read.entities
      try model.add(one, sink)
    }
    let crossing = try reader.list("cross_table_access_patterns")
    reader.finish()
    var patterns = SchemaPatterns(tables: model.tables, entities: sources, sink: sink)
    for source in sources { try patterns.read(source) }
    for node in crossing { try patterns.readTransaction(node) }
    model.patterns = patterns.patterns
    model.leftOut = patterns.leftOut
    return model
  }

  private func table(_ node: SourceNode, number: Int) throws(ImportFailure)
    -> (table: ImportedTable, entities: [SchemaEntity])
  {
    var reader = try ObjectReader(node, "a table of the schema", sink)
    let configuration = try reader.require("table_config")
    var config = try ObjectReader(configuration, "`table_config`", sink)
    let name = try config.requireString("table_name")
    let title = "table `\(Quoted.text(name))`"
    let partition = try config.requireString("partition_key")
    let sort = try config.string("sort_key")
    config.finish()
    if sort == partition {
      throw .invalid(
        "`\(Quoted.text(partition))` stands twice in the key of \(title)",
        at: config.span("sort_key"),
        help: "name another attribute as sort key"
      )
    }
    var table = ImportedTable(
      name: name,
      span: config.span("table_name"),
      key: ([partition] + [sort].compactMap { $0 }).map { KeyAttribute(name: $0, type: .string) }
    )
    table.indexes = try SchemaIndexes(title: title, sink: sink).read(&reader)
    var sources: [SchemaEntity] = []
    var entities = try reader.object("entities")
    for member in entities?.node.members ?? [] {
      _ = entities?.take(member.key)
      let place = EntityPlace(table: number, entity: table.entities.count)
      let entity = try SchemaEntityReader(table: table, sink: sink).read(member, place)
      table.entities.append(entity.entity)
      sources.append(entity)
      if sources.count > ImportLimits.entities {
        throw .tooMany("entities", ImportLimits.entities, of: title, at: member.keySpan)
      }
    }
    guard !sources.isEmpty else {
      throw .invalid("\(title) has no entity", at: node.span, help: "add one to `entities`")
    }
    reader.finish()
    KeyTypes.settle(&table)
    EntityFields.settle(&table, sink)
    for place in sources.indices { sources[place].entity = table.entities[place] }
    return (table, sources)
  }
}
