import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Transactions that meet on one item: the service rejects them. It rejects plain writes of the
/// item too while one is under way; these take no time in which they would reject others.
struct ConflictJudge {
  /// The part of the calls from which on it is worth a word: below it three attempts let all but
  /// 3 in a hundred through.
  static let worthAWord = 0.3
  /// The part from which on retries only make more of it.
  static let grave = 0.5

  let workload: Workload
  let heat: [StructureHeat]
  let paths: [(pattern: PatternID, path: DynamoDBPath)]

  /// - Parameter numbers: Takes the numbers that the findings are about.
  func findings(_ design: DynamoDBDesign, _ numbers: inout HotNumbers) -> [Diagnostic] {
    let transactional = paths.enumerated().filter(\.element.path.hasTransactions)
    let places = Dictionary(
      transactional.map { ($0.element.pattern, $0.offset) },
      uniquingKeysWith: { a, _ in a }
    )
    var found: [Diagnostic] = []
    for structure in heat where !structure.isIndex {
      for place in Set(structure.contributions.compactMap({ places[$0.pattern] })).sorted() {
        let (pattern, path) = paths[place]
        guard let (finding, met) = finding(pattern, path, structure) else { continue }
        found.append(finding)
        numbers.add(
          finding,
          changedBy: [pattern],
          of: design.table(named: structure.structure)?.entities ?? [],
          fewestParts: ConflictShare.parts(met.high, atMost: Self.worthAWord)
        )
      }
    }
    return found
  }

  private func finding(
    _ id: PatternID,
    _ path: DynamoDBPath,
    _ structure: StructureHeat
  ) -> (finding: Diagnostic, met: Interval)? {
    let own = structure.contributions.filter {
      $0.pattern == id && $0.isWrite && $0.isOneItem && $0.localIndex == nil
        && path.isTransactional(at: $0.request)
    }
    let hottest = own.max {
      callsPerSecond($0, onKey: nil).low < callsPerSecond($1, onKey: nil).low
    }
    guard let hottest else { return nil }
    let value = namedValue(hottest.share)
    // A plain write that meets a transaction is rejected itself, and the transaction goes on.
    let others = structure.contributions.filter {
      $0.pattern != id && $0.isWrite && $0.isOneItem && $0.localIndex == nil && value != nil
        && isTransactional($0)
    }
    let rate = others.reduce(callsPerSecond(hottest, onKey: value)) {
      $0 + callsPerSecond($1, onKey: value)
    }
    let met = ConflictShare.part(rate)
    guard met.low > Self.worthAWord else { return nil }
    let pattern = workload[id]
    return (diagnostic(pattern, path, structure, rate, met, hottest), met)
  }

  private func isTransactional(_ part: HeatContribution) -> Bool {
    paths.first { $0.pattern == part.pattern }?.path.isTransactional(at: part.request) ?? false
  }

  private func diagnostic(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ structure: StructureHeat,
    _ rate: Interval,
    _ met: Interval,
    _ hottest: HeatContribution
  ) -> Diagnostic {
    let place = place(of: hottest, path, pattern)
    let share = FigureFormatter.range(low: met.low * 100, high: met.high * 100, unit: "%")
    var labels =
      pattern.rate.map {
        [Label($0.highestSpan, $0.burst == nil ? "peak stated here" : "burst stated here")]
      } ?? []
    if let span = hottest.basisSpan { labels.append(Label(span, hottest.basis)) }
    let milliseconds = FigureFormatter.interval(ConflictShare.seconds * 1_000, "ms")
    return Diagnostic(
      WorkloadRules.transactionConflicts,
      severity: met.low > Self.grave ? .danger : .warning,
      "\(share) of the transactions of `\(pattern.name)` on the most popular item of table"
        + " `\(structure.structure)` meet another one, and are rejected",
      at: Label(place?.span ?? pattern.nameSpan, "many calls change the same item"),
      secondary: labels,
      notes: [
        "`\(pattern.name)`: \(FigureFormatter.interval(hottest.callsPerSecond)) calls/s x "
          + FigureFormatter.range(
            low: hottest.share.hottest.low * 100,
            high: hottest.share.hottest.high * 100,
            unit: "%"
          ) + " on one item; all transactions on it: \(FigureFormatter.interval(rate))/s",
        "a transaction takes \(milliseconds) (assumed): 1 - e^(-\(FigureFormatter.interval(rate))/s x"
          + " \(milliseconds)) = \(share) find the item in another one",
      ],
      help: [
        isKept(hottest, path)
          ? "declare how old the value may be, such as `fresh 5 min`: a stream then keeps it after the"
            + " call, and nobody is rejected"
          : "change the item by an update of its own outside of the transaction, or keep it as several"
            + " items that are read together"
      ],
      path: "\(workload[structure.store].name)/\(structure.structure)/access \(pattern.name)"
    )
  }

  /// Whether the item is changed because of what it keeps of other rows.
  private func isKept(_ part: HeatContribution, _ path: DynamoDBPath) -> Bool {
    path.requests.indices.contains(part.request) && path.requests[part.request].keeping != nil
  }

  /// Calls a second that write one key.
  private func callsPerSecond(_ part: HeatContribution, onKey value: String?) -> Interval {
    // Of several requests of a call, one at the most meets the item.
    let share = part.share(onKey: value)
    return Interval(
      part.callsPerSecond.low * min(1, part.requestsPerCall.low * share.low),
      part.callsPerSecond.high * min(1, part.requestsPerCall.high * share.high)
    )
  }

  /// The most popular of named values; `nil` where keys have no names.
  private func namedValue(_ share: KeyShare) -> String? {
    guard case .named(let values, let rest) = share else { return nil }
    let top = values.max { $0.share.low < $1.share.low }
    return top.flatMap { $0.share.low >= rest.low ? $0.value : nil }
  }

  /// The statement that changes the item.
  private func place(
    of part: HeatContribution,
    _ path: DynamoDBPath,
    _ pattern: AccessPattern
  ) -> WriteStatement? {
    guard path.requests.indices.contains(part.request) else { return nil }
    // What is kept is changed by the statement that changes the row it is kept from.
    let entities = (path.owner(of: part.request) ?? path.requests[part.request]).entities
    return pattern.statements.first { statement in
      statement.entity.map(entities.contains) ?? false
    }
  }
}
