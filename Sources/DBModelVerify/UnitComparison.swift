import DBModelQuery
public import DBModelWorkload

/// Units that calls of a pattern took, beside what they were estimated to take: reads and writes
/// together, a call.
public struct UnitComparison: Sendable {
  public let measured: Double
  /// Of what was measured: how far chance among the calls moves it. What all of them share, such as
  /// which row has most children, moves it more; other seeds show that.
  public let standardError: Double?
  public let low: Double
  public let high: Double

  /// `nil` where nothing was counted or nothing is estimated.
  public init?(_ pattern: PatternVerification) {
    guard pattern.units.calls > 0, let read = pattern.estimatedRead,
      let write = pattern.estimatedWrite
    else { return nil }
    measured = pattern.units.mean
    standardError = pattern.units.standardError
    low = read.low + write.low
    high = read.high + write.high
  }

  /// Measured over the nearer end of the estimate; `nil` between its ends, where they differ.
  public var ratio: Double? {
    if high - low <= 1e-9 * max(1, high) { return high > 0 ? measured / high : nil }
    if measured < low { return measured / low }
    if measured > high { return high > 0 ? measured / high : nil }
    return nil
  }

  /// The same error of the ratio; `nil` where there is none.
  public var ratioError: Double? {
    guard let ratio, let standardError, measured > 0 else { return nil }
    return ratio * standardError / measured
  }

  /// Whether it is off by more than a hundredth, and by more than chance among the calls explains
  /// in nineteen of twenty cases.
  public var isOff: Bool {
    guard let ratio else { return false }
    return abs(ratio - 1) > max(0.01, 2 * (ratioError ?? .infinity))
  }
}

extension UnitComparison {
  /// Why the units of a pattern are not held against what calls took; `nil` where they are.
  public static func reasonAgainst(_ pattern: AccessPattern, _ workload: Workload) -> String? {
    if pattern.rows != nil {
      let verb = if case .read = pattern.operation { "finds" } else { "changes" }
      return "how many rows it \(verb) is declared (`rows`), and generated rows know nothing of it"
    }
    guard case .write(let shapes, _) = PatternShape(pattern, workload: workload),
      shapes.contains(where: { $0.kind == .delete && workload.restrictsDelete(of: $0.entity) })
    else { return nil }
    return "a row that others refer to is not deleted, so that only rows with few are, and what was"
      + " counted is of those"
  }
}

extension Workload {
  /// Whether a row, or one that goes with it, stays because of a reference that restricts.
  fileprivate func restrictsDelete(of entity: EntityID) -> Bool {
    var (open, seen) = ([entity], Set([entity]))
    while let target = open.popLast() {
      for other in entities {
        for case .reference(let reference) in other.attributes.map(\.kind)
        where reference.target == target {
          switch reference.deleteAction {
          case .restrict, nil: return true
          case .setNull: continue
          case .cascade:
            if seen.insert(other.id).inserted { open.append(other.id) }
          }
        }
      }
    }
    return false
  }
}
