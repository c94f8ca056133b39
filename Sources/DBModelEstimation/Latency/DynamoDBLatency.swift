public import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// The time a pattern takes on DynamoDB: hops one after the other, requests of one hop in parallel.
public enum DynamoDBLatency {
  /// For a page of rows, the time of one page: a cursor is a call of its own.
  ///
  /// - Parameter isExplained: Whether the steps and the assumptions are told; a search only wants
  ///   the figures.
  public static func estimate(
    _ pattern: AccessPattern,
    path: DynamoDBPath,
    units: PatternUnits,
    isExplained: Bool = true
  ) -> PatternLatency {
    var chain = LatencyChain(isExplained: isExplained)
    if path.isTransactional {
      transaction(path, units, &chain)
    } else {
      for (index, request) in path.requests.enumerated()
      where units.requests.indices.contains(index) && !request.isCompanion {
        if path.isTransactional(at: index) {
          transaction(each: units.requests[index].repetitions, &chain)
        } else {
          hop(request, units.requests[index], depth: depth(pattern, path, index), &chain)
        }
      }
    }
    return PatternLatency(pattern: pattern.id, store: units.store, chain)
  }

  private static var assumption: Provenance {
    let prior = LatencyPriors.dynamoDBRequest
    return Provenance(
      "\(prior.name): p50 \(text(prior.medianMs)), p95 \(text(prior.p95Ms)) (\(prior.source))",
      .convention("latency of a request")
    )
  }

  private static func hop(
    _ request: DynamoDBRequest,
    _ cost: RequestUnits,
    depth: Double,
    _ chain: inout LatencyChain
  ) {
    let prior = LatencyPriors.dynamoDBRequest
    let repetitions = cost.repetitions
    let isBatch = request.kind == .batchGetItem
    let width = isBatch ? cost.requests : repetitions
    let width1 = Interval(max(1, width.low), max(1, width.high))
    // Pages of a Query beyond the caller's own come one after the other.
    let pages = Interval(
      max(1, cost.requests.low / max(1, repetitions.low) / depth),
      max(1, cost.requests.high / max(1, repetitions.high) / depth)
    )
    chain.add(
      median: prior.medianMs,
      p95: prior.p95Ms,
      width: width1,
      step: width1.high > 1.5
        ? "\(request.kind.rawValue) (the slowest of \(FigureFormatter.interval(width1)))"
        : request.kind.rawValue,
      assumption: assumption
    )
    if !isBatch, request.kind == .query || request.kind == .scan, pages.high > 1.5 {
      let further = Interval(pages.low.rounded(.up) - 1, pages.high.rounded(.up) - 1)
      chain.add(
        ms: Interval(further.low * prior.medianMs.low, further.high * prior.p95Ms.high),
        step: "\(FigureFormatter.interval(further)) further " + (further == .one ? "page" : "pages")
      )
    }
    let bytes = Interval(
      cost.bytes.low / max(1, repetitions.low) / depth,
      cost.bytes.high / max(1, repetitions.high) / depth
    )
    if bytes.high > 20_480 {
      chain.add(
        ms: bytes * (1 / 102_400) * LatencyPriors.msPer100KB,
        step: "\(FigureFormatter.interval(bytes, "B")) to carry"
      )
    }
  }

  private static func transaction(
    _ path: DynamoDBPath,
    _ units: PatternUnits,
    _ chain: inout LatencyChain
  ) {
    for (request, cost) in zip(path.requests, units.requests) where !request.kind.isWrite {
      hop(request, cost, depth: 1, &chain)
    }
    transaction(each: .one, &chain)
  }

  /// - Parameter each: How many transactions are sent at a time.
  private static func transaction(each repetitions: Interval, _ chain: inout LatencyChain) {
    let prior = LatencyPriors.dynamoDBRequest
    let width = Interval(max(1, repetitions.low), max(1, repetitions.high))
    chain.add(
      median: prior.medianMs * LatencyPriors.transactionFactor,
      p95: prior.p95Ms * LatencyPriors.transactionFactor,
      width: width,
      step: width.high > 1.5
        ? "TransactWriteItems (the slowest of \(FigureFormatter.interval(width)))"
        : "TransactWriteItems",
      assumption: assumption
    )
    chain.add(
      ms: .zero,
      step: "\(FigureFormatter.interval(LatencyPriors.transactionFactor)) times a single write"
    )
  }

  /// Pages that the caller asks for in separate calls.
  private static func depth(_ pattern: AccessPattern, _ path: DynamoDBPath, _ index: Int) -> Double
  {
    guard index == 0, path.isOrderedByKey, case .read(let read) = pattern.operation,
      let page = read.page
    else { return 1 }
    return max(1, page.depth.average)
  }

  private static func text(_ interval: Interval) -> String {
    FigureFormatter.interval(interval, "ms")
  }
}
