public import DBModelStatistics
public import DBModelWorkload

/// What one structure is used for in a month; the boundary between work and money.
public struct UsageLine: Sendable {
  /// `Order`, `Order.byStatus`.
  public let structure: String
  public let store: StoreID
  /// An index is kept up from its table: it is no part of the table's backups.
  public let isIndex: Bool
  /// Read units a month, as DynamoDB bills them; zero in other stores.
  public let readUnitsPerMonth: Interval
  /// Write units a month; zero in other stores.
  public let writeUnitsPerMonth: Interval
  /// Bytes kept today, with overhead and index entries.
  public let storedBytes: Interval
  /// Relative growth of the bytes a month (0.05 = 5 %).
  public let growthPerMonth: Double

  public init(
    structure: String,
    store: StoreID,
    isIndex: Bool = false,
    readUnitsPerMonth: Interval = .zero,
    writeUnitsPerMonth: Interval = .zero,
    storedBytes: Interval,
    growthPerMonth: Double = 0
  ) {
    self.structure = structure
    self.store = store
    self.isIndex = isIndex
    self.readUnitsPerMonth = readUnitsPerMonth
    self.writeUnitsPerMonth = writeUnitsPerMonth
    self.storedBytes = storedBytes
    self.growthPerMonth = growthPerMonth
  }
}
