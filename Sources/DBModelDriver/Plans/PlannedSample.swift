import DBModelDiagnostics

/// The sample rows that a statement was planned on.
struct PlannedSample {
  struct Table: Hashable {
    let name: String
    let rows: Double
    /// At least as many.
    let declaredRows: Double
  }

  /// Calls that get this plan, out of those that were planned.
  let calls: Int
  let allCalls: Int
  /// In the order of the plan.
  let tables: [Table]
  /// It sorts rows of a thinned table, for a LIMIT or a GROUP BY, that an index holds in order.
  let dependsOnSize: Bool

  /// What is to be said of it, a line each.
  var lines: [String] {
    dependsOnSize
      ? [
        text,
        "it sorts what an index holds in order: which of the two is cheaper depends on the size of "
          + "the table, and at the declared one the index may be taken",
      ] : [text]
  }

  /// `planned on sample rows: 20,000 of 1,440,000 rows of `scan``; of a table in whole it says so.
  var text: String {
    let parts = tables.map { table in
      let rows = FigureFormatter.number(table.rows)
      return table.rows < table.declaredRows
        ? "\(rows) of \(FigureFormatter.number(table.declaredRows)) rows of `\(table.name)`"
        : "all \(rows) rows of `\(table.name)`"
    }
    if parts.isEmpty { return "planned on sample rows" }
    return "planned on sample rows: " + parts.joined(separator: ", ")
  }
}
