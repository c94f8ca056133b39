import DBModelDesign
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// Items that the Query of one shard reads, over all pages of a call.
  ///
  /// A page asks each shard for as many rows as it wants in all. Of what the shards return it takes
  /// the first, so that on the next page each has its part of what the last one took behind it.
  ///
  /// - Parameter matching: Items under the key, over all shards.
  func ofShard(
    _ matching: Interval,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    isPaged: Bool
  ) -> Interval {
    let count = Double(request.shardCount)
    let even = matching * (1 / count)
    guard isPaged || request.limit != nil, let page = page(pattern) else { return even }
    func read(_ matching: Double, _ share: Double) -> Double {
      // A filter behind the key reads more for each row it keeps.
      let wanted = page.rows / max(share, 1e-9)
      let depth = isPaged ? page.depth : 1
      return (0..<Int(depth.rounded(.up))).reduce(0) { sum, number in
        let begun = Double(number)
        let left = max(0, matching - begun * wanted) / count
        return sum + min(1, depth - begun) * min(left, wanted)
      }
    }
    return keptShares(request, pattern).reduce(.zero) { sum, outcome in
      let low = read(matching.low, outcome.share.high)
      let high = read(matching.high, outcome.share.low)
      return sum + Interval(low, max(low, high)) * outcome.probability
    }
  }

  /// Of the rows that all shards return, those that the caller keeps.
  func rowsOfShards(
    _ rows: Interval,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> Interval {
    guard request.shardCount > 1, request.limit != nil, let page = page(pattern) else {
      return rows
    }
    let most = page.rows * page.depth
    return Interval(min(rows.low, most), min(rows.high, most))
  }

  /// The rows that are asked for at once, and how often in one call.
  private func page(_ pattern: AccessPattern) -> (rows: Double, depth: Double)? {
    guard case .read(let read) = pattern.operation else { return nil }
    if let page = read.page { return (Double(page.rows), min(1e6, page.depth.average)) }
    return read.limit.map { (Double($0.value), 1) }
  }
}
