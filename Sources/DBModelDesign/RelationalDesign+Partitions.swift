public import DBModelWorkload

extension RelationalDesign {
  /// The same tables without partitions, for planners that know nothing of them.
  public var inOnePiece: RelationalDesign {
    let whole = tables.map { table in
      var table = table
      table.partitioning = nil
      return table
    }
    return RelationalDesign(store: store, origin: origin, tables: whole)
  }

  /// Tables in partitions.
  public var partitioned: [RelationalTable] { tables.filter { $0.partitioning != nil } }

  /// The table whose old rows a pattern deletes, and nothing else: partitions with nothing but old
  /// rows are dropped before, so that hardly any are left to it.
  public func partitionedTable(agedBy pattern: AccessPattern) -> RelationalTable? {
    tables.first { $0.partitioning?.deletedBy == pattern.id }
  }
}
