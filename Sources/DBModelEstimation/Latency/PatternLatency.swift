import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// How long a call of a pattern takes, as far as it can be known before anything runs.
public struct PatternLatency: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  /// Where nothing is uncertain but one thing, and where each other one is besides.
  private let base: LatencyEnds
  private let others: [LatencyEnds]
  /// What it is made of, one line each, in the order it happens.
  public let steps: [String]
  /// Assumptions it rests on, for people.
  public let assumptions: [Provenance]

  /// - Parameter others: Chains of the same calls, of which each is uncertain in a thing more than
  ///   the first; see `ApartRanges`.
  init(
    pattern: PatternID,
    store: StoreID,
    _ chain: LatencyChain,
    others: [LatencyChain] = []
  ) {
    self.pattern = pattern
    self.store = store
    base = chain.ends
    self.others = others.map(\.ends)
    steps = chain.steps
    assumptions = chain.assumptions
  }

  /// What the server works for a call, on average, milliseconds: searches and rows, without round
  /// trips and commits. Zero for a store that sells units.
  public var workMs: Interval { combined(\.workMs) }

  /// The mean of a call, milliseconds.
  public var meanMs: Interval {
    let mean = combined(\.meanMs)
    return Interval(min(Self.longestMs, mean.low), min(Self.longestMs, mean.high))
  }

  private func combined(_ figure: (LatencyEnds) -> Interval) -> Interval {
    ApartRanges.combined(figure(base), others.map(figure))
  }

  private static let longestMs = 1e15

  /// The time that a part (0 < part < 1) of the calls stays below, milliseconds.
  public func milliseconds(at part: Double) -> Estimate {
    Estimate(
      interval(at: part),
      .milliseconds,
      inputs: assumptions,
      formula: steps.joined(separator: ", then ")
    )
  }
}

extension PatternLatency {
  /// The same figures without a word about them, milliseconds.
  public func interval(at part: Double) -> Interval {
    let found = combined { $0.quantiles(part) }
    // A loop over an empty list sends nothing at all.
    func shown(_ ms: Double) -> Double { ms < 1e-9 ? 0 : min(Self.longestMs, ms) }
    return Interval(shown(found.low), shown(found.high))
  }

  /// Where nine calls of ten lie, milliseconds: from what one of twenty stays below if all goes
  /// well to what one of twenty exceeds if all goes badly.
  public var usual: Interval { Interval(interval(at: 0.05).low, interval(at: 0.95).high) }

  /// Where the middle of the calls lies, milliseconds: what half of them stay below.
  public var middle: Interval { interval(at: 0.5) }
}
