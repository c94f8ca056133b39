import DBModelDesign

/// What one partition serves of one partition key value, and what is planned with.
///
/// Planned is with 70 % of the limit: requests of one unit that arrive at random overrun a mean of
/// 70 to 80 % of it hardly ever, one of 98 % now and then (Poisson arrivals within a second). The
/// rest is also the padding of shards, which a hash never fills quite evenly; the Developer Guide
/// pads its own example by 15 % (13 shards become 15; Example of modeling relational data,
/// checked 2026-11-28).
public enum PartitionCeiling {
  /// The part of a limit that is planned with.
  public static let plannedShare = 0.7

  /// Units a second that one partition serves.
  public static func limit(isWrite: Bool) -> Double {
    (isWrite ? DynamoDBLimits.partitionWriteUnits : DynamoDBLimits.partitionReadUnits).value
  }

  /// Units a second that are planned with.
  public static func planned(isWrite: Bool) -> Double { limit(isWrite: isWrite) * plannedShare }

  /// Over how many keys a load has to be spread, whole ones.
  ///
  /// - Parameter load: Units a second.
  public static func shards(of load: Double, isWrite: Bool) -> Double {
    max(1, (load / planned(isWrite: isWrite)).rounded(.up))
  }
}
