import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// A size of a pool that no rule has anything against: neither calls that wait, nor the store's
/// connections, nor a goal of how busy pools are.
struct PoolProposal {
  /// The most that an instance is ever proposed to keep.
  private static let most = 1_000

  enum Answer: Equatable {
    /// What to write behind `pool`.
    case size(least: Int, most: Int)
    /// No size does, for what this sentence says.
    case none(because: String)
  }

  let judge: PoolJudge
  /// Of all services that state one.
  let pools: [StorePool]

  func answer(for pool: StorePool) -> Answer {
    let goal = judge.workload.goals?.pool
    let part = goal?.wait?.percentile ?? PoolJudge.judgedPart
    let load = pool.busy.high / Double(pool.instances.most)
    guard
      let size = ErlangQueue.servers(for: load, waiting: 1 - part, atMost: Self.most),
      size > pool.each.most
    else {
      return .none(because: "\(Self.most) connections of an instance would not be enough")
    }
    var least = pool.each.least == pool.each.most ? size : min(size, pool.each.least)
    // A pool that always kept so many would be idle: it may open them when they are wanted.
    if let wanted = goal?.utilisation, !isBusy(pool.with(least: least, most: size)) {
      let kept = pool.busy.high / wanted.value / Double(pool.instances.most)
      least = max(1, min(least, Int(max(1, min(kept, 1e6)))))
    }
    let proposed = pool.with(least: least, most: size)
    guard isBusy(proposed), judge.severity(proposed) == nil else {
      return .none(because: "\(size) connections of an instance would not be enough")
    }
    let others = pools.map { $0.service.id == pool.service.id ? proposed : $0 }
    guard judge.limits?.isBeyond(others) != true else {
      let sum = FigureFormatter.number(others.reduce(0) { $0 + $1.most })
      return .none(
        because: "\(size) for each of \(pool.instances.most) instances would be enough, and the "
          + "store does not take the \(sum) of all pools"
      )
    }
    return .size(least: least, most: size)
  }

  private func isBusy(_ pool: StorePool) -> Bool { !judge.isIdle(pool) }
}
