import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Changes: statements one after the other, turns of loops, and who commits.
///
/// In a transaction all statements commit once. Outside of one nothing holds them together: each
/// statement of a loop, and each row of an insert of many, commits by itself before the next is
/// sent, as PostgreSQL, MySQL and SQLite do without BEGIN.
extension SQLLatency {
  /// What one change of a statement works, outcome by outcome.
  private struct Work {
    let amounts: RowSpread
    let milliseconds: (RowSpread.Outcome) -> Interval

    func outcomes(_ end: RangeEnd) -> [(chance: Double, ms: Double)] {
      end.of(amounts).map { ($0.chance, end.of(milliseconds($0))) }
    }

    /// The mean and the variance at an end.
    func moments(_ end: RangeEnd) -> (mean: Double, variance: Double) {
      let all = outcomes(end)
      let chances = max(1e-12, all.reduce(0) { $0 + $1.chance })
      let mean = all.reduce(0) { $0 + $1.chance * $1.ms } / chances
      let variance = all.reduce(0) { $0 + $1.chance * ($1.ms - mean) * ($1.ms - mean) } / chances
      return (mean, variance)
    }
  }

  func write(
    _ statements: [StatementShape],
    isTransaction: Bool,
    _ pattern: AccessPattern,
    _ builder: SQLReadBuilder,
    _ chain: inout LatencyChain
  ) {
    let trips = statements.map {
      SQLTrips($0, workload: workload, dialect: SQLDialect(store.kind) ?? .postgresql)
    }
    let loops = !isTransaction && statements.contains { !$0.repeatedBy.isEmpty }
    let isTogether =
      isTransaction
      || !loops && (statements.count > 1 || trips.contains(where: \.needsTransaction))
    if isTogether { call("`BEGIN`", &chain) }
    var (fast, slow) = (LoopTurns(), LoopTurns())
    for (statement, trips) in zip(statements, trips) {
      explain(statement, trips, pattern, commitsEach: loops, &chain)
      let work = work(of: statement, trips, pattern, builder, &chain)
      if statement.repeatedBy.isEmpty {
        chain.delay(work.amounts, work.milliseconds)
      } else {
        fast.add(turn(of: statement, trips, work, .low, commits: loops))
        slow.add(turn(of: statement, trips, work, .high, commits: loops))
      }
      chain.assume(Provenance(missText, .convention("pages from storage")))
    }
    for (fast, slow) in zip(fast.apart, slow.apart) {
      let (low, high) = (fast.delays(pattern), slow.delays(pattern))
      chain.delay(fast: low.delays, slow: high.delays, work: Interval(low.work, high.work))
    }
    if isTogether { call("`COMMIT`", &chain) }
    if !loops { commit(&chain) }
  }

  // MARK: Turns

  /// A statement of a loop, once: its round trips, its work and, where no transaction holds the
  /// loop together, its commit.
  private func turn(
    of statement: StatementShape,
    _ trips: SQLTrips,
    _ work: Work,
    _ end: RangeEnd,
    commits: Bool
  ) -> LoopTurns.Turn {
    let trip = end == .low ? self.trip.fast : self.trip.slow
    var sent = Double(end == .low ? trips.fewest : trips.most)
    // What holds only together has a transaction for each turn.
    if commits, trips.needsTransaction { sent += 2 }
    let own = work.moments(end)
    var mean = sent * trip.mean + own.mean
    var variance = sent * trip.variance + own.variance
    if commits {
      let commit = (end == .low ? engine.commit.calm : engine.commit.slow).moments
      mean += commit.mean
      variance += commit.variance
    }
    return LoopTurns.Turn(
      lists: statement.repeatedBy,
      mean: mean,
      variance: variance,
      work: own.mean
    )
  }

  /// Says what is sent; a statement outside of loops takes its time in the chain.
  private func explain(
    _ statement: StatementShape,
    _ trips: SQLTrips,
    _ pattern: AccessPattern,
    commitsEach: Bool,
    _ chain: inout LatencyChain
  ) {
    let name = "`\(statement.kind.rawValue) \(workload[statement.entity].name)`"
    guard !statement.repeatedBy.isEmpty else {
      if trips.isChecked { call("what \(name) demands", &chain) }
      call(name, times: trips.hasFallback ? Interval(1, 2) : .one, &chain)
      return
    }
    chain.assume(tripAssumption)
    if commitsEach { chain.assume(commitAssumption) }
    let counts = ListLengths.outcomes(of: statement.repeatedBy, pattern).map { outcome in
      (outcome.chance, outcome.lengths.reduce(1) { min(ListLengths.most, $0 * $1) })
    }
    let mean = counts.reduce(0) { $0 + $1.0 * $1.1 }
    let most = statement.repeatedBy.reduce(1.0) { product, list in
      guard case .many(_, let count) = pattern[list].type else { return product }
      return min(ListLengths.most, product * count.reach)
    }
    var text = "\(FigureFormatter.number(mean)) turns for \(name)"
    if most > mean {
      text =
        "\(FigureFormatter.number(mean)) turns on average, up to \(FigureFormatter.number(most)), "
        + "for \(name)"
    }
    let sent = Interval(Double(trips.fewest), Double(trips.most))
    if sent.high > 1 { text += " of \(FigureFormatter.interval(sent)) statements each" }
    if commitsEach { text += ", each with a commit of its own" }
    chain.explain(text)
  }

  // MARK: Work

  private func work(
    of statement: StatementShape,
    _ trips: SQLTrips,
    _ pattern: AccessPattern,
    _ builder: SQLReadBuilder,
    _ chain: inout LatencyChain
  ) -> Work {
    let isOne = statement.kind == .insert || statement.isUniqueLookup || statement.kind == .upsert
    var found = builder.find(
      statement.filter,
      statement.entity,
      pattern,
      isUnique: isOne
    ).read
    // Rows that a change touches, as declared.
    let declared = isOne ? nil : pattern.rows?.value
    if let declared, !found.isScan {
      let mean = found.entries.mean
      found.entries =
        !declared.saysHowItVaries && mean.high > 0
        ? found.entries.map { Interval($0 * declared.average / max(1e-9, mean.middle)) }
        : RowSpread(declared).searching(found.entries.meanSearches)
      found.kept = .one
    }
    if statement.kind != .insert {
      chain.explain("\(FigureFormatter.counted(found.entries.mean, "row")) \(found.means)")
    }
    let changed = declared.map { Interval($0.average) } ?? found.entries.mean * found.kept
    if statement.kind == .delete {
      for text in times.consequences(of: workload[statement.entity], changed) {
        chain.explain(text)
      }
    }
    // Rows that are counted before they are changed are found twice.
    let reads = trips.isChecked ? 2.0 : 1
    // Of a table that is read whole, what is changed is what the pattern says.
    if let declared, found.isScan {
      let all = found.entries.mean
      let search = Interval(
        times.read(found, entries: all.low, bytes: 0, isWrite: true).ms.low,
        times.read(found, entries: all.high, bytes: 0, isWrite: true).ms.high
      )
      return Work(amounts: RowSpread(declared)) { rows in
        search * reads + times.write(statement, rows: Interval(rows.count), pattern)
      }
    }
    return Work(amounts: found.entries) { met in
      let own = times.read(
        found,
        entries: met.count,
        searches: met.searches,
        bytes: 0,
        isWrite: true
      )
      let rows = isOne ? Interval(met.count) : own.rows
      return (statement.kind == .insert ? .zero : own.ms * reads)
        + times.write(statement, rows: rows, pattern)
    }
  }
}
