/// Rules about EXPLAIN plans: reading them, and what is wrong in them.
///
/// Thresholds stand in `PlanThresholds` of DBModelExplain, where the findings are made.
public enum PlanRules {
  public static let all: [RuleDescriptor] =
    [
      unreadablePlan, unsupportedPlanFormat, unknownPlanStep, largeScan, unservedSort,
      automaticIndex, correlatedSubquery, unindexedInner, filterDiscards, rowMisestimate, spill,
      lossyBitmap,
    ] + conversionRules + latencyRules + lockRules

  public static let unreadablePlan = RuleDescriptor(
    "DBM6001",
    "unreadable-plan",
    .plans,
    .error,
    summary: "The saved plan is damaged, or is beyond what is read.",
    rationale: """
      A plan file is input from outside. A plan is refused when it is cut off, not well-formed, \
      nested too deep, or when it declares a document type: EXPLAIN never writes one, and entities \
      are how an XML file attacks its reader. A file is refused above 16 MB, 500,000 lines, \
      1,000 plans, 50,000 steps or 250,000 values. Nothing of a refused plan is judged; the other \
      plans of its file are. Bytes that are not UTF-8 are a note where a plan can be read in spite \
      of them.
      """,
    bad: .words("A FORMAT JSON plan whose last lines were lost in a paste."),
    good: .words("The same, saved whole with `psql -At -o plan.json`.")
  )

  public static let unsupportedPlanFormat = RuleDescriptor(
    "DBM6002",
    "unsupported-plan-format",
    .plans,
    .error,
    summary: "The file is no plan, or a plan in a format that is not read.",
    rationale: """
      Read are PostgreSQL's EXPLAIN in all four formats, as psql draws it or as auto_explain logs \
      it; MySQL's JSON of both versions, TREE and table; MariaDB's JSON and table; and SQLite's \
      EXPLAIN QUERY PLAN. A file in which no plan is found is an error, so that nobody takes \
      silence for a clean plan.
      """,
    bad: .words("The result of a statement, saved without EXPLAIN."),
    good: .words("The same statement, saved with EXPLAIN before it.")
  )

  public static let unknownPlanStep = RuleDescriptor(
    "DBM6003",
    "unknown-plan-step",
    .plans,
    .note,
    summary: "A step of the plan is in words this version does not know.",
    rationale: """
      Engines add steps and change words between versions. An unknown step is kept in the tree \
      as it was printed, but no rule judges it.
      """,
    bad: .words("An EXPLAIN QUERY PLAN line of a newer SQLite with a new step."),
    good: .words("The same statement explained by a version that is known.")
  )

  public static let largeScan = RuleDescriptor(
    "DBM6010",
    "large-scan",
    .plans,
    .danger,
    summary: "A large table is read from end to end for few of its rows.",
    rationale: """
      The cost of a scan grows with the table, not with the answer. Reported at 10,000 rows, and \
      as a danger at 1,000,000. Silent where the table is small at its declared size, where the \
      statement keeps a fifth of the rows or more (a twentieth where a join drops them), and where \
      a LIMIT ends the scan early. A note where a table of MySQL or MariaDB does not say how many \
      rows its condition keeps.
      """,
    bad: .words("`SCAN orders` at 50,000,000 rows for the 20 orders of one customer."),
    good: .words("`SEARCH orders USING INDEX orders_customer (customer_id=?)`.")
  )

  public static let unservedSort = RuleDescriptor(
    "DBM6011",
    "unserved-sort",
    .plans,
    .warning,
    summary: "Rows are sorted at run time although an index could give them in order.",
    rationale: """
      A LIMIT over a sort reads and sorts every matching row to return a few. Reported from 1,000 \
      input rows and ten times the rows returned; silent where rows are sorted after grouping, \
      for a merge join, or in a handful.
      """,
    bad: .words("`USE TEMP B-TREE FOR ORDER BY` over 40,000 matches for a page of 20."),
    good: .words("An index whose next column is the ORDER BY column.")
  )

