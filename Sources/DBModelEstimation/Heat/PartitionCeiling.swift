import DBModelDesign
import DBModelStatistics

/// What one partition serves of one partition key value, and what is planned with.
///
/// Requests arrive at random, and a second that happens to bring too many throttles some: the fewer
/// a second serves, the earlier. Planned is with the mean of which one request in a thousand comes
/// to a full second (Poisson arrivals of requests of the same size), but
///
/// - never with more than 70 % of the limit, which requests of a few units hardly ever overrun: the
///   rest is the padding of shards, which a hash never fills quite evenly. The Developer Guide pads
///   its own example by 15 % (13 shards become 15; Example of modeling relational data, checked
///   2026-11-28);
/// - never with less than a quarter: of requests so large that a second serves five or fewer, a
///   retry hides the few that meet.
public enum PartitionCeiling {
  /// The part of a limit that is planned with for requests of a few units.
  public static let mostPlannedShare = 0.7
  private static let leastPlannedShare = 0.25
  private static let throttledPart = 0.001

  /// Units a second that one partition serves.
  public static func limit(isWrite: Bool) -> Double {
    (isWrite ? DynamoDBLimits.partitionWriteUnits : DynamoDBLimits.partitionReadUnits).value
  }

  /// Units a second that are planned with.
  ///
  /// - Parameter requestUnits: What one request takes at once, or several that come together.
  public static func planned(isWrite: Bool, requestUnits: Double = 1) -> Double {
    let limit = limit(isWrite: isWrite)
    let count = limit / max(requestUnits, 0.5)
    let share =
      count < Double(plannedShares.count) ? plannedShares[Int(max(1, count))] : mostPlannedShare
    return limit * share
  }

  /// By how many requests a second serves, up to where the most is planned with.
  private static let plannedShares: [Double] = {
    var shares = [leastPlannedShare]
    while shares[shares.count - 1] < mostPlannedShare {
      let count = Double(shares.count)
      let mean = RandomArrivals.mean(overflowing: throttledPart, capacity: count)
      shares.append(min(max(mean / count, leastPlannedShare), mostPlannedShare))
    }
    return shares
  }()

  /// Over how many keys a load has to be spread, whole ones.
  ///
  /// - Parameter use: What it takes of one partition, as a part of what is planned with.
  public static func shards(of use: Double) -> Double { max(1, use.rounded(.up)) }
}
