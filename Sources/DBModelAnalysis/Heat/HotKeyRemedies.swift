import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What helps a key that takes too much, each with what it does to heat, cost and latency: the
/// cheapest first, three at the most. Prices are those of the public book.
struct HotKeyRemedies {
  static let most = 3

  let workload: Workload
  let structure: StructureHeat
  let isWrite: Bool
  let hottest: HottestKey
  /// How many times today's peak is to be served.
  let factor: Double
  /// Whether the load falls on one item, which nothing spreads but several items in its place.
  let isOneItem: Bool

  /// A way, and what it adds to the bill, USD a month.
  private struct Way {
    let text: String
    let cost: Double
  }

  /// One line each, for people.
  var lines: [String] {
    let ways = isWrite ? writes : reads
    return ways.enumerated()
      .sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .prefix(Self.most).map(\.element.text)
  }

  private var book: PriceBook { .publicUSEast1 }
  private var rates: DynamoDBRates { DynamoDBRates(store: workload[structure.store], book: book) }
  private var own: [HeatContribution] {
    structure.contributions(isWrite: isWrite, onKey: hottest.value)
  }
  private var readers: [HeatContribution] { structure.contributions.filter { !$0.isWrite } }
  private var load: Interval { hottest.unitsPerSecond * factor }

  // MARK: Writes

  private var writes: [Way] {
    if structure.isIndex, readers.isEmpty {
      let saved = monthly(structure.contributions.filter(\.isWrite), rates.perWriteUnit)
      return [
        Way(
          text: "drop the index: no pattern under a rate reads it; \(money(-saved))",
          cost: -saved
        )
      ]
    }
    return [spread, gathered].compactMap { $0 }
  }

  /// One query for each shard, of half a unit at the least, all sent at once.
  private var spread: Way {
    let count = PartitionCeiling.shards(of: hottest.ofCeiling.high * factor)
    let number = FigureFormatter.number(count)
    let each = "\(figure(load * (1 / count))) write units/s on each"
    let cost = fanOut(count)
    let what =
      isOneItem
      ? "keep it as \(number) items that are read together"
      : "spread the key over \(number) shards"
    let reads =
      readers.isEmpty
      ? "" : "; each of its reads becomes \(number) requests at once\(slower(count)), up to"
    return Way(
      text: readers.isEmpty
        ? "\(what): \(each)" : "\(what): \(each)\(reads) \(money(cost))",
      cost: cost
    )
  }

  private func fanOut(_ count: Double) -> Double {
    readers.reduce(0) { sum, reader in
      guard let calls = calls(reader) else { return sum }
      let least = workload[reader.pattern].isStrong ? 1 : 0.5
      return sum + calls * (count - 1) * least * rates.perReadUnit
    }
  }

  /// The slowest of several requests decides.
  private func slower(_ count: Double) -> String {
    let prior = LatencyPriors.dynamoDBRequest
    let slowest = Interval(
      LogNormal(median: prior.medianMs.low, p95: prior.p95Ms.low).slowest(of: count, at: 0.95),
      LogNormal(median: prior.medianMs.high, p95: prior.p95Ms.high).slowest(of: count, at: 0.95)
    )
    return " (p95 \(FigureFormatter.interval(prior.p95Ms, "ms")) becomes "
      + "\(FigureFormatter.interval(slowest, "ms")))"
  }

  /// Sums that are written together once a second.
  private var gathered: Way? {
    guard isOneItem, !own.isEmpty, own.allSatisfy({ onlyAdds(workload[$0.pattern]) }) else {
      return nil
    }
    // What a call does to the hottest key is no longer a write of its own.
    let saved = own.reduce(0) { sum, part in
      sum + (calls(part) ?? 0) * part.unitsPerCall.low * part.share(onKey: hottest.value).low
        * rates.perWriteUnit
    }
    return Way(
      text: "gather the changes of a second in each process, and write their sum: as many writes a"
        + " second as there are processes; what is read may be a second old; \(money(-saved))",
      cost: -saved
    )
  }

