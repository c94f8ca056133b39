import DBModelDiagnostics

/// Texts that are compared with numbers.
extension MySQLJudge {
  /// A text that is converted, and the indexes that could be searched for it otherwise.
  struct ComparedText {
    let column: String
    let keys: [String]
  }

  /// MariaDB names the index of a text in `possible_keys` that is compared with a number, and
  /// cannot search it: each text is converted, of a table that is read as a whole or of an index
  /// that holds all that is asked for. It then knows of no row that the condition drops
  /// (`filtered` 100), which of an index that it could search it would: of one that it does not
  /// search because too many rows match it says less (measured on 10.11; its note 1105 is not part
  /// of a plan).
  ///
  /// The plan of a change names no such index, and it has no `filtered`; one that could be searched
  /// it names. There the model has to say that the column holds texts and has an index; where it
  /// does, it decides of reads as well, whatever statistics say of the other conditions.
  func comparedText(_ place: Int) -> ComparedText? {
    let node = index.node(place)
    guard index.tree.engine == .mariadb, node.actual == nil, isFullScan(place),
      let filter = node.filter, let column = NumberedColumn.only(in: filter)
    else { return nil }
    let keys = node.properties["possible_keys"]?.texts ?? []
    let table = node.relation.map { context.aliases[$0] ?? $0 }
    let known = context.indexedTexts.filter {
      $0.relation == table && $0.column == column.column
    }
    let isChange = node.properties["update"] != nil || node.properties["delete"] != nil
    guard known.isEmpty else {
      return isChange && !keys.isEmpty
        ? nil : ComparedText(column: column.name, keys: known.map(\.index))
    }
    let isUnknown = node.properties["filtered"]?.number == 100
    return !isChange && !keys.isEmpty && isUnknown
      ? ComparedText(column: column.name, keys: keys) : nil
  }

  func conversion(_ place: Int, _ found: inout PlanJudge.Found) {
    guard !found.isExplained(place), let read = read(place), let text = comparedText(place),
      read.value >= thresholds.scanRows, context.stopsEarly != true
    else { return }
    let node = index.node(place)
    found.add(
      PlanFinding(
        PlanRules.columnConverted,
        severity: .warning,
        "every text of \(PlanFigure.quoted(text.column)) is converted to a number before it is "
          + "compared",
        on: node,
        notes: [
          "filter: " + PlanFigure.quoted(node.filter ?? ""),
          "rows read: \(PlanFigure.count(read.value)) (\(read.source))",
          "cannot be searched: "
            + text.keys.map { "`\(PlanFigure.quoted($0))`" }.joined(separator: ", "),
        ],
        help: ["hand the value over as a text: then the index serves"]
      ),
      at: place
    )
  }
}
