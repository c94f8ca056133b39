import DBModelDiagnostics

/// Texts that are compared with numbers.
extension MySQLJudge {
  /// MariaDB names the index of a text in `possible_keys` that is compared with a number, and
  /// cannot search it: each text is converted. It then knows of no row that the condition drops
  /// (`filtered` 100), which of an index that it could search it would (measured on 10.11; its note
  /// 1105 is not part of a plan).
  func comparedText(_ place: Int) -> String? {
    let node = index.node(place)
    guard index.tree.engine == .mariadb, node.actual == nil, node.operation == .tableScan,
      node.index == nil, let filter = node.filter,
      node.properties["possible_keys"]?.texts.isEmpty == false,
      node.properties["filtered"]?.number == 100
    else { return nil }
    return Self.numberedColumn(in: filter)
  }

  /// The column of a filter that is one comparison of a column with a number without quotes:
  /// ``o.`code` = 77``.
  static func numberedColumn(in filter: String) -> String? {
    var text = filter[...]
    while text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst().dropLast() }
    for operation in [" = ", " < ", " > ", " <= ", " >= "] {
      guard let range = PlanText.firstRange(of: operation, in: text) else { continue }
      let (column, value) = (text[..<range.lowerBound], text[range.upperBound...])
      guard let number = Double(value), number.isFinite, column.hasSuffix("`"),
        !column.contains(where: { " ()'".contains($0) })
      else { continue }
      return String(column)
    }
    return nil
  }

  func conversion(_ place: Int, _ found: inout PlanJudge.Found) {
    guard isFullScan(place), !found.isExplained(place), let read = read(place),
      let column = comparedText(place), read.value >= thresholds.scanRows,
      context.stopsEarly != true
    else { return }
    let node = index.node(place)
    let keys = node.properties["possible_keys"]?.texts ?? []
    found.add(
      PlanFinding(
        PlanRules.columnConverted,
        severity: .warning,
        "every text of \(column) is converted to a number before it is compared",
        on: node,
        notes: [
          "filter: " + PlanFigure.quoted(node.filter ?? ""),
          "rows read: \(PlanFigure.count(read.value)) (\(read.source))",
          "cannot be searched: "
            + keys.map { "`\(PlanFigure.quoted($0))`" }.joined(separator: ", "),
        ],
        help: ["hand the value over as a text: then the index serves"]
      ),
      at: place
    )
  }
}
