import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// What a structure is worth, in words.
struct StructurePhrase {
  private let workload: Workload

  init(_ context: PlanningContext) { workload = context.workload }

  /// Its upkeep for writes and storage, and who pays for it.
  func lines(_ worth: StructureWorth) -> [String] {
    [
      "its upkeep: \(PlanPhrase.dollars(worth.upkeepUSDollarsPerMonth)) for writes and storage"
    ] + shares(worth)
  }

  /// Who pays for it, where several do.
  func shares(_ worth: StructureWorth) -> [String] {
    guard worth.shares.count > 1 else { return [] }
    let parts = worth.shares.map {
      "`\(workload[$0.pattern].name)` \(FigureFormatter.percent($0.share))"
    }
    return [
      "divided by what each would pay more without it (a convention): "
        + parts.joined(separator: ", ")
    ]
  }

  /// - Parameter name: What is not there: `no such index`.
  func absence(_ absence: StructureWorth.Absence, of name: String) -> String {
    switch absence {
    case .costs(let more):
      "\(name): the best design without costs \(PlanPhrase.dollars(more)) more"
    case .breaks(let patterns):
      "\(name): \(PlanPhrase.patterns(patterns, workload)) would read whole tables, miss a"
        + " latency budget or have no way at all"
    case .endangers(let patterns):
      "\(name): \(PlanPhrase.patterns(patterns, workload)) would risk a latency budget, a sort of"
        + " very many rows, or a key that one partition does not serve"
    case .unknown: "\(name): the search for the best design without did not close"
    }
  }
}
