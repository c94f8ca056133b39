/// A table or one of its global indexes: partitions and ceilings of its own.
public struct SimulatedStructure: Hashable, Sendable {
  public let name: String
  public let isIndex: Bool
  /// A table with a local index keeps each of its collections on one partition.
  public let hasLocalIndex: Bool
  /// Bytes at the start.
  public let storedBytes: Double
  public let growthBytesPerSecond: Double
  /// Partitions at the start, where that is known; else they follow from capacity and size.
  public let initialPartitions: Int?
  public let flows: [SimulatedFlow]

  public init(
    name: String,
    isIndex: Bool = false,
    hasLocalIndex: Bool = false,
    storedBytes: Double = 0,
    growthBytesPerSecond: Double = 0,
    initialPartitions: Int? = nil,
    flows: [SimulatedFlow]
  ) {
    self.name = name
    self.isIndex = isIndex
    self.hasLocalIndex = hasLocalIndex
    self.storedBytes = storedBytes
    self.growthBytesPerSecond = growthBytesPerSecond
    self.initialPartitions = initialPartitions
    self.flows = flows
  }
}
