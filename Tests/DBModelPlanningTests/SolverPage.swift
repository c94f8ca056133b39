import DBModelDiagnostics

/// What the comparison with a general solver came to, by the kind of model.
struct SolverPage {
  struct Row {
    var patterns: Int
    var entities: Int
    var tables: Int
    var keys: Int
    var variables: Int
    var rows: Int
    /// How far the relaxation is below the optimum, of this.
    var gap: Double
    /// Between the search and the solver, of the cost.
    var difference: Double
  }

  private var rows: [SelectionModels.Group: [Row]] = [:]

  mutating func add(_ row: Row, _ group: SelectionModels.Group) {
    rows[group, default: []].append(row)
  }

  /// The section, in Markdown.
  var lines: [String] {
    var lines = [
      "## A general solver", "",
      "CBC against the planner's search: all layouts, all keys that a need gives rise to, all that "
        + "an index may store and all ways are one programme (`SelectionReferee`). Nothing is "
        + "pruned, capped or decided apart. The largest of each is shown, and how far the "
        + "relaxation is below the optimum.", "",
      "| | models | entities | patterns | tables to choose from | keys | variables | rows | "
        + "relaxation | costs differ by |",
      "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for group in SelectionModels.Group.allCases {
      let own = rows[group] ?? []
      func most(_ value: (Row) -> Int) -> String { String(own.map(value).max() ?? 0) }
      let gap = own.map(\.gap).max() ?? 0
      let isSame = (own.map(\.difference).max() ?? 0) <= 1e-6
      let difference = isSame ? "at most a millionth" : "more than a millionth"
      let relaxation = gap < 1e-6 ? "–" : FigureFormatter.percent(gap)
      lines.append(
        "| \(group.rawValue) | \(own.count) | \(most(\.entities)) | \(most(\.patterns)) "
          + "| \(most(\.tables)) | \(most(\.keys)) | \(most(\.variables)) | \(most(\.rows)) "
          + "| \(relaxation) | \(difference) |"
      )
    }
    return lines
  }
}
