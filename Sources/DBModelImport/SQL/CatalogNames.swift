import DBModelDesign
import DBModelWorkload

/// The names that tables and columns have in a model. Tables without a key have none.
struct CatalogNames {
  private let catalog: SQLCatalog
  private let references: CatalogReferences
  /// By the place of the table.
  private var entities: [Int: ModelName] = [:]
  private var tables: [Int: ModelName] = [:]
  private var fields: [Int: [String: ModelName]] = [:]
  private var columns: [Int: [String: ModelName]] = [:]

  init(_ catalog: SQLCatalog, _ references: CatalogReferences) {
    self.catalog = catalog
    self.references = references
    var entityNames = NameTable(.capitalised)
    var tableNames = NameTable(.plain)
    for (place, table) in catalog.tables.enumerated() where !table.modelKey.isEmpty {
      entities[place] = entityNames.fresh(table.name)
      tables[place] = tableNames.fresh(table.name)
      nameColumns(of: table, place)
    }
  }

  private mutating func nameColumns(of table: CatalogTable, _ place: Int) {
    var columnNames = NameTable(.plain)
    var fieldNames = NameTable(.camel)
    var columns: [String: ModelName] = [:]
    var fields: [String: ModelName] = [:]
    for column in table.columns { columns[column.name] = columnNames.fresh(column.name) }
    // What is named after itself comes first, so that it keeps its name.
    for column in table.columns where references.reference(column.name, of: place) == nil {
      fields[column.name] = fieldNames.fresh(column.name)
    }
    for reference in references.byTable[place] {
      let name = fieldNames.fresh(wanted(reference))
      for column in reference.columns { fields[column] = name }
    }
    self.columns[place] = columns
    self.fields[place] = fields
  }

  /// `customer_id` refers to a customer; several columns are named after what they refer to.
  private func wanted(_ reference: CatalogReference) -> String {
    guard reference.columns.count == 1, let column = reference.columns.first else {
      return catalog.tables[reference.target].name
    }
    for ending in ["_id", "_ID", "Id", "ID"] where column.hasSuffix(ending) {
      let stem = column.dropLast(ending.count)
      if stem.utf8.contains(where: \.isOfSQLWord) { return String(stem) }
    }
    return column
  }

  func entity(_ table: Int) -> ModelName { Self.known(entities[table]) }
  func table(_ table: Int) -> ModelName { Self.known(tables[table]) }
  func column(_ column: String, of table: Int) -> ModelName { Self.known(columns[table]?[column]) }
  func field(_ column: String, of table: Int) -> ModelName { Self.known(fields[table]?[column]) }

  private static func known(_ name: ModelName?) -> ModelName {
    guard let name else { preconditionFailure("whatever is written was named") }
    return name
  }

  /// The field in which a column stands: `name`, `customer`, or of a reference to a key of several
  /// parts one of them, `order.customer.shop`.
  func path(_ column: String, of table: Int) -> ModelCode {
    var parts: [ModelCode] = []
    var (place, name) = (table, column)
    // A key cannot contain itself, so this ends.
    while true {
      parts.append("\(field(name, of: place))")
      guard let reference = references.reference(name, of: place), reference.columns.count > 1,
        let next = reference.targetColumn(of: name)
      else { break }
      (place, name) = (reference.target, next)
    }
    return ModelCode.joined(parts, ".")
  }
}
