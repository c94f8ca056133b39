import DBModelDesign

/// The plans of one store, and where they come from.
struct PlannedSet {
  let design: RelationalDesign
  let plans: any EnginePlans
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
  case mariaDB(version: String)

  /// Whose plans they are.
  var engineName: String {
    switch self {
    case .scratch, .server: "PostgreSQL"
    case .mariaDB: "MariaDB"
    }
  }

  /// One sentence.
  var origin: String {
    switch self {
    case .scratch(let version):
      "PostgreSQL \(version), a scratch cluster without rows: declared counts, shares and order "
        + "stand in its statistics, tables and indexes have the length and height they would have."
    case .server(let version, let shown):
      "PostgreSQL \(version) at \(shown), on the tables, statistics and settings it has."
    case .mariaDB(let version):
      "MariaDB \(version), a scratch server with a few rows: declared counts stand in InnoDB's "
        + "statistics. What rests on a range is planned on sample rows."
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
    case .mariaDB:
      return
        "It is not MySQL, whose optimizer weighs differently, and none of Aurora's patches. It "
        + "cannot see how often a value is there: each has the mean number of rows, of which "
        + "InnoDB reports half. Ranges it looks up in the index itself: plans that rest on one are "
        + "made in a database that is thinned to some ten thousand rows a table, and their rows are "
        + "multiplied to the declared size. Those cannot see the heights of trees, costs at full "
        + "size, and ranges of a few rows in a large table."
    }
  }
}
