/// When a step of a plan is worth a word.
///
/// The figures come from published plan checkers where one states them (noted at each), read on
/// 2026-11-23; the rest is our judgement, said as such.
public struct PlanThresholds: Hashable, Sendable {
  /// Rows read by a scan: pgReviewer warns above 10,000 (docs/detectors.md).
  public var scanRows: Double = 10_000
  /// pgReviewer calls a scan above 1,000,000 rows critical.
  public var scanRowsDanger: Double = 1_000_000
  /// A scan whose statement keeps this share of the rows is the right way to read them. Judgement:
  /// PostgreSQL itself turns from index to scan at some 5 to 20 %.
  public var scanKeptShare: Double = 0.2
  /// The same where a join above drops the rows: each that is kept then costs a descent of the
  /// index, which reads some four pages where the scan finds tens of rows on one. Judgement.
  public var scanJoinedShare: Double = 0.05
  /// Input rows of a sort: pgReviewer, "Sort with > 1,000 input rows and no index".
  public var sortRows: Double = 1_000
  /// Input rows per row returned before an index would pay. Judgement.
  public var sortRowsPerResult: Double = 10
  /// Outer rows times inner rows of a nested loop without an index. Judgement: at 0.1 us a row,
  /// 100,000 visits are 10 ms and 10,000,000 are one second.
  public var loopVisits: Double = 100_000
  public var loopVisitsDanger: Double = 10_000_000
  /// Rows a correlated subquery reads in all its runs. As for nested loops.
  public var subqueryVisits: Double = 100_000
  /// Rows thrown away by a filter, and their share: pev2 marks above 90 % (src/services).
  public var discardedRows: Double = 10_000
  public var discardedShare: Double = 0.9
  /// Factor between expected and actual rows: Query Sense and pev2 mark above 100.
  public var misestimateFactor: Double = 100
  /// The greater of both; below it a wrong factor costs nothing. Judgement.
  public var misestimateRows: Double = 1_000
  /// Lossy heap pages, and their share of the pages read. Judgement.
  public var lossyPages: Double = 1_000
  public var lossyShare: Double = 0.1
  /// PostgreSQL's default work_mem, where the plan does not say (4 MB; documentation, 20.4).
  public var workMemBytes: Double = 4 * 1024 * 1024

  public init() {}
}
