public import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
public import DBModelWorkload

/// A catalog as a model: an entity and a written table for each of its tables. A pure function: the
/// same catalog gives the same bytes.
public struct CatalogWriter {
  /// What came of it.
  public struct Outcome: Sendable {
    /// A model in the form that `fmt` gives; `nil` where there is nothing to write.
    public let text: [UInt8]?
    public let notes: [CatalogNote]
  }

  private let catalog: SQLCatalog
  private let dialect: SQLDialect
  private let references: CatalogReferences
  private let names: CatalogNames
  private var lines: [ModelCode] = []
  private var notes: [CatalogNote] = []
  /// An index has its name in the table on MySQL, and in the schema elsewhere.
  private var indexNames = NameTable(.plain)

  /// - Parameters:
  ///   - name: What the model is called, before it is made a name.
  ///   - origins: Where the tables come from, one line each.
  public static func write(
    _ catalog: SQLCatalog,
    in dialect: SQLDialect,
    named name: String,
    origins: [String]
  ) -> Outcome {
    var writer = CatalogWriter(catalog, dialect)
    writer.note()
    guard catalog.tables.contains(where: { !$0.modelKey.isEmpty }) else {
      return Outcome(text: nil, notes: writer.notes)
    }
    writer.run(name, origins)
    let text = writer.lines.map(\.text).joined(separator: "\n") + "\n"
    let formatted = Formatter.format(
      SourceFile(id: FileID(0), path: "imported.dbmodel", bytes: Array(text.utf8))
    )
    guard case .formatted(let bytes) = formatted else {
      preconditionFailure("what is written here can be formatted")
    }
    return Outcome(text: bytes, notes: writer.notes)
  }

  private init(_ catalog: SQLCatalog, _ dialect: SQLDialect) {
    self.catalog = catalog
    self.dialect = dialect
    references = CatalogReferences(catalog)
    names = CatalogNames(catalog, references)
  }

  private mutating func run(_ name: String, _ origins: [String]) {
    var modelNames = NameTable(.capitalised)
    lines += ["edition 2026", "model \(modelNames.fresh(name))", ""]
    for origin in origins { lines.append("// imported from \(comment: origin)") }
    lines += [
      "//",
      "// What tables do not say stands as `unknown`, or as a placeholder with `to be stated` beside",
      "// it: string(\(TypeWriter.placeholderSize)) says nothing of a size. Next come the access patterns with their rates,",
      "// by which the indexes are judged.",
      "",
      "store main: \(dialect.storeKind) default",
      "",
    ]
    for (place, table) in catalog.tables.enumerated() where !table.modelKey.isEmpty {
      entity(table, place)
    }
    lines.append("design current of main {")
    for (place, table) in catalog.tables.enumerated() where !table.modelKey.isEmpty {
      self.table(table, place)
    }
    lines.append("}")
  }

  // MARK: Entities

  private mutating func entity(_ table: CatalogTable, _ place: Int) {
    for line in (table.comment ?? "").split(whereSeparator: \.isNewline) {
      lines.append("/// \(comment: String(line))")
    }
    lines.append("entity \(names.entity(place)) {")
    var written: Set<String> = []
    for column in table.columns {
      guard let reference = references.reference(column.name, of: place) else {
        lines += field(column, names.field(column.name, of: place))
        continue
      }
      let name = names.field(column.name, of: place)
      guard written.insert(name.text).inserted else { continue }
      let type = ImportedType.reference(
        names.entity(reference.target),
        whenGone: Self.action(reference)
      )
      let field = ImportedField(
        name: name.text,
        type: type,
        isOptional: reference.isOptional,
        remark: column.comment
      )
      lines += TypeWriter.lines(field, name)
    }
    lines += ["", "key \(list(table.modelKey, place))"]
    for columns in uniques(table) { lines.append("unique \(list(columns, place))") }
    // None yet says nothing of how many there will be.
    if let count = table.rowCount, count > 0 {
      lines.append("count \(ModelCode.grouped(count)) // as its engine counts")
    } else {
      lines.append("count unknown")
    }
    lines += ["}", ""]
  }

  private func field(_ column: CatalogColumn, _ name: ModelName) -> [ModelCode] {
    let (type, remark) = CatalogTypes.type(of: column)
    var remarks = [remark, column.comment].compactMap { $0 }
    if column.isGenerated { remarks.append("the engine works it out") }
    let field = ImportedField(
      name: name.text,
      type: type,
      isOptional: column.isNullable,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    )
    return TypeWriter.lines(field, name)
  }

  /// What cannot be missing cannot be set to null.
  private static func action(_ reference: CatalogReference) -> ReferenceAction? {
    switch reference.action {
    case .none, .setDefault: nil
    case .restrict: .restrict
    case .cascade: .cascade
    case .setNull: reference.isOptional ? .setNull : nil
    }
  }

  /// Each combination once, without the key.
  private func uniques(_ table: CatalogTable) -> [[String]] {
    var seen: Set<Set<String>> = [Set(table.modelKey)]
    return table.uniques.filter { seen.insert(Set($0)).inserted }
  }

