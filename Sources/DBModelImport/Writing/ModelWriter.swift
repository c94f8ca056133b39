import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax

/// Writes an imported model as a file of the language, in its one form.
struct ModelWriter {
  private let model: ImportedModel
  private let groups: [StoreGroup]
  private var names: ModelNames
  private var lines: [ModelCode] = []

  /// - Returns: The text, or why the formatter refused it, which is a mistake of ours.
  static func write(_ model: ImportedModel) -> Formatter.Outcome {
    var writer = ModelWriter(model)
    writer.run()
    let text = writer.lines.map(\.text).joined(separator: "\n") + "\n"
    return Formatter.format(
      SourceFile(id: FileID(0), path: "imported.dbmodel", bytes: Array(text.utf8))
    )
  }

  private init(_ model: ImportedModel) {
    self.model = model
    groups = StoreGroup.all(model)
    names = ModelNames(model, groups)
  }

  private mutating func run() {
    head()
    for (number, group) in groups.enumerated() {
      lines += StoreWriter.lines(
        group.settings,
        names.stores[number],
        isDefault: number == 0,
        &names
      )
      for table in group.tables {
        for place in model.tables[table].entities.indices {
          entity(EntityPlace(table: table, entity: place), group: number)
        }
      }
    }
    var patternNames = NameTable(.plain)
    for pattern in model.patterns {
      lines += PatternWriter.lines(pattern, patternNames.fresh(pattern.name), model, &names)
    }
    for reason in model.leftOut { lines.append("// left out: \(comment: reason)") }
    if !model.leftOut.isEmpty { lines.append("") }
    for (number, group) in groups.enumerated() { design(group, number) }
  }

  private mutating func head() {
    var modelNames = NameTable(.capitalised)
    let name = modelNames.fresh(model.name ?? model.tables.first?.name ?? "")
    lines += ["edition 2026", "model \(name)", ""]
    for origin in model.origins { lines.append("// imported from \(comment: origin)") }
    lines += [
      "//",
      "// What such a file does not say stands as `unknown`, or as a placeholder with `to be stated`",
      "// beside it: string(\(TypeWriter.placeholderSize)) says nothing of a size.",
      "",
    ]
    if let region = model.region {
      lines += ["policy {", "region \(names.region(region))", "}", ""]
    }
  }

  private mutating func entity(_ place: EntityPlace, group: Int) {
    let entity = model.tables[place.table].entities[place.entity]
    let name = names.entity(place)
    for remark in entity.remarks { lines.append("// \(comment: remark)") }
    lines.append(
      group == 0 ? "entity \(name) {" : "entity \(name) in \(names.stores[group]) {"
    )
    for field in entity.fields {
      lines += TypeWriter.lines(field, names.attribute(field.name, of: place.table))
    }
    let key = entity.key.map { field -> ModelCode in
      "\(names.attribute(field, of: place.table))"
    }
    lines += ["", "key \(ModelCode.joined(key, ", "))"]
    if let count = entity.count {
      lines.append("count \(ModelCode.grouped(count)) // as counted in the file")
    } else {
      lines.append("count unknown")
    }
    lines += ["}", ""]
  }

  private mutating func design(_ group: StoreGroup, _ number: Int) {
    lines.append("design \(names.designs[number]) of \(names.stores[number]) {")
    for table in group.tables { self.table(table) }
    lines += ["}", ""]
  }

  private mutating func table(_ number: Int) {
    let table = model.tables[number]
    let name = names.tables[number]
    for remark in table.remarks { lines.append("// \(comment: remark)") }
    if name.text != table.name { lines.append("// deployed as \"\(comment: table.name)\"") }
    let key = table.key.map { attribute -> ModelCode in
      "\(names.attribute(attribute.name, of: number)): \(Self.type(attribute.type))"
    }
    lines += ["table \(name) {", "key \(ModelCode.joined(key, ", "))", ""]
    for (place, entity) in table.entities.enumerated() {
      let values = entity.values.map { value -> ModelCode in
        "\(names.attribute(value.attribute, of: number)): \(self.value(value.value, of: number))"
      }
      let entityName = names.entity(EntityPlace(table: number, entity: place))
      lines.append("item \(entityName) { \(ModelCode.joined(values, ", ")) }")
    }
    var indexNames = NameTable(.plain)
    for index in table.indexes { self.index(index, indexNames.fresh(index.name), number) }
    lines += ["}", ""]
  }

  private static func type(_ type: KeyAttributeType) -> ModelCode {
    switch type {
    case .string: "string"
    case .number: "number"
    case .binary: "binary"
    }
  }

  private mutating func value(_ value: ImportedValue, of table: Int) -> ModelCode {
    switch value {
    case .field(let field): return "\(names.attribute(field, of: table))"
    case .text(let segments):
      var text = ""
      for segment in segments {
        switch segment {
        case .literal(let literal): text += literal
        case .field(let field): text += "{\(names.attribute(field, of: table).text)}"
        }
      }
      return "\(quoted: text)"
    }
  }

  private mutating func index(_ index: ImportedIndex, _ name: ModelName, _ table: Int) {
    lines.append("")
    if name.text != index.name { lines.append("// deployed as \"\(comment: index.name)\"") }
    lines.append(index.isLocal ? "local index \(name) {" : "index \(name) {")
    let partition = list(index.partition.map(\.name), of: table)
    let sort = list(index.sort.map(\.name), of: table)
    if index.isLocal {
      lines.append("sort \(sort)")
    } else if index.partition.count == 1, index.sort.count <= 1 {
      lines.append(index.sort.isEmpty ? "key \(partition)" : "key \(partition), \(sort)")
    } else {
      lines.append("partition \(partition)")
      if !index.sort.isEmpty { lines.append("sort \(sort)") }
    }
    lines += ["project \(projection(index, table))", "}"]
  }

  private mutating func list(_ attributes: [String], of table: Int) -> ModelCode {
    let found = attributes.map { attribute -> ModelCode in
      "\(names.attribute(attribute, of: table))"
    }
    return ModelCode.joined(found, ", ")
  }

  /// Keys are in every index; names of them say nothing more.
  private mutating func projection(_ index: ImportedIndex, _ table: Int) -> ModelCode {
    switch index.projection {
    case .all: return "all"
    case .keysOnly: return "keys"
    case .include(let included):
      let keys = Set((model.tables[table].key + index.partition + index.sort).map(\.name))
      let others = included.filter { !keys.contains($0) }
      return others.isEmpty ? "keys" : list(others, of: table)
    }
  }
}
