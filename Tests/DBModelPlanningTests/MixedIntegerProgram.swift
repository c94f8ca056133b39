/// A linear programme some of whose variables are 0 or 1, as a general solver wants it.
struct MixedIntegerProgram {
  enum Relation: String {
    case atMost = "L"
    case equal = "E"
  }

  struct Row {
    var relation: Relation
    var terms: [(variable: Int, factor: Double)]
    var right: Double
  }

  /// By variable; every variable is between 0 and 1.
  private(set) var costs: [Double] = []
  private(set) var isBinary: [Bool] = []
  private(set) var rows: [Row] = []

  mutating func variable(cost: Double, isBinary: Bool) -> Int {
    costs.append(cost)
    self.isBinary.append(isBinary)
    return costs.count - 1
  }

  mutating func add(
    _ relation: Relation,
    _ terms: [(variable: Int, factor: Double)],
    _ right: Double
  ) {
    rows.append(Row(relation: relation, terms: terms, right: right))
  }

  /// The programme in free MPS, a form that every solver reads.
  ///
  /// - Parameter isRelaxed: Every variable may be any number from 0 to 1.
  func mps(isRelaxed: Bool = false) -> String {
    var lines = ["NAME selection FREE", "ROWS", " N cost"]
    for (number, row) in rows.enumerated() { lines.append(" \(row.relation.rawValue) r\(number)") }
    var columns: [[String]] = costs.map { $0 == 0 ? [] : ["cost \($0)"] }
    for (number, row) in rows.enumerated() {
      for term in row.terms { columns[term.variable].append("r\(number) \(term.factor)") }
    }
    lines.append("COLUMNS")
    for (number, entries) in columns.enumerated() {
      lines += entries.map { " x\(number) \($0)" }
    }
    lines.append("RHS")
    for (number, row) in rows.enumerated() where row.right != 0 {
      lines.append(" right r\(number) \(row.right)")
    }
    lines.append("BOUNDS")
    for number in costs.indices {
      let kind = isBinary[number] && !isRelaxed ? "BV" : "UP"
      lines.append(" \(kind) bound x\(number) 1")
    }
    return (lines + ["ENDATA", ""]).joined(separator: "\n")
  }
}