  /// Fields for columns; a reference of several columns stands once.
  private func list(_ columns: [String], _ place: Int) -> ModelCode {
    var seen: Set<ModelName> = []
    let fields = columns.map { names.field($0, of: place) }.filter { seen.insert($0).inserted }
    return ModelCode.joined(fields.map { "\($0)" }, ", ")
  }

  // MARK: Tables

  private mutating func table(_ table: CatalogTable, _ place: Int) {
    let name = names.table(place)
    if table.schema != nil || name.text != table.name {
      let deployed = [table.schema, table.name].compactMap { $0 }.joined(separator: ".")
      lines.append("// deployed as \"\(comment: deployed)\"")
    }
    lines += ["table \(name) {", "row \(names.entity(place)) {"]
    for column in table.columns {
      let columnName = names.column(column.name, of: place)
      let isSame = columnName.text == column.name
      let line: ModelCode = "\(columnName): \(names.path(column.name, of: place))"
      lines.append(isSame ? line : "\(line) // deployed as \"\(comment: column.name)\"")
    }
    lines += ["}", "", "key \(columns(table.modelKey, place))"]
    for unique in uniques(table) { lines.append("unique \(columns(unique, place))") }
    if dialect == .mysql { indexNames = NameTable(.plain) }
    for index in table.indexes {
      guard let list = index.plainColumns, !list.isEmpty else { continue }
      self.index(index, list, indexNames.fresh(index.name), place)
    }
    lines += ["}", ""]
  }

  private mutating func index(
    _ index: CatalogIndex,
    _ list: [IndexColumn],
    _ name: ModelName,
    _ place: Int
  ) {
    var seen: Set<String> = []
    let keys = list.filter { seen.insert($0.column).inserted }.map { key -> ModelCode in
      let column = names.column(key.column, of: place)
      return key.isDescending ? "\(column) descending" : "\(column)"
    }
    lines.append("")
    if name.text != index.name { lines.append("// deployed as \"\(comment: index.name)\"") }
    lines += ["index \(name) {", "key \(ModelCode.joined(keys, ", "))", "}"]
  }

  private func columns(_ list: [String], _ place: Int) -> ModelCode {
    ModelCode.joined(list.map { "\(names.column($0, of: place))" }, ", ")
  }

  // MARK: Notes

  /// What is not in the model, in the order of the tables.
  private mutating func note() {
    for (place, table) in catalog.tables.enumerated() {
      let shown = Quoted.text(table.name)
      guard !table.modelKey.isEmpty else {
        add(table.name, "left out: table `\(shown)`, which has no key to find a row by")
        continue
      }
      if table.primaryKey.isEmpty {
        add(
          table.name,
          "read as its key: `unique \(Quoted.text(table.modelKey.joined(separator: ", ")))` of table `\(shown)`, which has no primary key"
        )
      }
      for (key, reason) in references.leftOut[place] {
        let columns = Quoted.text(key.columns.joined(separator: ", "))
        add(
          table.name,
          "kept as columns: the foreign key `\(columns)` of table `\(shown)`; \(reason)"
        )
      }
      for condition in table.conditions {
        add(
          table.name,
          "not carried over: constraint `\(Quoted.text(condition))` of table `\(shown)`"
        )
      }
      if !table.keyIncludes.isEmpty {
        let columns = Quoted.text(table.keyIncludes.joined(separator: ", "))
        add(
          table.name,
          "not carried over: the columns that keys of table `\(shown)` include: `\(columns)`"
        )
      }
      for reference in references.byTable[place] {
        let columns = Quoted.text(reference.columns.joined(separator: ", "))
        let action: String? =
          switch reference.action {
          case .setDefault: "SET DEFAULT"
          case .setNull where !reference.isOptional: "SET NULL"
          default: nil
          }
        if let action {
          add(
            table.name,
            "not carried over: `ON DELETE \(action)` of `\(columns)` of table `\(shown)`"
          )
        }
      }
      for index in table.indexes { note(index, shown) }
    }
    for other in catalog.others {
      let name = other.split(separator: " ").last.map(String.init) ?? other
      add(name, "not carried over: \(Quoted.text(other))")
    }
  }

  private mutating func note(_ index: CatalogIndex, _ table: String) {
    let name = "index `\(Quoted.text(index.name))` of table `\(table)`"
    if index.plainColumns == nil {
      let what =
        index.isPartial
        ? "it holds some of the rows"
        : index.method == "btree"
          ? "a key of it is no whole column" : "it is no B-tree: \(index.method)"
      add(index.name, "not carried over: \(name); \(what)")
      return
    }
    if index.isUnique {
      add(index.name, "not carried over: that \(name) is unique, since it includes columns")
    }
    if !index.included.isEmpty {
      let columns = Quoted.text(index.included.joined(separator: ", "))
      add(index.name, "not carried over: the columns that \(name) includes: `\(columns)`")
    }
  }

  private mutating func add(_ subject: String, _ text: String) {
    notes.append(CatalogNote(subject: subject, text: text))
  }
}
