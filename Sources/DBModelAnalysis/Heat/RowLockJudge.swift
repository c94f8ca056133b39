import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Rows of a relational store that are changed one after the other more often than their locks
/// allow, and stores whose one writer is busy all the time.
struct RowLockJudge {
  /// The part of the time from which on it is worth a word: who comes then waits for more than the
  /// time of a change, on average (a queue with one server, M/D/1: busy / 2 (1 − busy) of it).
  static let worthAWord = 0.7

  let workload: Workload
  let store: Store
  /// Those that run on the store.
  let patterns: [AccessPattern]

  /// - Parameter numbers: Takes the numbers that the findings are about.
  func findings(_ numbers: inout HotNumbers) -> [Diagnostic] {
    let estimator = RowHeatEstimator(workload: workload, store: store.id)
    let writer = estimator.writer(patterns)
    let isBusy = writer.reduce(0) { $0 + $1.busy.low } > Self.worthAWord
    // Rows wait for the writer before they wait for each other.
    if isBusy { return [singleWriter(writer)].compactMap { $0 } }
    return estimator.rows(patterns).compactMap { row in
      guard let finding = hotRow(row) else { return nil }
      numbers.add(
        finding,
        changedBy: row.locks.map(\.pattern),
        of: [row.entity],
        fewestParts: row.hottest.busy.high / Self.worthAWord
      )
      return finding
    }
  }

  // MARK: Rows

  private func hotRow(_ row: RowHeat) -> Diagnostic? {
    let hottest = row.hottest
    guard hottest.busy.low > Self.worthAWord else { return nil }
    let value = hottest.value
    let locks = row.locks.filter { $0.busy(onRow: value).high > 0 }
      .sorted { $0.busy(onRow: value).low > $1.busy(onRow: value).low }
    guard let first = locks.first else { return nil }
    let pattern = workload[first.pattern]
    let name = workload[row.entity].name
    let which = value.map { "row `\($0)`" } ?? "the most popular row"
    var labels = locks.compactMap { lock in lock.basisSpan.map { Label($0, lock.basis) } }
    labels = labels.enumerated().filter { place, label in
      !labels[..<place].contains { $0.span == label.span }
    }.map(\.element)
    return Diagnostic(
      WorkloadRules.hotRow,
      severity: hottest.busy.low > 1 ? .danger : .warning,
      hottest.busy.low > 1
        ? "\(which) of `\(name)` is changed more often than its lock is free"
        : "\(which) of `\(name)` is locked \(percent(hottest.busy)) of the time",
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "many calls change the same row"),
      secondary: labels,
      notes: locks.prefix(6).map { arithmetic($0, value) } + [queue(hottest.busy)],
      help: [
        locks.contains { $0.statementsBehind > 0 }
          ? "change it in the last statement of the transaction, or keep it as several rows that are"
            + " read together"
          : "keep it as several rows that are read together, or change it behind a queue, many calls"
            + " at once"
      ],
      path: "\(store.name)/\(name)"
    )
  }

  private func arithmetic(_ lock: RowLock, _ value: String?) -> String {
    let share = lock.share.share(of: value)
    let following = lock.following(share.low)
    let until =
      following > 0
      ? "\(FigureFormatter.counted(Interval(following), "statement")) and the commit follow"
      : "until the commit"
    let times =
      lock.timesPerCall > 1 ? " x \(FigureFormatter.number(lock.timesPerCall)) rows" : ""
    let once =
      lock.isTransaction && lock.timesPerCall * share.low > 1 ? ", once for each call" : ""
    return "`\(workload[lock.pattern].name)`: \(FigureFormatter.interval(lock.callsPerSecond))/s"
      + "\(times) x \(percent(share)) on it\(once), held for "
      + "\(FigureFormatter.interval(lock.heldSeconds(share) * 1_000, "ms")) (\(until)): "
      + "\(percent(lock.busy(onRow: value))) of the time"
  }

  private func queue(_ busy: Interval) -> String {
    guard busy.low < 1 else {
      return "together \(percent(busy)): those who wait become ever more, until they time out"
    }
    let wait = FigureFormatter.number(busy.low / (2 * (1 - busy.low)))
    return "together \(percent(busy)): who comes waits for \(wait) changes on average, at the least"
  }

  // MARK: Writer

  private func singleWriter(_ parts: [(pattern: PatternID, busy: Interval)]) -> Diagnostic? {
    let busy = parts.reduce(Interval.zero) { $0 + $1.busy }
    let sorted = parts.enumerated().sorted {
      ($1.element.busy.low, $0.offset) < ($0.element.busy.low, $1.offset)
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    let pattern = workload[first.pattern]
    return Diagnostic(
      WorkloadRules.singleWriter,
      severity: busy.low > 1 ? .danger : .warning,
      "the one writer of store `\(store.name)` is busy \(percent(busy)) of the time",
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "the largest part comes from here"),
      notes: sorted.prefix(6).map { part in
        "`\(workload[part.pattern].name)`: \(percent(part.busy))"
      } + ["SQLite lets one transaction write at a time, and each commit waits for the disk"],
      help: ["gather several calls into one transaction, or move what is written most elsewhere"],
      path: store.name
    )
  }

  private func percent(_ part: Interval) -> String {
    FigureFormatter.range(low: part.low * 100, high: part.high * 100, unit: "%")
  }
}