  public static let automaticIndex = RuleDescriptor(
    "DBM6012",
    "automatic-index",
    .plans,
    .warning,
    summary: "SQLite builds an index for this statement each time it runs.",
    rationale: """
      Building costs n log n for the n rows of the table, at every execution. Always reported: \
      the engine itself found that the index is worth having.
      """,
    bad: .words("`SEARCH line USING AUTOMATIC COVERING INDEX (order_id=?)`."),
    good: .words("An index on `line (order_id)`.")
  )

  public static let correlatedSubquery = RuleDescriptor(
    "DBM6013",
    "correlated-subquery",
    .plans,
    .warning,
    summary: "A subquery runs once per row and has no index to enter by.",
    rationale: """
      A subquery that names a column of the outer query runs for every outer row. With an index \
      it is a lookup and stays silent; without one, each run is a scan.
      """,
    bad: .words("`CORRELATED SCALAR SUBQUERY` over `SCAN line`."),
    good: .words("The same over `SEARCH line USING INDEX line_order (order_id=?)`.")
  )

  public static let unindexedInner = RuleDescriptor(
    "DBM6014",
    "unindexed-inner",
    .plans,
    .danger,
    summary: "A nested loop scans its inner table once per outer row.",
    rationale: """
      Rows visited are outer rows times inner rows. Reported at 100,000 visits, and as a danger \
      at 10,000,000; silent when the inner side is entered by an index, and for an outer side of \
      one row. The inner child decides, not the join.
      """,
    bad: .words("`SCAN customer` and below it `SCAN orders`."),
    good: .words("`SCAN customer` and below it `SEARCH orders USING INDEX …`.")
  )

  public static let filterDiscards = RuleDescriptor(
    "DBM6015",
    "filter-discards",
    .plans,
    .warning,
    summary: "Rows are read through an index or joined, then thrown away by a filter.",
    rationale: """
      Needs EXPLAIN ANALYZE. Reported when at least 10,000 rows and nine of ten rows read are \
      discarded: a share alone says little.
      """,
    bad: .words("An index scan that gives 12 rows and removes 480,000 by its filter."),
    good: .words("An index that holds the filtered column as well.")
  )

  public static let rowMisestimate = RuleDescriptor(
    "DBM6016",
    "row-misestimate",
    .plans,
    .warning,
    summary: "The planner expected a very different number of rows.",
    rationale: """
      Needs EXPLAIN ANALYZE. Both sides are taken per loop. Reported at a factor of 100 and 1,000 \
      rows, at the deepest step where the error begins. Silent below LIMIT, in semi and anti \
      joins, on the sides of a merge join, and where a step never ran: those stop early, and what \
      they did not read is no error. MariaDB does not show a LIMIT: few rows are an error there \
      only below a sort.
      """,
    bad: .words("Expected 12 rows, got 96,000."),
    good: .words("The same after ANALYZE, or with extended statistics on correlated columns.")
  )

  public static let spill = RuleDescriptor(
    "DBM6017",
    "spill",
    .plans,
    .warning,
    summary: "A sort or a hash does not fit in memory and goes to disk.",
    rationale: """
      Measured where the plan was run: external sort, merge passes of MariaDB's filesort, several \
      hash batches, disk usage of an aggregate. From estimates alone it is a note: rows times \
      width against work_mem.
      """,
    bad: .words("`Sort Method: external merge  Disk: 81216kB`."),
    good: .words("`Sort Method: quicksort  Memory: 2710kB`.")
  )

  public static let lossyBitmap = RuleDescriptor(
    "DBM6018",
    "lossy-bitmap",
    .plans,
    .warning,
    summary: "A bitmap outgrew work_mem and points at pages instead of rows.",
    rationale: """
      Needs EXPLAIN ANALYZE. Every row of a lossy page is checked again. Reported from 1,000 lossy \
      pages and a tenth of the pages read.
      """,
    bad: .words("`Heap Blocks: exact=1203 lossy=38455`."),
    good: .words("`Heap Blocks: exact=1203`.")
  )
}
