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
/// two ends of the range are what is not known: rows, pages from storage, and what work takes.
public struct SQLLatency {
  private let workload: Workload
  private let design: RelationalDesign
  private let store: Store
  private let rows: RowEstimator
  private let cardinality: Cardinality
  private let engine: EngineTimes
  private let times: SQLTimes
  private let missText: String

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
    self.engine =
      (store.kind == .sqlite ? nil : engine) ?? (store.kind == .sqlite ? .embedded : .assumed)
    times = SQLTimes(
      workload: workload,
      design: design,
      cardinality: cardinality,
      engine: self.engine,
      missShare: missShare
    )
  }

  /// `nil` for SQL taken as written: its plan says more than its text.
  public func estimate(_ pattern: AccessPattern, path: SQLPath) -> PatternLatency? {
    var chain = LatencyChain()
    let builder = SQLReadBuilder(
      workload: workload,
      design: design,
      rows: rows,
      cardinality: cardinality,
      path: path
    )
    switch PatternShape(pattern, workload: workload) {
    case .sql: return nil
    case .read(let shape):
      guard case .read(let read) = pattern.operation else { return nil }
      self.read(shape, builder.build(shape, read, pattern), &chain)
    case .write(let statements, let isTransaction):
      let isAlone = statements.count == 1 && !isTransaction && statements[0].repeatedBy.isEmpty
      if !isAlone { call("the beginning", &chain) }
      for statement in statements { write(statement, pattern, builder, &chain) }
      commit(isAlone: isAlone, &chain)
    }
    return chain.latency(pattern: pattern.id, store: design.store)
  }

  // MARK: Reads

  private func read(_ shape: ReadShape, _ root: SQLRead, _ chain: inout LatencyChain) {
    call("`\(workload[shape.entity].name)`", &chain)
    chain.explain("\(times.met(root)) \(root.means)")
    for node in shape.root.all.dropFirst() {
      call("`\(node.path.joined(separator: "."))`", &chain)
    }
    func all(_ entries: Double) -> Interval {
      let bytes = bytes(shape.root)
      let own = times.read(root, entries: entries, bytes: bytes)
      var ms = own.ms + root.plans * engine[.planning]
      var found: [(path: [String], rows: Interval)] = [([], own.rows)]
      for node in shape.root.all.dropFirst() {
        let parents = found.first { $0.path.elementsEqual(node.path.dropLast()) }?.rows ?? .one
        let rows = related(node, parents: parents)
        found.append((node.path, rows))
        ms += child(node, parents: parents, rows: rows)
      }
      return ms
    }
    chain.delay(root.entries, all)
    chain.assume(Provenance(missText, .convention("pages from storage")))
  }

  /// One search for each parent, or for each row that parents lead to.
  private func child(_ node: ReadNode, parents: Interval, rows: Interval) -> Interval {
    let searches = Interval(min(parents.low, max(rows.low, 1)), parents.high)
    var read = SQLRead(entity: workload[node.entity], entries: RowSpread(rows))
    read.searchesPerEntry = searches.middle / max(1e-3, rows.middle)
    read.isAdjacent = workload[node.entity].key.count > 1
    let low = times.read(read, entries: rows.low, bytes: bytes(node)).ms
    let high = times.read(read, entries: rows.high, bytes: bytes(node)).ms
    return Interval(low.low, high.high)
  }

  private func related(_ node: ReadNode, parents: Interval) -> Interval {
    switch node.step {
    case .reference?, nil:
      // Several may lead to one.
      let most = max(1, cardinality.rows(node.entity).high)
      return Interval(min(parents.low, 1), min(parents.high, most))
    case .inverse(let attribute)?:
      guard case .reference(let reference) = workload[attribute].kind else { return parents }
      return parents * (reference.fanOut?.average ?? 1)
    case .many(let attribute)?, .inverseMany(let attribute)?:
      guard case .many(_, _, let perRow, _) = workload[attribute].kind else { return parents }
      return parents * perRow.average
    }
  }

  /// The mean bytes of what is handed over of a row.
  private func bytes(_ node: ReadNode) -> Double {
    node.fields.reduce(0) { sum, reference in
      let field = workload[reference]
      return sum + field.presentShare * AttributeSizes.value(field.type).meanBytes
    }
  }

  // MARK: Writes

  private func write(
    _ statement: StatementShape,
    _ pattern: AccessPattern,
    _ builder: SQLReadBuilder,
    _ chain: inout LatencyChain
  ) {
    var repeats = [RowSpread.Outcome(chance: 1, count: 1)]
    for list in statement.repeatedBy {
      guard case .many(_, let count) = pattern[list].type else { continue }
      let own = RowSpread.outcomes(of: count)
      repeats = repeats.prefix(25).flatMap { known in
        own.map {
          RowSpread.Outcome(chance: known.chance * $0.chance, count: known.count * $0.count)
        }
      }
    }
    let mean = repeats.reduce(0) { $0 + $1.chance * $1.count }
    let name = "\(statement.kind.rawValue) \(workload[statement.entity].name)"
    // A statement of a loop is sent for each element, one after the other.
    call("`\(name)`", times: mean, &chain)
    let isOne = statement.kind == .insert || statement.isUniqueLookup || statement.kind == .upsert
    var found = builder.find(
      statement.filter,
      statement.entity,
      pattern,
      isUnique: isOne
    ).read
    if !isOne, let declared = pattern.rows?.value, !found.isScan {
      let mean = found.entries.mean
      found.entries =
        mean.high > 0
        ? found.entries.map { Interval($0 * declared.average / max(1e-9, mean.middle)) }
        : RowSpread(Interval(declared.average))
      found.kept = .one
    }
    // Of a table that is read whole, what is changed is what the pattern says.
    let declared = isOne || !found.isScan ? nil : pattern.rows?.value
    let changed = declared.map { Interval($0.average) }
    chain.explain("\(FigureFormatter.counted(found.entries.mean, "row")) \(found.means)")
    let isInsert = statement.kind == .insert
    chain.delay(found.entries.times(repeats)) { entries in
      let own = self.times.read(found, entries: entries, bytes: 0, isWrite: true)
      let rows = isOne ? Interval(entries) : changed ?? own.rows
      return (isInsert ? .zero : own.ms) + self.times.write(statement, rows: rows, pattern)
    }
    chain.assume(Provenance(missText, .convention("pages from storage")))
  }

  // MARK: Round trips

  private func call(_ name: String, times: Double = 1, _ chain: inout LatencyChain) {
    let prior = engine.roundTrip
    chain.add(
      median: prior.medianMs + engine[.statement],
      p95: prior.p95Ms + engine[.statement],
      repeated: max(1, times),
      step: times > 1
        ? "\(FigureFormatter.interval(Interval(times))) statements for \(name)"
        : "a statement for \(name)",
      assumption: assumption(prior, "latency of a statement")
    )
  }

  private func commit(isAlone: Bool, _ chain: inout LatencyChain) {
    if !isAlone { call("the end", &chain) }
    let commit = engine.commit
    func assumed() -> Provenance {
      let p95 = FigureFormatter.interval(commit.interval(at: 0.95), "ms")
      return Provenance(
        "\(commit.name): p95 \(p95) (\(commit.source))",
        .convention("latency of a commit")
      )
    }
    guard commit.isLogNormal else {
      chain.delay(commit)
      chain.explain(commit.name)
      return chain.assume(assumed())
    }
    chain.add(
      median: commit.interval(at: 0.5),
      p95: commit.interval(at: 0.95),
      step: commit.name,
      assumption: assumed()
    )
  }

  private func assumption(_ prior: LatencyPriors.Prior, _ what: String) -> Provenance {
    Provenance(
      "\(prior.name): p95 \(FigureFormatter.interval(prior.p95Ms, "ms")) (\(prior.source))",
      .convention(what)
    )
  }
}
