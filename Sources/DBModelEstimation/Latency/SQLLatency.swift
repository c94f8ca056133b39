public import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// The time a pattern takes in a relational store: round trips, searches and rows behind them, and
/// commits.
///
/// A constant, pages and rows explain measured times far better than an optimiser's cost does (412
/// queries on PostgreSQL 15: median error factor 1.7 against 3.9). Round trips are spread as they
/// are assumed or were measured, rows as they differ from call to call, and both are convolved; the
/// two ends of the range are what is not known: rows and pages from storage, and round trips,
/// commits and work, each by itself (`ApartRanges`).
public struct SQLLatency {
  let workload: Workload
  let design: RelationalDesign
  let store: Store
  private let rows: RowEstimator
  let cardinality: Cardinality
  /// What it takes for certain but one source at the most; see `ApartRanges`.
  let engine: EngineTimes
  /// What is known of it.
  private let known: EngineTimes
  let times: SQLTimes
  let missText: String
  /// The same where the round trips, the commits or the work are uncertain besides the rows.
  private var apart: [SQLLatency] = []

  /// - Parameter engine: What was measured on the server; `nil` for what is assumed of it.
  public init(workload: Workload, design: RelationalDesign, engine: EngineTimes? = nil) {
    self.workload = workload
    self.design = design
    store = workload[design.store]
    rows = RowEstimator(workload: workload)
    cardinality = Cardinality(workload: workload)
    let volume = RelationalVolume(workload: workload).bytes(of: design)
    let missShare: Interval
    (missShare, missText) = BufferPool.missShare(of: store, volume: volume)
    known = store.kind == .sqlite ? .embedded : engine ?? .assumed
    self.engine = known.settled(but: nil)
    times = SQLTimes(
      workload: workload,
      design: design,
      cardinality: cardinality,
      engine: self.engine,
      missShare: missShare
    )
    apart = EngineTimes.Source.allCases.map { SQLLatency(self, known.settled(but: $0)) }
  }

  private init(_ other: SQLLatency, _ engine: EngineTimes) {
    workload = other.workload
    design = other.design
    store = other.store
    rows = other.rows
    cardinality = other.cardinality
    self.engine = engine
    known = other.known
    times = SQLTimes(
      workload: workload,
      design: design,
      cardinality: cardinality,
      engine: engine,
      missShare: other.times.missShare
    )
    missText = other.missText
  }

  /// `nil` for SQL taken as written: its plan says more than its text.
  public func estimate(_ pattern: AccessPattern, path: SQLPath) -> PatternLatency? {
    let shape = PatternShape(pattern, workload: workload)
    if case .sql = shape { return nil }
    return PatternLatency(
      pattern: pattern.id,
      store: design.store,
      chain(shape, pattern, path, isExplained: true),
      others: apart.map { $0.chain(shape, pattern, path, isExplained: false) }
    )
  }

  private func chain(
    _ shape: PatternShape,
    _ pattern: AccessPattern,
    _ path: SQLPath,
    isExplained: Bool
  ) -> LatencyChain {
    var chain = LatencyChain(isExplained: isExplained)
    let builder = SQLReadBuilder(
      workload: workload,
      design: design,
      rows: rows,
      cardinality: cardinality,
      path: path
    )
    switch shape {
    case .sql: break
    case .read(let shape):
      guard case .read(let read) = pattern.operation else { break }
      let root = builder.build(shape, read, pattern)
      self.read(shape, root, known: builder.known(shape.filter), &chain)
    case .write(let statements, let isTransaction):
      write(statements, isTransaction: isTransaction, pattern, builder, &chain)
    }
    return chain
  }

  // MARK: Round trips

  /// - Parameter times: How often it is sent, one after the other.
  func call(_ name: String, times: Interval = .one, _ chain: inout LatencyChain) {
    let prior = engine.roundTrip
    chain.add(
      median: prior.medianMs + engine[.statement],
      p95: prior.p95Ms + engine[.statement],
      repeated: times,
      step: times.high > 1
        ? "\(FigureFormatter.interval(times)) statements for \(name)"
        : "a statement for \(name)",
      assumption: tripAssumption
    )
  }

  /// A round trip with the beginning and the end of its statement; each end on its own.
  var trip: (fast: LogNormal, slow: LogNormal) {
    let median = engine.roundTrip.medianMs + engine[.statement]
    let p95 = engine.roundTrip.p95Ms + engine[.statement]
    return (
      LogNormal(median: median.low, p95: p95.low), LogNormal(median: median.high, p95: p95.high)
    )
  }

  var tripAssumption: Provenance { assumption(known.roundTrip, "latency of a statement") }

  var commitAssumption: Provenance {
    let commit = known.commit
    let p95 = FigureFormatter.interval(commit.interval(at: 0.95), "ms")
    return Provenance(
      "\(commit.name): p95 \(p95) (\(commit.source))",
      .convention("latency of a commit")
    )
  }

  func commit(_ chain: inout LatencyChain) {
    let commit = engine.commit
    guard commit.isLogNormal else {
      chain.delay(commit)
      chain.explain(commit.name)
      return chain.assume(commitAssumption)
    }
    chain.add(
      median: commit.interval(at: 0.5),
      p95: commit.interval(at: 0.95),
      step: commit.name,
      assumption: commitAssumption
    )
  }

  private func assumption(_ prior: LatencyPriors.Prior, _ what: String) -> Provenance {
    Provenance(
      "\(prior.name): p95 \(FigureFormatter.interval(prior.p95Ms, "ms")) (\(prior.source))",
      .convention(what)
    )
  }
}
