/// Something that happened, and why.
public struct SimulationEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case split(PartitionSplit)
    case notSplit(RefusedSplit)
    /// The units a second that an on-demand table or index admits rose.
    case admissionRaised(isWrite: Bool, from: Double, to: Double)
    /// Auto scaling changed what is provisioned.
    case capacityScaled(isWrite: Bool, from: Double, to: Double)
    case throttling(ThrottlingEpisode)
  }

  /// From the start of the simulation.
  public let second: Int
  /// The table or the index.
  public let structure: String
  public var kind: Kind
}

/// A partition that was divided.
public struct PartitionSplit: Hashable, Sendable {
  public enum Cause: String, Hashable, Sendable {
    case heat, size, capacity
  }

  /// Where it passes.
  public enum Boundary: Hashable, Sendable {
    /// Between keys, with the part of all hashes before it, 0…1.
    case betweenKeys(Double)
    /// Just before or behind a key, or the one item or the end that is hot of it.
    case beside(key: String)
    /// Through the collection of a key, with the part of it before it, 0…1.
    case inside(key: String, Double)
  }

  public let cause: Cause
  public let partition: Int
  /// The new partition, which takes what lies behind the boundary.
  public let other: Int
  public let boundary: Boundary
  /// Seconds from the start when the service decided on it.
  public let decided: Int
  /// Units a second of the partition then, and of the two made of it.
  public let before: UnitRates
  public let left: UnitRates
  public let right: UnitRates
}

/// A partition that is hot, and why no split helps.
public struct RefusedSplit: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    case oneItem, movingEnd, localIndex
    /// No single key is to blame, and no boundary lowers the fuller half enough.
    case noGain
    /// The simulation follows no more partitions.
    case partitionLimit
  }

  public let partition: Int
  public let reason: Reason
  /// The key that is to blame.
  public let key: String?
  /// Units a second on the partition, and on what cannot be divided.
  public let load: UnitRates
  public let keyLoad: UnitRates
}

/// A stretch of time in which a partition, or a table or index as a whole, throttled.
public struct ThrottlingEpisode: Hashable, Sendable {
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// A partition served all it can.
    case partition
    /// Beyond what an on-demand table or index admits.
    case admission
    /// Beyond what is provisioned, with nothing left of the burst capacity.
    case provisioned
    /// Beyond the quota of the table with its indexes.
    case quota
  }

  public let cause: Cause
  public let isWrite: Bool
  /// `nil` for a table or index as a whole.
  public let partition: Int?
  /// The heaviest key of the partition where it has a tenth of its load or more.
  public let key: String?
  /// The flow that asked for most.
  public let flow: String?
  /// Whether writes of the table were throttled with it.
  public let pushesBack: Bool
  /// The second behind the last that throttled; `nil` where the simulation ended first.
  public var end: Int?
  /// Units throttled in it.
  public var units: Double
}
