/// Judges a plan: what costs more than it should, with the arithmetic.
///
/// One mistake gives one finding: a scan that is the fault of a nested loop, of a correlated
/// subquery or of an automatic index is not reported as a scan again.
public enum PlanJudge {
  public static func judge(_ plan: PlanTree, context: PlanContext = PlanContext())
    -> [PlanFinding]
  {
    let index = PlanIndex(plan, context)
    var found = Found()
    switch plan.engine {
    case .sqlite: SQLiteJudge(index: index).judge(&found)
    case .postgresql: PostgreSQLJudge(index: index).judge(&found)
    case .mysql, .mariadb: MySQLJudge(index: index).judge(&found)
    }
    return found.inPlanOrder
  }

  /// Findings by step; `explained` steps are the fault of a finding made elsewhere.
  struct Found {
    private var findings: [(place: Int, finding: PlanFinding)] = []
    private(set) var explained: Set<Int> = []

    mutating func add(_ finding: PlanFinding, at place: Int, explaining: [Int] = []) {
      findings.append((place, finding))
      explained.insert(place)
      explained.formUnion(explaining)
    }

    func isExplained(_ place: Int) -> Bool { explained.contains(place) }

    /// By place; at one place in the order they were made.
    var inPlanOrder: [PlanFinding] {
      findings.enumerated()
        .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        .map(\.element.finding)
    }
  }
}
