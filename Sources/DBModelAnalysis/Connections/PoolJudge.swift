import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Pools of connections against what is asked of them at the peak: by Little's law as many are busy
/// as calls come in the time that one of them holds a connection.
struct PoolJudge {
  /// The part of the calls of which the wait is held against a bound, where a goal names no other.
  static let judgedPart = 0.95
  /// How busy a pool is at the least where waiting is worth a word without a goal.
  static let worthAWord = 0.7

  let workload: Workload
  let store: Store
  /// What the store takes; `nil` where that is not known.
  let limits: ConnectionLimitJudge?

  func findings(_ pools: [StorePool]) -> [Diagnostic] {
    let alone = pools.map { tooSmall($0, PoolProposal(judge: self, pools: pools).answer(for: $0)) }
    let full = Set(zip(pools, alone).compactMap { $1?.severity == .danger ? $0.service.id : nil })
    let together = SharedPools.all(of: pools, in: workload).filter {
      $0.isTooSmall && full.isDisjoint(with: $0.pools.map(\.service.id))
    }
    var said: Set<ServiceID> = []
    let shared = together.compactMap { shared -> Diagnostic? in
      // The fewest that are too few together say it.
      guard said.isDisjoint(with: shared.pools.map(\.service.id)) else { return nil }
      said.formUnion(shared.pools.map(\.service.id))
      return tooSmall(shared)
    }
    return zip(pools, alone).compactMap { $1 ?? idle($0) } + shared
  }

  // MARK: Too small together

  /// Nobody knows which of them is asked, and it is too much for all of them.
  private func tooSmall(_ shared: SharedPools) -> Diagnostic? {
    guard let first = shared.pools.first, let clause = first.service.pool,
      let largest = shared.uses.max(by: { $0.busy.low < $1.busy.low })
    else { return nil }
    let pattern = workload[largest.pattern]
    let names = shared.pools.prefix(6).map { "`\($0.service.name)`" }
    let all = FigureFormatter.number(shared.most)
    let busy = FigureFormatter.interval(shared.busy)
    func size(_ pool: StorePool) -> String {
      "\(pool.each.most) for each of \(pool.instances.most) instances"
    }
    return Diagnostic(
      WorkloadRules.poolTooSmall,
      "\(names.joined(separator: ", ")) together keep \(busy) connections busy at the peak, and "
        + "their pools hold \(all)",
      at: Label(clause.span, size(first)),
      secondary: shared.pools.dropFirst().prefix(4).compactMap { pool in
        pool.service.pool.map { Label($0.span, size(pool)) }
      } + [
        Label(pattern.rate?.peak.span ?? pattern.nameSpan, "the largest part comes from here")
      ],
      notes: arithmetic(shared.uses) + [
        "whichever of them is asked: \(busy) of \(all) connections are busy on average "
          + "(Little's law)",
        "those who wait become ever more for as long as the peak lasts",
      ],
      help: ["keep larger pools, or shorten what holds a connection"],
      path: "\(store.name)/\(first.service.name)"
    )
  }

  // MARK: Too small

  private func tooSmall(_ pool: StorePool, _ answer: PoolProposal.Answer) -> Diagnostic? {
    guard let clause = pool.service.pool, let severity = severity(pool) else { return nil }
    let queue = pool.queue(pool.busy.low)
    let isOver = queue.utilisation >= 1
    let busy = FigureFormatter.interval(pool.busy)
    let all = FigureFormatter.number(pool.most)
    let part = workload.goals?.pool?.wait?.percentile ?? Self.judgedPart
    let title =
      isOver
      ? "`\(pool.service.name)` keeps \(busy) connections busy at its peak, and its pools hold "
        + all
      : "calls of `\(pool.service.name)` wait for a connection at the peak"
    return Diagnostic(
      WorkloadRules.poolTooSmall,
      severity: severity,
      title,
      at: Label(clause.span, "\(pool.each.most) for each of \(pool.instances.most) instances"),
      secondary: labels(pool),
      notes: arithmetic(pool.uses) + [
        "together \(busy) of \(all) connections are busy on average (Little's law)",
        isOver
          ? "those who wait become ever more for as long as the peak lasts"
          : wait(pool, part: part),
      ],
      help: [help(pool, answer)],
      fixes: fixes(pool, answer, clause),
      path: "\(store.name)/\(pool.service.name)"
    )
  }

