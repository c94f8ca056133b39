import DBModelDesign
public import DBModelWorkload

/// Partitions that a table or an index has before its load makes it split further.
public enum PartitionCount {
  /// As many as what it is to serve at once and its bytes ask for: `max(⌈reads / 3,000⌉,
  /// ⌈writes / 1,000⌉, ⌈bytes / 10 GB⌉)`, each alone, since reads and writes are served
  /// independently (Developer Guide, Partitions and data distribution, and Burst and adaptive
  /// capacity; checked 2026-11-29).
  ///
  /// An on-demand table begins with what 4,000 write units and 12,000 read units a second need, or
  /// with what it is warmed to; a provisioned one with the most that is provisioned.
  ///
  /// - Parameter storedBytes: Of the table or the index; 0 or more.
  /// - Returns: 1 to `PartitionLoad.mostPartitions`, and beyond.
  public static func atStart(_ settings: DynamoDBSettings, storedBytes: Double) -> Int {
    let ready = readyAtStart(settings)
    return count(reads: ready.reads, writes: ready.writes, storedBytes: storedBytes)
  }

  /// Units a second that a table or an index serves before its traffic has grown.
  public static func readyAtStart(_ settings: DynamoDBSettings) -> (reads: Double, writes: Double) {
    if case .provisioned(let throughput)? = settings.capacity?.value {
      let most = settings.scaling?.value.most ?? throughput
      return (most.readUnitsPerSecond ?? 0, most.writeUnitsPerSecond ?? 0)
    }
    let warm = settings.warm?.value
    return (
      max(DynamoDBLimits.newTableReadUnits.value, warm?.readUnitsPerSecond ?? 0),
      max(DynamoDBLimits.newTableWriteUnits.value, warm?.writeUnitsPerSecond ?? 0)
    )
  }

  /// As `atStart`, of what is to be served.
  public static func count(reads: Double, writes: Double, storedBytes: Double = 0) -> Int {
    let needed = max(
      reads / DynamoDBLimits.partitionReadUnits.value,
      writes / DynamoDBLimits.partitionWriteUnits.value,
      storedBytes / DynamoDBLimits.partitionBytes.value
    )
    return Int(min(max(1, needed.rounded(.up)), 1e9))
  }
}
