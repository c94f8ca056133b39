import DBModelDesign
import DBModelStatistics
public import DBModelWorkload
import Glibc

/// What an engine's work on one table takes: searches of its B-trees, reads of it as a whole, and
/// the upkeep of an index for each row that is written. Milliseconds, with the constants of
/// `LatencyPriors`; they compare indexes, and promise no latency.
public struct BTreeCost: Sendable {
  /// Rows of the table.
  public let rowCount: Double
  private let entity: Entity
  /// Pages of the table.
  private let tablePages: Double
  /// The part of the pages that is fetched from storage.
  private let missShare: Double
  /// Whether an entry of an index holds the row's key and leads to it by a second search, as in
  /// InnoDB and in SQLite's tables without row numbers, rather than the row's place.
  private let carriesKey: Bool

  /// Bytes of an entry and of a row besides their values, and how full pages are: those of
  /// `RelationalVolume`.
  private static let entryBytes = RelationalVolume.entryOverheadBytes
  private static let leafFill = RelationalVolume.indexFill
  /// Entries of an inner page at the least; a key that is longer than a page does not exist.
  private static let leastFanOut = 4.0

  /// - Parameter missShare: 0…1.
  public init(workload: Workload, entity: Entity, kind: StoreKind, missShare: Double) {
    self.entity = entity
    self.missShare = missShare
    carriesKey = kind == .auroraMySQL
    rowCount = max(1, Cardinality(workload: workload).rows(entity.id).middle)
    let perPage =
      LatencyPriors.pageBytes * RelationalVolume.tableFill
      / RelationalVolume.rowBytes(entity)
    tablePages = max(1, (rowCount / max(1e-3, perPage)).rounded(.up))
  }

  // MARK: Reads

  /// A read of the table from its beginning until so many rows were seen.
  public func scan(rows: Double) -> Double {
    let part = min(1, rows / rowCount)
    let page = LatencyPriors.pageHitMs + missShare * LatencyPriors.readAheadPageMs.middle
    return max(1, tablePages * part) * page + rows * LatencyPriors.rowMs
  }

  /// A search of an index and the rows that it leads to.
  ///
  /// - Parameters:
  ///   - entries: Entries that are read, which stand next to each other.
  ///   - searches: Searches that they are found by, each from the root.
  ///   - isOrdered: Whether the rows stand in the table as the entries do: those of a time of
  ///     insertion, or of a key that only grows.
  public func search(
    _ columns: [FieldID],
    entries: Double,
    searches: Double = 1,
    isOrdered: Bool = false
  ) -> Double {
    let leaves = searches + entries / entriesPerLeaf(columns)
    let inner = searches * max(0, height(columns) - 1)
    // An inner page is hardly ever missing: there are few of them, and all searches pass.
    return inner * LatencyPriors.pageHitMs + leaves * pageMs
      + (isOrdered ? scan(rows: min(entries, rowCount)) : rows(entries))
  }

  /// The rows that entries lead to, each on a page of its own until pages repeat.
  private func rows(_ entries: Double) -> Double {
    let descent = carriesKey ? (height(entity.key) - 1) * LatencyPriors.pageHitMs : 0
    return scatteredPages(entries) * pageMs + entries * (descent + LatencyPriors.rowMs)
  }

  private var pageMs: Double {
    LatencyPriors.pageHitMs + missShare * LatencyPriors.pageMissMs.middle
  }

  /// Pages that so many rows of a large table stand on, in no order: 2TN / (2T + N), at most T
  /// (Mackert and Lohman, ACM TODS 14(3), 1989, as PostgreSQL's `index_pages_fetched` has it for a
  /// table that fits into the cache).
  private func scatteredPages(_ rows: Double) -> Double {
    let pages = 2 * tablePages * rows / (2 * tablePages + rows)
    return min(tablePages, max(min(1, rows), pages))
  }

  /// Rows put in order by comparing them.
  public static func sort(rows: Double) -> Double {
    rows <= 1 ? 0 : rows * log2(rows) * LatencyPriors.comparisonMs
  }

  // MARK: Indexes

  /// Bytes of an index at the declared size.
  public func bytes(_ columns: [FieldID]) -> Double {
    rowCount * width(columns) / Self.leafFill
  }

  /// Pages from the root to a leaf, both counted.
  public func height(_ columns: [FieldID]) -> Double {
    var pages = max(1, (rowCount / entriesPerLeaf(columns)).rounded(.up))
    let fanOut = max(Self.leastFanOut, LatencyPriors.pageBytes * Self.leafFill / width(columns))
    var height = 1.0
    while pages > 1 {
      pages = (pages / fanOut).rounded(.up)
      height += 1
    }
    return height
  }

  /// An entry that is written: the search for its leaf, and the leaf itself, which keys that only
  /// grow find in the cache.
  public func write(_ columns: [FieldID]) -> Double {
    let misses = columns.first.map(grows) == true ? 0 : missShare * LatencyPriors.pageMissMs.middle
    return (height(columns) - 1) * LatencyPriors.pageHitMs + LatencyPriors.entryWriteMs + misses
  }

  /// Whether rows are inserted in the order of a column: a time of insertion, a row's own ulid.
  public func grows(_ column: FieldID) -> Bool {
    let field = entity[column]
    return field.flags.contains(.clock) || (field.type == .ulid && field.references == nil)
  }

  private func width(_ columns: [FieldID]) -> Double {
    let carried = carriesKey ? entity.key.filter { !columns.contains($0) } : []
    return (columns + carried).reduce(Self.entryBytes) {
      $0 + AttributeSizes.value(entity[$1].type).meanBytes
    }
  }

  private func entriesPerLeaf(_ columns: [FieldID]) -> Double {
    max(1, LatencyPriors.pageBytes * Self.leafFill / width(columns))
  }
}
