/// What an engine was told of a table.
public struct LockedTable: Hashable, Sendable {
  public var name: String
  /// Declared rows; finite, 0 and more.
  public var rows: Double
  /// Of everything else in its statistics: a fingerprint.
  public var statistics: String
  /// Of columns, keys and constraints: a fingerprint.
  public var columns: String
  /// Besides those of constraints.
  public var indexes: [LockedIndex]

  public init(
    name: String,
    rows: Double,
    statistics: String,
    columns: String,
    indexes: [LockedIndex] = []
  ) {
    self.name = name
    self.rows = rows
    self.statistics = statistics
    self.columns = columns
    self.indexes = indexes
  }
}

/// An index of a table.
public struct LockedIndex: Hashable, Sendable {
  public var name: String
  public var columns: [LockedColumn]

  public init(name: String, columns: [LockedColumn]) {
    self.name = name
    self.columns = columns
  }
}

/// A column of an index.
public struct LockedColumn: Hashable, Sendable {
  public var name: String
  public var isDescending: Bool

  public init(_ name: String, isDescending: Bool = false) {
    self.name = name
    self.isDescending = isDescending
  }
}
