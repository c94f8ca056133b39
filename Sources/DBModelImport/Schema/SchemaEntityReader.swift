import DBModelDesign
import DBModelDiagnostics

/// An entity of a schema, with its access patterns still to be read.
struct SchemaEntity {
  /// As the schema names it.
  let name: String
  let tableName: String
  let place: EntityPlace
  var entity: ImportedEntity
  let patterns: [SourceNode]
  /// Values of index keys, by the name of the index.
  let mappings: [String: (partition: [ImportedValue], sort: [ImportedValue])]
}

/// Reads an entity: fields, templates of its keys, mappings to indexes.
struct SchemaEntityReader {
  let table: ImportedTable
  let sink: NoteSink

  func read(_ member: SourceNode.Member, _ place: EntityPlace) throws(ImportFailure)
    -> SchemaEntity
  {
    let title = "entity `\(Quoted.text(member.key))`"
    var reader = try ObjectReader(member.value, title, sink)
    _ = reader.take("entity_type")
    let fields = try fields(&reader)
    let names = Set(fields.map(\.name))
    let partition = try value(reader.require("pk_template"), names, title)
    var values = [(attribute: table.key[0].name, value: partition)]
    if table.key.count > 1 {
      let help = "the table has a sort key; add its template"
      let sort = try value(reader.require("sk_template", help: help), names, title)
      values.append((table.key[1].name, sort))
    }
    let mappings = try mappings(&reader, names)
    for (index, mapping) in mappings.list {
      let attributes = index.partition + index.sort
      for (attribute, value) in zip(attributes, mapping.partition + mapping.sort) {
        if values.contains(where: { $0.attribute == attribute.name }) { continue }
        // A field under its own name is there already.
        if case .field(attribute.name) = value { continue }
        values.append((attribute.name, value))
      }
    }
    let patterns = try reader.list("access_patterns")
    reader.finish()
    var entity = ImportedEntity(
      name: member.key,
      fields: fields,
      key: key(values.prefix(table.key.count).flatMap(\.value.fields)),
      values: values
    )
    if entity.key.isEmpty, let first = fields.first {
      entity.key = [first.name]
      entity.remarks.append("to be stated: its key; the templates name no field")
    }
    return SchemaEntity(
      name: member.key,
      tableName: table.name,
      place: place,
      entity: entity,
      patterns: patterns,
      mappings: mappings.byName
    )
  }

  private func key(_ fields: [String]) -> [String] {
    var seen: Set<String> = []
    return fields.filter { seen.insert($0).inserted }
  }

  private func value(_ node: SourceNode, _ names: Set<String>, _ title: String)
    throws(ImportFailure) -> ImportedValue
  {
    guard let text = node.stringValue else {
      throw .invalid(
        "a template of \(title) is \(node.kind), not a text",
        at: node.span,
        help: "write a text with fields in braces"
      )
    }
    return try TemplateText.read(text, names, at: node.span, of: title)
  }

  private func fields(_ reader: inout ObjectReader) throws(ImportFailure) -> [ImportedField] {
    var fields: [ImportedField] = []
    var firsts: [String: SourceSpan] = [:]
    for node in try reader.list("fields") {
      var field = try ObjectReader(node, "a field of \(reader.title)", sink)
      let name = try field.requireString("name")
      if let first = firsts[name] {
        throw .invalid(
          "field `\(Quoted.text(name))` stands twice in \(reader.title)",
          at: field.span("name"),
          secondary: [Label(first, "it stands here first")],
          help: "keep one of the two"
        )
      }
      firsts[name] = field.span("name")
      let type = try type(&field)
      let isRequired = try field.flag("required") ?? false
      field.finish()
      fields.append(
        ImportedField(
          name: name,
          type: type.type,
          isOptional: !isRequired,
          remark: type.remark
        )
      )
      if fields.count > ImportLimits.fields {
        throw .tooMany("fields", ImportLimits.fields, of: reader.title, at: node.span)
      }
    }
    guard !fields.isEmpty else {
      throw .invalid(
        "\(reader.title) has no field",
        at: reader.node.span,
        help: "add one to `fields`"
      )
    }
    return fields
  }

  private func type(_ field: inout ObjectReader) throws(ImportFailure)
    -> (type: ImportedType, remark: String?)
  {
    let name = try field.requireString("type")
    let element = try field.string("item_type").map { " of \(Quoted.text($0))" } ?? ""
    switch name {
    case "string": return (.unknownText, "to be stated: its size")
    case "integer": return (.integer, nil)
    case "decimal", "float", "number":
      return (.decimal(precision: 38, scale: 9), "to be stated: its digits")
    case "boolean": return (.boolean, nil)
    case "uuid": return (.uuid, nil)
    case "array":
      return (.unknownText, "to be stated: a list\(element), and how many")
    case "object", "map", "json": return (.unknownText, "to be stated: a map; its members")
    default:
      throw .invalid(
        "`\(Quoted.text(name))` is no type of a field",
        at: field.span("type"),
        help: "write `string`, `integer`, `decimal`, `boolean`, `array`, `object` or `uuid`"
      )
    }
  }

  private typealias Mapping = (partition: [ImportedValue], sort: [ImportedValue])

  private func mappings(_ reader: inout ObjectReader, _ names: Set<String>)
    throws(ImportFailure) -> (list: [(ImportedIndex, Mapping)], byName: [String: Mapping])
  {
    var list: [(ImportedIndex, Mapping)] = []
    var byName: [String: Mapping] = [:]
    for node in try reader.list("gsi_mappings") {
      var mapping = try ObjectReader(node, "a mapping of \(reader.title)", sink)
      let name = try mapping.requireString("name")
      guard let index = table.indexes.first(where: { $0.name == name }) else {
        throw .invalid(
          "`\(Quoted.text(name))` of \(reader.title) is no index of its table",
          at: mapping.span("name"),
          help: "name an index that stands in `gsi_list`"
        )
      }
      guard byName[name] == nil else {
        throw .invalid(
          "index `\(Quoted.text(name))` is mapped twice in \(reader.title)",
          at: mapping.span("name"),
          help: "keep one of the two"
        )
      }
      let title = reader.title
      let partition = try values(&mapping, "pk_template", index.partition.count, names, title)
      let sort = try values(&mapping, "sk_template", index.sort.count, names, title)
      mapping.finish()
      byName[name] = (partition, sort)
      list.append((index, (partition, sort)))
    }
    return (list, byName)
  }

  /// One template for each attribute of an index key.
  private func values(
    _ mapping: inout ObjectReader,
    _ key: String,
    _ count: Int,
    _ names: Set<String>,
    _ title: String
  ) throws(ImportFailure) -> [ImportedValue] {
    guard let node = mapping.take(key) else {
      guard count > 0 else { return [] }
      throw .invalid(
        "a mapping of \(title) has no `\(key)`",
        at: mapping.node.span,
        help: "add a template for each attribute of the index key"
      )
    }
    let texts = node.elements ?? [node]
    guard texts.count == count else {
      throw .invalid(
        "`\(key)` of \(title) has \(texts.count) templates for \(count) attributes",
        at: node.span,
        help: "write one template for each attribute of the index key"
      )
    }
    var values: [ImportedValue] = []
    for text in texts { values.append(try value(text, names, title)) }
    return values
  }
}
