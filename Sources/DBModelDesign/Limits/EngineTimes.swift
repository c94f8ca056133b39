public import DBModelStatistics

/// What a relational engine takes for each kind of work: assumed, or measured on a server by
/// `dbmodel calibrate`.
public struct EngineTimes: Hashable, Sendable {
  /// A kind of work; the raw value is its place in `EngineTimes`.
  public enum Work: Int, CaseIterable, Hashable, Sendable {
    /// A plan for a statement that has none.
    case planning
    /// The beginning and the end of a statement on a table, beside the round trip.
    case statement
    /// A search of an index from the root to one row of the table.
    case search
    /// A further row that an index leads to, on a page of its own.
    case entry
    /// A row of a table that is read as a whole.
    case scannedRow
    /// An aggregate of a row, in groups or alone.
    case aggregatedRow
    /// A row that is handed to the client.
    case returnedRow
    /// 1,024 bytes of them.
    case returnedKilobyte
    /// A comparison of a sort.
    case comparison
    /// A row that is inserted, changed or deleted, its search and its indexes left out.
    case writtenRow
    /// An entry of an index that a written row makes.
    case indexEntry
    /// A look at the row that a reference leads to.
    case referenceCheck
    /// A page from storage.
    case pageMiss
    /// The same where pages follow each other.
    case readAheadPage
    /// The image of a page that a change writes to the log, beyond the first of a commit.
    /// PostgreSQL writes one for each page that is changed for the first time after a checkpoint
    /// (`full_page_writes`).
    case logPage

    /// As written in a profile.
    public var name: String {
      switch self {
      case .planning: "planning"
      case .statement: "statement"
      case .search: "search"
      case .entry: "entry"
      case .scannedRow: "scanned_row"
      case .aggregatedRow: "aggregated_row"
      case .returnedRow: "returned_row"
      case .returnedKilobyte: "returned_kilobyte"
      case .comparison: "comparison"
      case .writtenRow: "written_row"
      case .indexEntry: "index_entry"
      case .referenceCheck: "reference_check"
      case .pageMiss: "page_miss"
      case .readAheadPage: "read_ahead_page"
      case .logPage: "log_page"
      }
    }
  }

  public let roundTrip: LatencyPriors.Prior
  /// A durable commit, its round trip left out.
  public let commit: CommitTimes
  /// Milliseconds, by the raw value of the work.
  private var milliseconds: [Interval]

  public init(
    roundTrip: LatencyPriors.Prior,
    commit: CommitTimes,
    _ work: (Work) -> Interval
  ) {
    self.roundTrip = roundTrip
    self.commit = commit
    milliseconds = Work.allCases.map(work)
  }

  /// Milliseconds, from where all goes well to where all that is uncertain goes badly.
  public subscript(work: Work) -> Interval { milliseconds[work.rawValue] }
}

extension EngineTimes {
  /// Of a relational database in the same region, where nobody has measured. Work in memory was
  /// measured on PostgreSQL 15 by `dbmodel calibrate` (docs/evaluation/latency.md) and is taken to
  /// lie between half and twice of that on another machine; the rest is assumed (`LatencyPriors`).
  public static let assumed = EngineTimes(
    roundTrip: LatencyPriors.sqlRoundTrip,
    commit: CommitTimes(LatencyPriors.commit)
  ) { kind in
    switch kind {
    // Planning is part of the assumed round trip.
    case .planning, .statement: .zero
    // Aurora's writer sends records to its storage and no pages (Aurora User Guide, Storage and
    // reliability); SQLite's images are part of its commit.
    case .logPage: .zero
    case .pageMiss: LatencyPriors.pageMissMs
    case .readAheadPage: LatencyPriors.readAheadPageMs
    default: Interval(inMemoryMs(kind) / 2, inMemoryMs(kind) * 2)
    }
  }

  /// The same without a network.
  public static let embedded = EngineTimes(
    roundTrip: LatencyPriors.embeddedCall,
    commit: CommitTimes(LatencyPriors.embeddedCommit),
    { assumed[$0] }
  )

  private static func inMemoryMs(_ kind: Work) -> Double {
    switch kind {
    case .planning: 0.02
    case .statement: 0.004
    case .search: 0.001_3
    case .entry: 0.000_35
    case .scannedRow: 0.000_05
    case .aggregatedRow: 0.000_06
    case .returnedRow: 0.000_2
    case .returnedKilobyte: 0.001_3
    case .comparison: 0.000_01
    case .writtenRow: 0.000_8
    case .indexEntry: 0.000_7
    case .referenceCheck: 0.006
    case .pageMiss, .readAheadPage, .logPage: 0
    }
  }
}

extension EngineTimes {
  /// Work on other rows, in other plans and at other times takes up to so many times what was
  /// measured, or as much less; chosen, with the two below, on the models of
  /// docs/evaluation/latency.md. That everything is so far off at once is another matter:
  /// `EngineTimes.Source`.
  private static let spread = 1.14
  /// The same of round trips, and of commits, which are measured as they are.
  private static let tripSpread = 1.05
  private static let commitSpread = 1.25

  /// As measured on a server.
  ///
  /// - Parameters:
  ///   - roundTripMs: The least and the middle of several medians, and of as many 95th
  ///     percentiles.
  ///   - commits: Bursts of commits with what they wait for, for people; `nil` where none could be
  ///     measured, and they are assumed.
  ///   - work: Milliseconds; `nil` for what could not be measured, which is assumed.
  ///   - source: Where and how, for people.
  public init(
    roundTripMs: (median: Interval, p95: Interval),
    commits: (bursts: [QuantileCurve], source: String)?,
    source: String,
    work: (Work) -> Double?
  ) {
    func around(_ interval: Interval, _ factor: Double) -> Interval {
      Interval(interval.low / factor, interval.high * factor)
    }
    func prior(_ name: String, _ median: Interval, _ p95: Interval) -> LatencyPriors.Prior {
      LatencyPriors.Prior(
        name,
        medianMs: median,
        p95Ms: Interval(max(median.low, p95.low), max(median.high, p95.high)),
        source: source
      )
    }
    self.init(
      roundTrip: prior(
        "a round trip",
        around(roundTripMs.median, Self.tripSpread),
        around(roundTripMs.p95, Self.tripSpread)
      ),
      commit: commits.map {
        CommitTimes(bursts: $0.bursts, spread: Self.commitSpread, source: $0.source)
      } ?? CommitTimes(LatencyPriors.commit)
    ) { kind in
      guard let ms = work(kind) else {
        switch kind {
        case .planning, .statement: return around(Interval(Self.inMemoryMs(kind)), 2)
        default: return Self.assumed[kind]
        }
      }
      return around(Interval(ms), Self.spread)
    }
  }
}
