import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// How the units of a request come about. It becomes words only for a reader: a search estimates
/// thousands of requests that nobody reads about.
public enum UnitBasis: Sendable {
  case none
  /// So many reads of one item.
  case items(Interval, meanBytes: Double, unitsPerBlock: Double)
  /// So many ranges of items, and items that a local index does not hold all of.
  case ranges(
    Interval,
    items: Interval,
    meanBytes: Double,
    unitsPerBlock: Double,
    fetched: (items: Interval, meanBytes: Double)?
  )
  /// So many writes of one item, and of entries of so many indexes.
  case writes(Interval, meanBytes: Double, transactionFactor: Interval, indexWrites: Int)

  /// `1 x ⌈7 items x 120 B / 4 KB⌉ x 0.5`.
  var formula: String {
    switch self {
    case .none: return ""
    case .items(let times, let bytes, let units):
      return "\(Self.text(times)) x ⌈\(FigureFormatter.bytes(bytes)) / 4 KB⌉ x \(units)"
    case .ranges(let times, let items, let bytes, let units, let fetched):
      let fetch = fetched.map {
        " + \(Self.text($0.items)) items fetched x ⌈\(FigureFormatter.bytes($0.meanBytes)) / 4 KB⌉ "
          + "x \(units)"
      }
      return "\(Self.text(times)) x ⌈\(Self.text(items)) items x "
        + "\(FigureFormatter.bytes(bytes)) / 4 KB⌉ x \(units)" + (fetch ?? "")
    case .writes(let times, let bytes, let factor, let indexWrites):
      return "\(Self.text(times)) x ⌈\(FigureFormatter.bytes(bytes)) / 1 KB⌉"
        + (factor == .one ? "" : " x \(Self.text(factor)) (transaction)")
        + (indexWrites > 0 ? " + \(indexWrites) index writes" : "")
    }
  }

  private static func text(_ interval: Interval) -> String { FigureFormatter.interval(interval) }
}

/// What one request of a path costs in one call of its pattern, over all its repetitions and pages.
public struct RequestUnits: Sendable {
  /// Where it reads: `Order`, `Order.byCustomer`.
  public let structure: String
  public let readUnits: Interval
  /// By structure: the table and each index that a write changes, in that order.
  public let writeUnits: [(structure: String, units: Interval)]
  /// Items read, before any filter.
  public let items: Interval
  /// Rows that the service's filter leaves of them.
  public let rows: Interval
  /// Requests sent, one after the other or in parallel.
  public internal(set) var requests: Interval
  /// How often the request runs in one call, for other elements or rows each time.
  public let repetitions: Interval
  public let bytes: Interval
  public let basis: UnitBasis

  public init(
    structure: String,
    readUnits: Interval,
    writeUnits: [(structure: String, units: Interval)],
    items: Interval,
    rows: Interval? = nil,
    requests: Interval,
    repetitions: Interval,
    bytes: Interval,
    basis: UnitBasis
  ) {
    self.structure = structure
    self.readUnits = readUnits
    self.writeUnits = writeUnits
    self.items = items
    self.rows = rows ?? items
    self.requests = requests
    self.repetitions = repetitions
    self.bytes = bytes
    self.basis = basis
  }

  /// Requests for different items or ranges, at least 1: a batch asks for each of its items.
  var requestCount: Interval {
    Interval(
      max(1, requests.low, repetitions.low),
      max(1, requests.high, repetitions.high)
    )
  }

  /// How the figures come about, for people.
  public var formula: String { basis.formula }
}

/// What one call of a pattern costs.
public struct PatternUnits: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  /// One for each request of the path, in order.
  public let requests: [RequestUnits]

  public init(pattern: PatternID, store: StoreID, requests: [RequestUnits]) {
    self.pattern = pattern
    self.store = store
    self.requests = requests
  }

  public var readUnits: Interval { requests.reduce(.zero) { $0 + $1.readUnits } }

  public var writeUnits: Interval {
    requests.flatMap(\.writeUnits).reduce(.zero) { $0 + $1.units }
  }

  /// Read and write units by structure, in the order of first use.
  public var byStructure: [(structure: String, read: Interval, write: Interval)] {
    var found: [(structure: String, read: Interval, write: Interval)] = []
    func add(_ structure: String, read: Interval, write: Interval) {
      if let known = found.firstIndex(where: { $0.structure == structure }) {
        found[known].read += read
        found[known].write += write
      } else {
        found.append((structure, read, write))
      }
    }
    for request in requests {
      add(request.structure, read: request.readUnits, write: .zero)
      for write in request.writeUnits { add(write.structure, read: .zero, write: write.units) }
    }
    return found
  }
}
