import DBModelDesign

/// Reads and writes of the same unit; the service counts and throttles them apart.
public struct UnitRates: Hashable, Sendable {
  public var reads: Double
  public var writes: Double

  public init(reads: Double, writes: Double) {
    self.reads = reads
    self.writes = writes
  }

  public static let zero = UnitRates(reads: 0, writes: 0)

  /// Units a second that one partition serves.
  public static let ofPartition = UnitRates(
    reads: DynamoDBLimits.partitionReadUnits.value,
    writes: DynamoDBLimits.partitionWriteUnits.value
  )

  /// Units a second that a new on-demand table or index serves at once.
  public static let ofNewTable = UnitRates(
    reads: DynamoDBLimits.newTableReadUnits.value,
    writes: DynamoDBLimits.newTableWriteUnits.value
  )

  /// Units a second of a table with its indexes that the service's quota allows.
  public static let quotaOfTable = UnitRates(
    reads: DynamoDBLimits.tableReadUnits.value,
    writes: DynamoDBLimits.tableWriteUnits.value
  )

  public subscript(isWrite: Bool) -> Double {
    get { isWrite ? writes : reads }
    set { if isWrite { writes = newValue } else { reads = newValue } }
  }

  static func + (a: UnitRates, b: UnitRates) -> UnitRates {
    UnitRates(reads: a.reads + b.reads, writes: a.writes + b.writes)
  }

  static func - (a: UnitRates, b: UnitRates) -> UnitRates {
    UnitRates(reads: a.reads - b.reads, writes: a.writes - b.writes)
  }

  static func * (a: UnitRates, factor: Double) -> UnitRates {
    UnitRates(reads: a.reads * factor, writes: a.writes * factor)
  }

  static func += (a: inout UnitRates, b: UnitRates) { a = a + b }

  /// As a part of what a partition serves: the fuller of both.
  var utilisation: Double {
    max(reads / Self.ofPartition.reads, writes / Self.ofPartition.writes)
  }

  /// Partitions that it takes at least: each serves 3,000 read and 1,000 write units a second.
  var partitions: Double { utilisation.rounded(.up) }
}
