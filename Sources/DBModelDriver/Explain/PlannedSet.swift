import DBModelDesign

/// The plans of one store, and where they come from.
struct PlannedSet {
  let design: RelationalDesign
  let plans: PostgreSQLPlans
  let source: PlanSource
  /// What is taken for granted where the model is silent, a sentence each.
  let assumed: [String]
  /// As the engine calls itself.
  let version: String
  /// The model keeps its rows elsewhere.
  let isElsewhere: Bool
}

/// Where plans come from, and what that way of asking cannot see.
enum PlanSource {
  case scratch(version: String)
  case server(version: String, shown: String)

  /// One sentence.
  var origin: String {
    switch self {
    case .scratch(let version):
      "PostgreSQL \(version), a scratch cluster without rows: declared counts, shares and order "
        + "stand in its statistics, tables and indexes have the length and height they would have."
    case .server(let version, let shown):
      "PostgreSQL \(version) at \(shown), on the tables, statistics and settings it has."
    }
  }

  /// One sentence.
  var blindness: String {
    switch self {
    case .scratch:
      return "It cannot see what is in memory, dead rows and bloat, columns that depend on each "
        + "other, settings and hardware other than PostgreSQL's defaults, and patches of Aurora's. "
        + "Statements are planned once for all values of their parameters; where usual values or "
        + "the most frequent ones get another plan, that is shown too."
    case .server:
      return
        "It cannot see the declared counts where the server holds other tables, and plans once "
        + "for all values of parameters: one that is more or less frequent than the average may "
        + "get another plan."
    }
  }
}
