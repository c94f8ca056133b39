/// A table with its global indexes and what is asked of them.
public struct SimulatedTable: Hashable, Sendable {
  public enum Capacity: Hashable, Sendable {
    /// Admission follows the traffic.
    ///
    /// - Parameters:
    ///   - warm: Units a second that are served from the start, where that is more than a new table
    ///     serves.
    ///   - maximum: The most that is admitted; `nil` leaves it to the quota.
    case onDemand(warm: UnitRates?, maximum: UnitRates?)
    /// Units a second of the table and of each index, and how they follow the load.
    case provisioned(UnitRates, scaling: CapacityFollowing?)
  }

  /// Auto scaling: capacity between two bounds that keeps a utilisation.
  public struct CapacityFollowing: Hashable, Sendable {
    public let least: UnitRates
    public let most: UnitRates
    /// 0.2…0.9.
    public let target: Double

    public init(least: UnitRates, most: UnitRates, target: Double) {
      self.least = least
      self.most = most
      self.target = target
    }
  }

  public let capacity: Capacity
  /// Units a second of the table and all its indexes together.
  public let quota: UnitRates
  /// The table, then its indexes.
  public let structures: [SimulatedStructure]

  public init(
    capacity: Capacity,
    quota: UnitRates = .quotaOfTable,
    structures: [SimulatedStructure]
  ) {
    self.capacity = capacity
    self.quota = quota
    self.structures = structures
  }

  public var name: String { structures.first?.name ?? "" }
}
