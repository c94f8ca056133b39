import DBModelDiagnostics

extension PlanFinding {
  /// Rows that are sorted for few of them.
  ///
  /// - Parameters:
  ///   - input: Rows that are sorted.
  ///   - output: Rows that are wanted of them.
  static func unservedSort(_ node: PlanNode, input: Double, output: Double) -> PlanFinding {
    PlanFinding(
      PlanRules.unservedSort,
      "every matching row is sorted to return a few",
      on: node,
      notes: [
        "\(PlanFigure.count(input)) rows are read and sorted for "
          + "\(PlanFigure.count(output)) returned",
        "sort key: \(PlanFigure.quoted(node.sort?.keys.joined(separator: ", ") ?? ""))",
      ],
      help: ["add the sort key to the index, after the columns compared with `=`"]
    )
  }
}
