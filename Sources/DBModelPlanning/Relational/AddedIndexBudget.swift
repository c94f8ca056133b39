import DBModelDiagnostics
import DBModelWorkload

/// Which of the indexes that the lock adds fit into the bytes that a store's indexes may take.
///
/// The bound may have become smaller than when they were looked for, or the tables larger. Those
/// come first that save most of the planner's units in a second for each byte; what does not fit is
/// not made, and said.
struct AddedIndexBudget {
  /// What does not fit, in the order of the tables.
  let refused: [AddedIndex]
  let findings: [Diagnostic]

  init(_ planners: [BTreePlanner], of store: Store, in workload: Workload) {
    guard let bound = store.mostIndexBytes else {
      (refused, findings) = ([], [])
      return
    }
    let all = planners.flatMap(\.additions)
    let callsPerSecond = Dictionary(
      workload.patterns.map { ($0.name, IndexWorkload.callsPerSecond($0)) },
      uniquingKeysWith: { a, _ in a }
    )
    func worth(_ one: BTreePlanner.Addition) -> Double {
      let saved = one.decision.uses.reduce(0) { sum, use in
        sum + (use.costWithout - use.cost) * callsPerSecond[use.pattern, default: 0]
      }
      return saved / max(1, one.bytes)
    }
    let ranked = all.indices.map { (place: $0, worth: worth(all[$0])) }
      .sorted { $0.worth != $1.worth ? $0.worth > $1.worth : $0.place < $1.place }
    var bytes = 0.0
    var isKept = [Bool](repeating: false, count: all.count)
    for (place, _) in ranked where bytes + all[place].bytes <= bound.value {
      bytes += all[place].bytes
      isKept[place] = true
    }
    let rest = all.indices.filter { !isKept[$0] }.map { all[$0] }
    refused = rest.map(\.decision)
    let total = Self.text(all.reduce(0) { $0 + $1.bytes })
    findings = rest.map { one in
      var notes = [
        "it takes \(Self.text(one.bytes)), and all indexes together may take"
          + " \(Self.text(bound.value))"
      ]
      if bytes > 0 { notes.append("those of the lock that save more take \(Self.text(bytes))") }
      return AddedIndexScope.finding(
        one.decision,
        notes,
        secondary: [Label(bound.span, "bounds them")],
        otherwise: "allow the \(total) that the indexes of the lock take"
      )
    }
  }

  private static func text(_ bytes: Double) -> String {
    FigureFormatter.range(low: bytes, high: bytes, unit: "B")
  }
}
