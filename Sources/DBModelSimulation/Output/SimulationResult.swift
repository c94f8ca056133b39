/// What a simulation of one table showed.
public struct SimulationResult: Sendable {
  /// How many events of each kind there were, kept or not.
  public struct EventCounts: Hashable, Sendable {
    public private(set) var splits = 0
    public private(set) var refusedSplits = 0
    public private(set) var admissions = 0
    public private(set) var scalings = 0
    public private(set) var throttlings = 0

    public var all: Int { splits + refusedSplits + admissions + scalings + throttlings }

    /// Counts one, and says how many of its kind there are with it.
    mutating func add(_ kind: SimulationEvent.Kind) -> Int {
      switch kind {
      case .split: return Self.more(&splits)
      case .notSplit: return Self.more(&refusedSplits)
      case .admissionRaised: return Self.more(&admissions)
      case .capacityScaled: return Self.more(&scalings)
      case .throttling: return Self.more(&throttlings)
      }
    }

    private static func more(_ count: inout Int) -> Int {
      count += 1
      return count
    }
  }

  public let table: String
  public let options: SimulationOptions
  /// The table, then its indexes, as they were given.
  public let structures: [StructureResult]
  /// In the order in which they came.
  public let events: [SimulationEvent]
  public let counts: EventCounts
}

/// What a simulation showed of a table or an index.
public struct StructureResult: Sendable {
  public let name: String
  public let isIndex: Bool
  /// The part of the reads and of the writes that falls on the hottest partition in the first
  /// second; 0 where there are none.
  public let hottestShareAtStart: UnitRates
  public let partitionsAtStart: Int
  /// A row for each interval.
  public let intervals: [IntervalResult]
  public let reads: LoadTotals
  public let writes: LoadTotals
  /// What became of the calls of each flow, in the order of the flows.
  public let flows: [FlowTotals]
  public let partitions: [PartitionResult]

  public func totals(isWrite: Bool) -> LoadTotals { isWrite ? writes : reads }
}

/// A partition as it was at the end.
public struct PartitionResult: Hashable, Sendable {
  /// In the order in which they were made, from 1.
  public let number: Int
  /// The one it was split from.
  public let parent: Int?
  /// When, in seconds from the start.
  public let madeAt: Int
  /// The part of all hashes that it holds, 0…1; 0 for a part of one collection.
  public let width: Double
  /// The part of each flow that falls on it.
  public let flowShares: [Double]
}

/// Calls of one flow; none is lost: `calls = served + failed + waiting`. Of an index's entries
/// every attempt counts: `calls = served + throttledAttempts`.
public struct FlowTotals: Hashable, Sendable {
  public let label: String
  /// Without repetitions.
  public var calls = 0.0
  public var served = 0.0
  /// Throttled at the last attempt.
  public var failed = 0.0
  /// Not repeated yet when the simulation ended.
  public var waiting = 0.0
  /// Attempts that were throttled.
  public var throttledAttempts = 0.0

  init(label: String) { self.label = label }

  public static func += (a: inout FlowTotals, b: FlowTotals) {
    a.calls += b.calls
    a.served += b.served
    a.failed += b.failed
    a.waiting += b.waiting
    a.throttledAttempts += b.throttledAttempts
  }
}