  /// Whether its calls may be added up: nothing but sums, whatever the row holds, and each by
  /// itself.
  private func onlyAdds(_ pattern: AccessPattern) -> Bool {
    guard case .write(let statements, isTransaction: false) = pattern.operation else {
      return false
    }
    return statements.allSatisfy { statement in
      switch statement {
      case .update(_, _, let assignments, nil, _), .upsert(_, _, let assignments, nil, _):
        assignments.allSatisfy { $0.assignmentOperator != .set }
      default: false
      }
    }
  }

  // MARK: Reads

  private var reads: [Way] {
    [cached, copied].compactMap { $0 }
  }

  /// The popular keys, as many as are asked for too often; what must be strongly consistent is
  /// never cached.
  private var cached: Way? {
    let parts = own.filter { !workload[$0.pattern].isStrong }
    guard !parts.isEmpty, parts.count == own.count else { return nil }
    if let value = hottest.value {
      let saved = saved(parts) { $0.share(onKey: value).low }
      return Way(
        text: "keep key `\(value)` in a cache: \(hits(parts) { $0.share(onKey: value).low });"
          + " \(money(-saved))",
        cost: -saved
      )
    }
    for count in [1.0, 10, 100, 1_000, 10_000] {
      let left = parts.reduce(0) { sum, part in
        sum + part.use(beyondTop: count).ofCeiling.low * factor
      }
      guard left <= 1 || count == 10_000 else { continue }
      let share = { (part: HeatContribution) in part.leastUneven.share(ofTop: count) }
      let saved = saved(parts, share)
      let number = FigureFormatter.number(count)
      return Way(
        text: "keep the \(count == 1 ? "most popular key" : "\(number) most popular keys") in a"
          + " cache: \(hits(parts, share)); \(money(-saved))",
        cost: -saved
      )
    }
    return nil
  }

  private func saved(
    _ parts: [HeatContribution],
    _ share: (HeatContribution) -> Double
  ) -> Double {
    parts.reduce(0) { sum, part in
      sum + (calls(part) ?? 0) * part.unitsPerCall.low * share(part) * rates.perReadUnit
    }
  }

  private func hits(
    _ parts: [HeatContribution],
    _ share: (HeatContribution) -> Double
  ) -> String {
    let shown = parts.prefix(3).map {
      "\(FigureFormatter.percent(share($0))) of `\(workload[$0.pattern].name)`"
    }
    return "it answers \(shown.joined(separator: ", ")), in a millisecond instead of "
      + FigureFormatter.interval(LatencyPriors.dynamoDBRequest.medianMs, "ms")
      + ", as old as it keeps them"
  }

  /// Several structures of the same key, of which each call reads one.
  private var copied: Way {
    let count = PartitionCeiling.shards(of: hottest.ofCeiling.high * factor)
    let number = FigureFormatter.number(count)
    let kept = monthly(structure.contributions.filter(\.isWrite), rates.perWriteUnit)
    let cost = kept * (count - 1)
    let what = structure.isIndex ? "\(number) indexes of this key" : "\(number) copies of it"
    return Way(
      text: "keep \(what) that are read in turn: \(figure(load * (1 / count))) read units/s on"
        + " each; every write of it is made \(number) times, \(money(cost)) and storage",
      cost: cost
    )
  }

  // MARK: Figures

  private func calls(_ part: HeatContribution) -> Double? {
    UsageEstimator.callsPerMonth(of: workload[part.pattern], book: book)
  }

  private func monthly(_ parts: [HeatContribution], _ price: Double) -> Double {
    parts.reduce(0) { $0 + (calls($1) ?? 0) * $1.unitsPerCall.middle * price }
  }

  private func money(_ cost: Double) -> String {
    if abs(cost) < 0.005 { return "less than 0.01 USD/month" }
    return (cost < 0 ? "-" : "+")
      + FigureFormatter.range(low: abs(cost), high: abs(cost), unit: "USD/month")
  }

  private func figure(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "")
  }
}
