import DBModelStatistics
import DBModelWorkload

/// How one statement finds its rows: what it reads to find them, and how many there are.
struct SQLRead {
  let entity: Entity
  /// Entries of an index, or rows of a whole table, that are read.
  var entries: RowSpread
  /// Entries that each search finds, where rows of another table lead to them: there are as many
  /// searches as there are such rows. `nil` where a call makes those that its outcomes say.
  var entriesPerSearch: Interval?
  /// Whether a search is for each of several values that a call names (`id IN ($1, $2, …)`).
  var isByList = false
  /// Entries that PostgreSQL takes a plan for all values to meet, whatever is asked for most; `nil`
  /// where that is their mean.
  var plannedEntries: Double?
  /// How many of those it takes a search to find, where rows of another table lead to them.
  var plannedPerSearch: Double?
  /// What is asked of each row of a table that is read as a whole, in terms of such a row.
  var checks = Interval.zero
  /// Partitions that each search goes through, one after the other.
  var partitions = Interval.one
  /// Rows of other tables that lead to these, for each entry: each is an entry of an index too.
  var outerPerEntry = 0.0
  /// The part of the entries that the other conditions leave: its mean over the calls.
  var kept = Interval.one
  /// The same, call by call, where some calls ask for more than others.
  private(set) var keptOutcomes = ShareOutcomes().outcomes
  /// Rows that end the reading, where the entries come in the order that is asked for.
  var wanted: Double?
  /// Rows that are handed over at most.
  var limit: Double?
  /// The references over which other rows lead to these; empty where none do.
  var led: [AttributeReference] = []
  /// Whether fewer rows may be there than are wanted, so that all entries are read.
  var mayMiss = false
  /// How likely the table is read as a whole all the same, 0…1, and its rows are looked for among
  /// those that lead to them: that may seem cheaper than a search for each.
  var hashJoinChance = Interval.zero
  /// Entities whose rows are looked up for each row found, for their order or for conditions; of
  /// those the few that hold may be known before.
  var followed: [(entity: EntityID, isCondition: Bool)] = []
  /// Entries of another index that are read besides, for a range that PostgreSQL's planner takes to
  /// hold few of them: none where it does not.
  var combined = Interval.zero
  /// Whether the order of the entries has nothing to do with what else is asked of the rows.
  var isOrderUnrelated = false
  /// Whether rows are put in order, or in groups, before the first is known.
  var isSorted = false
  var isScan = false
  /// Whether rows stand next to each other, as their entries do.
  var isAdjacent = false
  /// Whether that is because their key begins with what they share: in InnoDB they do for certain,
  /// elsewhere if they were made together.
  var isAdjacentByKey = false
  /// Whether they may, since what they are found by mostly follows the time of their making: when
  /// something happened, or is due.
  var mayBeAdjacent = false
  /// Whether all calls begin with the same rows, which the processor has at hand then.
  var isAlwaysSame = false
  /// Whether PostgreSQL knows which values are frequent of what is asked for, so that it may plan
  /// each call by its values, and go one way for some and another for others.
  var isPlannedByValue = false
  /// Whether the index holds all that is asked for.
  var isCovered = false
  /// Rows that an aggregate makes of those found; `nil` where they are handed over themselves.
  var groups: Interval?
  /// What is computed over the rows; `nil` where nothing is.
  var aggregated: AggregatedWork?
  /// Whether a range bounds the search.
  var isByRange = false
  /// Whether only the least or the greatest of an index's column is asked for.
  var isExtreme = false
  /// Fields by which rows of another table lead to these; empty where none do.
  var through: [FieldID] = []
  /// How often a call is planned, 0…1: where a plan for the values at hand beats one for all
  /// values, the server plans each call.
  var plans = Interval.zero
  /// Of a row found by its key: what is met of the rows that refer to it, by the reference, where
  /// those keys are asked for most that have the most of them.
  var popular: [AttributeReference: PopularParents] = [:]
  /// Other ways to the same rows, of which PostgreSQL takes the cheapest for the number there is.
  var ways: [SQLRead] = []
  /// What is told of it.
  var means = ""

  /// Whether what is found comes from one search, in its order.
  var isOneSearch: Bool { entriesPerSearch == nil && entries.areOneSearch }

  /// Searches that find so many entries; what is left of one search is counted as a whole one.
  ///
  /// - Parameter made: Those that a call makes, whatever it finds.
  func searches(for entries: Interval, made: Double) -> Interval {
    guard let entriesPerSearch else { return Interval(max(1, made)) }
    return Interval(
      max(1, entries.low / entriesPerSearch.high),
      max(1, entries.high / entriesPerSearch.low)
    )
  }

  /// Searches that PostgreSQL's planner reckons with for so many entries, of which it knows nothing
  /// that a model declares of all conditions together.
  func plannedSearches(finding entries: Double) -> Double {
    guard let each = plannedPerSearch else { return max(1, self.entries.meanSearches) }
    return max(1, entries / each)
  }

  /// Of these calls alone.
  mutating func keep(_ share: Interval) {
    var shares = ShareOutcomes()
    shares.combine([(1, share)])
    keep(shares)
  }

  mutating func keep(_ outcomes: ShareOutcomes) {
    keptOutcomes = outcomes.outcomes
    kept = outcomes.mean
  }
}
