/// What was measured, at the sizes that a model declares.
extension PlanIndex {
  /// What a scan that read a whole table reads at the table's declared size.
  ///
  /// - Parameter mayStopEarly: It may have read a part alone: then a table that is declared larger
  ///   says nothing, and one that is declared smaller bounds what can be read.
  func atDeclaredSize(_ place: Int, _ read: Figure, mayStopEarly: Bool) -> Figure {
    let node = node(place)
    guard node.actual != nil, read.value > 0, let relation = node.relation,
      let declared = declaredRows(of: relation), declared < read.value || !mayStopEarly
    else { return read }
    return Figure(
      value: declared,
      source: "declared; measured \(PlanFigure.count(read.value))"
    )
  }

  /// The scan whose rows a step hands on, as many and no fewer but for its filter.
  func scan(below place: Int) -> Int {
    var place = place
    while [.sort, .materialize, .hash, .gather, .filter].contains(node(place).operation),
      let child = steps[place].children.first
    {
      place = child
    }
    return place
  }
}