  /// What is sure is a danger; that calls wait longer than their connection is held is worth a
  /// word where no goal says what they may wait.
  func severity(_ pool: StorePool) -> Severity? {
    let queue = pool.queue(pool.busy.low)
    if queue.utilisation >= 1 { return .danger }
    guard let goal = workload.goals?.pool?.wait else {
      let isLong = (queue.wait(at: Self.judgedPart) ?? 0) > 1
      return isLong && queue.utilisation > Self.worthAWord ? .warning : nil
    }
    let held = pool.heldSeconds
    let least = (queue.wait(at: goal.percentile) ?? 0) * held.low * 1e3
    return least > goal.milliseconds ? .danger : nil
  }

  private func wait(_ pool: StorePool, part: Double) -> String {
    let held = pool.heldSeconds
    let low = (pool.queue(pool.busy.low).wait(at: part) ?? 0) * held.low * 1e3
    let high = pool.queue(pool.busy.high).wait(at: part).map { $0 * held.high * 1e3 } ?? .infinity
    let name = "p\(FigureFormatter.number(part * 100))"
    return
      "a call waits \(FigureFormatter.range(low: low, high: high, unit: "ms")) \(name) for one "
      + "(Erlang's second formula), and holds it for \(FigureFormatter.interval(held * 1e3, "ms"))"
  }

  private func labels(_ pool: StorePool) -> [Label] {
    var labels: [Label] = []
    if let wait = workload.goals?.pool?.wait { labels.append(Label(wait.span, "the goal")) }
    if let largest = pool.uses.max(by: { $0.busy.low < $1.busy.low }) {
      let pattern = workload[largest.pattern]
      labels.append(
        Label(pattern.rate?.peak.span ?? pattern.nameSpan, "the largest part comes from here")
      )
    }
    return labels
  }

  private func help(_ pool: StorePool, _ answer: PoolProposal.Answer) -> String {
    switch answer {
    case .none(let reason):
      return "shorten what holds a connection, or declare `proxy` before the store and more "
        + "instances: \(reason)"
    case .size(let least, let most):
      let part = 1 - (workload.goals?.pool?.wait?.percentile ?? Self.judgedPart)
      return "write `pool \(Self.text(least, most))`: fewer than "
        + "\(FigureFormatter.percent(part)) of the calls then wait, even at the high end"
    }
  }

  private func fixes(
    _ pool: StorePool,
    _ answer: PoolProposal.Answer,
    _ clause: Located<InstanceRange>
  ) -> [Fix] {
    guard case .size(let least, let most) = answer else { return [] }
    return [
      Fix(
        help(pool, answer),
        edits: [TextEdit(clause.span, Self.text(least, most))],
        applicability: .suggest
      )
    ]
  }

  private static func text(_ least: Int, _ most: Int) -> String {
    least == most ? "\(most)" : "\(least)..\(most)"
  }

  // MARK: Idle

  /// A pool that is less busy at its peak than the goal, whatever is not known of it.
  private func idle(_ pool: StorePool) -> Diagnostic? {
    guard let goal = workload.goals?.pool?.utilisation, let clause = pool.service.pool,
      isIdle(pool)
    else { return nil }
    let used = FigureFormatter.range(
      low: 100 * pool.busy.low / pool.certain,
      high: 100 * pool.busy.high / pool.certain,
      unit: "%"
    )
    return Diagnostic(
      WorkloadRules.poolIdle,
      "pools of `\(pool.service.name)` are \(used) busy at the peak, and the goal is "
        + FigureFormatter.percent(goal.value),
      at: Label(clause.span, "\(FigureFormatter.number(pool.certain)) connections in all"),
      secondary: [Label(goal.span, "the goal")],
      notes: arithmetic(pool.uses),
      help: ["keep fewer connections, or state the goal that is meant"],
      path: "\(store.name)/\(pool.service.name)"
    )
  }

  func isIdle(_ pool: StorePool) -> Bool {
    guard let goal = workload.goals?.pool?.utilisation else { return false }
    return pool.isLoadKnown && pool.uses.allSatisfy(\.isTimeKnown) && pool.each.least > 1
      && pool.busy.high < goal.value * pool.certain
  }

  private func arithmetic(_ uses: [ConnectionUse]) -> [String] {
    ConnectionWords.arithmetic(uses, in: workload)
  }
}
