import DBModelWorkload

/// The column of every field: `home_street`, `customer_id`, `line_order_id`.
struct ColumnNames {
  /// PostgreSQL keeps 63 bytes of a name, MySQL 64 characters (manuals, identifiers,
  /// checked 2026-11-23).
  static let maximumBytes = 63

  /// Columns that a table has without being told, and refuses to be told of: the system columns of
  /// PostgreSQL and those of InnoDB (tried with PostgreSQL 15 and MariaDB 10.11, 2026-11-29).
  /// SQLite's `rowid` gives way to a column of that name.
  private static let kept: Set<String> = [
    "cmax", "cmin", "ctid", "db_roll_ptr", "db_row_id", "db_trx_id", "fts_doc_id", "tableoid",
    "xmax", "xmin",
  ]

  private let names: [EntityID: [String]]

  init(_ workload: Workload, entities: [Entity]) {
    var names: [EntityID: [String]] = [:]
    for entity in entities {
      var pool = NamePool(maximum: Self.maximumBytes)
      names[entity.id] = entity.fields.map { field in
        let wanted = Self.wanted(field, workload)
        return pool.take(Self.kept.contains(wanted) ? wanted + "_" : wanted)
      }
    }
    self.names = names
  }

  func name(_ field: FieldID, of entity: EntityID) -> String {
    names[entity]?[field.rawValue] ?? ""
  }

  /// A reference is named after the key it holds, through as many references as that takes.
  private static func wanted(_ field: Field, _ workload: Workload) -> String {
    var parts: [String] = []
    var current = field
    // A key cannot contain itself, so this ends; the bound is for models that say otherwise.
    for _ in 0..<32 {
      guard let target = current.references else {
        parts += current.path
        return parts.map(SnakeCase.name).joined(separator: "_")
      }
      parts.append(current.path[0])
      current = workload[target]
    }
    return parts.map(SnakeCase.name).joined(separator: "_")
  }
}
