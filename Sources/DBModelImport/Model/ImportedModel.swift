import DBModelDiagnostics

/// What was read out of one or more files: the value between every reader and the one writer.
struct ImportedModel {
  var name: String?
  /// What the files were, one line each.
  var origins: [String] = []
  var tables: [ImportedTable] = []
  var patterns: [ImportedPattern] = []
  /// The region of the tables, where a file says.
  var region: String?
  /// Patterns that could not be written, one line each.
  var leftOut: [String] = []
  /// Where the tables that were added stand first.
  private var firsts: [String: SourceSpan] = [:]

  /// Adds what another file holds.
  ///
  /// - Throws: `ImportFailure` where a table stands in both.
  mutating func add(_ other: ImportedModel, _ sink: NoteSink) throws(ImportFailure) {
    let offset = tables.count
    try addTables(other.tables)
    patterns += other.patterns.map { Self.moved($0, by: offset) }
    name = name ?? other.name
    origins += other.origins
    leftOut += other.leftOut
    if let region, let second = other.region, region != second, let table = other.tables.first {
      sink.add(
        "not carried over: region `\(Quoted.text(second))`; a model has one, `\(region)`",
        at: table.span
      )
    }
    region = region ?? other.region
  }

  private mutating func addTables(_ added: [ImportedTable]) throws(ImportFailure) {
    for table in added {
      if tables.count >= ImportLimits.tables {
        throw .tooMany("tables", ImportLimits.tables, of: "this import", at: table.span)
      }
      if let first = firsts[table.name] {
        let isSameFile = first.file == table.span.file
        throw .invalid(
          "table `\(Quoted.text(table.name))` stands twice",
          at: table.span,
          secondary: isSameFile ? [Label(first, "it stands here first")] : [],
          help: "import one of the two, or import them one by one"
        )
      }
      firsts[table.name] = table.span
      tables.append(table)
    }
  }

  private static func moved(_ pattern: ImportedPattern, by offset: Int) -> ImportedPattern {
    func move(_ place: EntityPlace) -> EntityPlace {
      EntityPlace(table: place.table + offset, entity: place.entity)
    }
    var pattern = pattern
    for index in pattern.parameters.indices {
      switch pattern.parameters[index].kind {
      case .value(let place, let field):
        pattern.parameters[index].kind = .value(move(place), field: field)
      case .newRow(let place): pattern.parameters[index].kind = .newRow(move(place))
      }
    }
    pattern.operations = pattern.operations.map { operation in
      switch operation {
      case .read(let place, let conditions): .read(move(place), conditions)
      case .insert: operation
      case .update(let place, let conditions, let set): .update(move(place), conditions, set: set)
      case .delete(let place, let conditions): .delete(move(place), conditions)
      }
    }
    return pattern
  }
}
