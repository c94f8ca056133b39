import DBModelDesign

/// A foreign key that a model writes as a reference.
struct CatalogReference {
  let columns: [String]
  /// The place of the table in the catalog.
  let target: Int
  let targetColumns: [String]
  let action: CatalogForeignKey.Action
  let isOptional: Bool

  func targetColumn(of column: String) -> String? {
    columns.firstIndex(of: column).map { targetColumns[$0] }
  }
}

/// Which foreign keys become references: those to the whole key of another table, whose columns
/// belong together wherever they stand. The others stay what they are in the table, columns.
struct CatalogReferences {
  /// By the place of the table.
  private(set) var byTable: [[CatalogReference]]
  /// Those that did not, with the reason; by the place of the table.
  private(set) var leftOut: [[(key: CatalogForeignKey, reason: String)]]

  private let catalog: SQLCatalog
  private let names: CatalogTableNames
  /// Tables that the key of a table refers to.
  private var keyTargets: [Set<Int>]

  init(_ catalog: SQLCatalog) {
    self.catalog = catalog
    names = CatalogTableNames(catalog)
    byTable = Array(repeating: [], count: catalog.tables.count)
    leftOut = Array(repeating: [], count: catalog.tables.count)
    keyTargets = Array(repeating: [], count: catalog.tables.count)
    for (place, table) in catalog.tables.enumerated() where !table.modelKey.isEmpty {
      for key in table.foreignKeys { add(key, to: place) }
    }
  }

  /// The reference a column belongs to.
  func reference(_ column: String, of table: Int) -> CatalogReference? {
    byTable[table].first { $0.columns.contains(column) }
  }

  private mutating func add(_ key: CatalogForeignKey, to place: Int) {
    let table = catalog.tables[place]
    switch target(of: key, in: table) {
    case .failure(let reason): leftOut[place].append((key, reason.text))
    case .success(let target):
      let used = Set(byTable[place].flatMap(\.columns))
      guard used.isDisjoint(with: key.columns) else {
        leftOut[place].append((key, "its columns belong to another one"))
        return
      }
      let columns = Set(key.columns)
      if !columns.isDisjoint(with: table.modelKey) {
        guard !reaches(target, place) else {
          leftOut[place].append((key, "a key cannot contain itself"))
          return
        }
        keyTargets[place].insert(target)
      }
      byTable[place].append(
        CatalogReference(
          columns: key.columns,
          target: target,
          targetColumns: key.referencedColumns,
          action: key.deleteAction,
          isOptional: key.columns.contains { table.column($0)?.isNullable ?? false }
        )
      )
    }
  }

  private struct Reason: Error { let text: String }

  private func target(of key: CatalogForeignKey, in table: CatalogTable) -> Result<Int, Reason> {
    guard let target = names.place(key.referencedSchema, key.referencedTable) else {
      return .failure(Reason(text: "there is no table `\(Quoted.text(key.referencedTable))`"))
    }
    let wanted = catalog.tables[target].modelKey
    guard !wanted.isEmpty, Set(wanted) == Set(key.referencedColumns),
      key.columns.count == wanted.count, Set(key.columns).count == wanted.count
    else {
      return .failure(Reason(text: "it refers to columns that are not the key"))
    }
    let columns = Set(key.columns)
    guard columns.allSatisfy({ table.column($0) != nil }) else {
      return .failure(Reason(text: "a column of it does not exist"))
    }
    if Set(key.columns.map { table.column($0)?.isNullable }).count > 1 {
      return .failure(Reason(text: "only some of its columns may be missing"))
    }
    for list in [table.modelKey] + table.uniques {
      let shared = columns.intersection(list)
      if !shared.isEmpty, shared.count < columns.count {
        return .failure(Reason(text: "a key holds only some of its columns"))
      }
    }
    return .success(target)
  }

  /// Whether the key of one table contains, at any depth, that of another.
  private func reaches(_ from: Int, _ goal: Int) -> Bool {
    var open = [from]
    var seen: Set<Int> = []
    while let next = open.popLast() {
      if next == goal { return true }
      if seen.insert(next).inserted { open += keyTargets[next] }
    }
    return false
  }
}

/// Finds tables by their names, as they are written or, where one alone fits, in other case.
struct CatalogTableNames {
  private var exact: [String: Int] = [:]
  private var folded: [String: [Int]] = [:]

  init(_ catalog: SQLCatalog) {
    for (place, table) in catalog.tables.enumerated() {
      let key = Self.key(table.schema, table.name)
      exact[key] = exact[key] ?? place
      folded[key.lowercased(), default: []].append(place)
    }
  }

  func place(_ schema: String?, _ name: String) -> Int? {
    let key = Self.key(schema, name)
    if let place = exact[key] { return place }
    let near = folded[key.lowercased()] ?? []
    return near.count == 1 ? near[0] : nil
  }

  private static func key(_ schema: String?, _ name: String) -> String {
    "\(schema ?? "")\u{0}\(name)"
  }
}

extension CatalogTable {
  /// The columns that find a row: its primary key, else the first columns that no two rows share
  /// and no row is without; empty where there are none.
  var modelKey: [String] {
    if !primaryKey.isEmpty { return primaryKey }
    let candidates = uniques.filter { columns in
      columns.allSatisfy { column($0).map { !$0.isNullable } ?? false }
    }
    return candidates.first ?? []
  }
}
