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
  private let kind: StoreKind
  private let cardinality: Cardinality

  /// How full pages are.
  private static let leafFill = RelationalVolume.indexFill
  private static let filledInOrder = 0.9
  /// Entries of an inner page at the least; a key that is longer than a page does not exist.
  private static let leastFanOut = 4.0

  /// - Parameter missShare: 0…1.
  public init(workload: Workload, entity: Entity, kind: StoreKind, missShare: Double) {
    self.entity = entity
    self.missShare = missShare
    carriesKey = kind == .auroraMySQL
    self.kind = kind
    cardinality = Cardinality(workload: workload)
    rowCount = max(1, cardinality.rows(entity.id).middle)
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
  ///   - fetched: The part of the rows that are read from the table, 0 to 1: the entries may hold
  ///     all that is asked for.
  public func search(
    _ columns: [FieldID],
    included: [FieldID] = [],
    entries: Double,
    searches: Double = 1,
    isOrdered: Bool = false,
    fetched: Double = 1
  ) -> Double {
    let leaves = searches + entries / entriesPerLeaf(columns, included)
    let inner = searches * max(0, height(columns, included: included) - 1)
    // An inner page is hardly ever missing: there are few of them, and all searches pass.
    return inner * LatencyPriors.pageHitMs + leaves * pageMs
      + (isOrdered ? scan(rows: min(entries * fetched, rowCount)) : rows(entries * fetched))
      + entries * (1 - fetched) * LatencyPriors.rowMs
  }

  /// Whether the entries of an index hold fields, with the row's key where they carry it.
  public func holds(_ columns: [FieldID], _ fields: Set<FieldID>) -> Bool {
    fields.allSatisfy { columns.contains($0) || (carriesKey && entity.key.contains($0)) }
  }

  /// The part of the rows that are read from the table though entries hold all that is asked for,
  /// on average from one vacuum to the next.
  ///
  /// PostgreSQL's entries do not say whether a row is still there: pages that were written since
  /// the last vacuum are looked at. New rows stand together. Changes come anywhere, and one of them
  /// has all rows of its page looked at: where a part p of the rows was changed, a page of n rows
  /// is as it was with the chance (1 - p)^n, and p grows from 0 until a vacuum comes.
  public func fetchedThough(changesRows: Bool) -> Double {
    guard kind == .auroraPostgreSQL else { return 0 }
    guard changesRows else { return Self.mostUnvacuumed / 2 }
    let (most, perPage) = (Self.mostChanged, rowCount / tablePages)
    let changed = 1 - (1 - exp((perPage + 1) * log(1 - most))) / (most * (perPage + 1))
    return max(Self.mostUnvacuumed / 2, changed)
  }

  /// The same just before a vacuum.
  static func mostLookedAt(changesRows: Bool, perPage: Double) -> Double {
    changesRows ? max(mostUnvacuumed, 1 - exp(perPage * log(1 - mostChanged))) : mostUnvacuumed
  }

  /// The part of the rows that was written since the last vacuum, at the most: of a table that rows
  /// are added to (`autovacuum_vacuum_insert_scale_factor`, PostgreSQL documentation, 20.10,
  /// checked 2026-11-29).
  private static let mostUnvacuumed = 0.2
  /// The same of a table whose rows are changed: Aurora's default of
  /// `autovacuum_vacuum_scale_factor` is half of PostgreSQL's (AWS Prescriptive Guidance, Tuning
  /// PostgreSQL parameters, checked 2026-11-30).
  private static let mostChanged = 0.1

  /// The rows that entries lead to, each on a page of its own until pages repeat.
  private func rows(_ entries: Double) -> Double {
    let descent = carriesKey ? (height(entity.key) - 1) * LatencyPriors.pageHitMs : 0
    return scatteredPages(entries) * pageMs + entries * (descent + LatencyPriors.rowMs)
  }

  private var pageMs: Double {
    LatencyPriors.pageHitMs + missShare * LatencyPriors.pageMissMs.middle
  }

  private func scatteredPages(_ rows: Double) -> Double {
    max(min(1, rows), ScatteredPages.count(rows, of: tablePages))
  }

  /// Entries that are read in order until so many rows are found of which conditions hold that the
  /// index says nothing about.
  ///
  /// - Parameter kept: The part of the rows of which they hold, above 0.
  public static func walked(to wanted: Double, kept: Double) -> Double {
    wanted * (1 + (1 / kept - 1) * rareness)
  }

  /// Whether that is less than to go through rows which lead to all of those that are kept.
  ///
  /// - Parameters:
  ///   - all: Rows of the table.
  ///   - led: Rows that are led to, each search for them counted as a row more.
  public static func isWalked(
    to wanted: Double,
    kept: Double,
    of all: Double,
    rather led: Double
  ) -> Bool {
    min(all, walked(to: wanted, kept: max(1e-9, kept))) < led
  }

  /// Rows of which such conditions hold may stand together, or be rarer than others: so many times
  /// as many may be passed over as the average says.
  public static let rareness = 10.0

  /// Rows put in order by comparing them.
  public static func sort(rows: Double) -> Double {
    rows <= 1 ? 0 : rows * log2(rows) * LatencyPriors.comparisonMs
  }

  // MARK: Indexes

  /// Bytes of an index at the declared size.
  public func bytes(_ columns: [FieldID], included: [FieldID] = []) -> Double {
    rowCount * entry(columns, included).bytesPerRow / fill(columns)
  }

  /// Pages from the root to a leaf, both counted.
  public func height(_ columns: [FieldID], included: [FieldID] = []) -> Double {
    var pages = max(1, (rowCount / entriesPerLeaf(columns, included)).rounded(.up))
    // Inner pages hold no included values.
    let bytes = entry(columns, []).bytes
    let fanOut = max(Self.leastFanOut, LatencyPriors.pageBytes * Self.leafFill / bytes)
    var height = 1.0
    while pages > 1 {
      pages = (pages / fanOut).rounded(.up)
      height += 1
    }
    return height
  }

  /// An entry that is written. New keys come in at as many places as the columns before the first
  /// one that grows have values, and at no more than there are leaves: a few leaves stay in the
  /// processor's cache, and none of them has to be fetched.
  public func write(_ columns: [FieldID], included: [FieldID] = []) -> Double {
    let before = Array(columns.prefix { !grows($0) })
    let places =
      before.isEmpty
      ? 1
      : min(
        max(1, cardinality.distinctValues(before, of: entity.id).middle),
        max(1, rowCount / entriesPerLeaf(columns, included))
      )
    let cold = places / (places + LatencyPriors.warmLeaves)
    let inner = (height(columns, included: included) - 1) * LatencyPriors.pageHitMs
    return LatencyPriors.entryWriteMs
      + cold
      * (inner + LatencyPriors.coldLeafMs + missShare * LatencyPriors.pageMissMs.middle)
  }

  /// Whether rows are inserted in the order of a column: a time of insertion, a row's own ulid.
  public func grows(_ column: FieldID) -> Bool {
    let field = entity[column]
    return field.flags.contains(.clock) || (field.type == .ulid && field.references == nil)
  }

  private func entry(_ columns: [FieldID], _ included: [FieldID]) -> IndexEntry {
    IndexEntry(
      columns,
      included: included,
      carried: carriesKey ? entity.key.filter { !columns.contains($0) } : [],
      of: entity,
      kind: kind,
      rowsPerValue: max(1, cardinality.rowsPerValue(columns, of: entity.id).middle)
    )
  }

  /// Pages that are filled from one end stay as full as they are made (PostgreSQL documentation,
  /// CREATE INDEX, fillfactor: 90); those of keys that come anywhere are filled to ln 2 (Yao, Acta
  /// Informatica 9, 1978).
  private func fill(_ columns: [FieldID]) -> Double {
    columns.first.map(grows) == true ? Self.filledInOrder : Self.leafFill
  }

  private func entriesPerLeaf(_ columns: [FieldID], _ included: [FieldID]) -> Double {
    max(1, LatencyPriors.pageBytes * fill(columns) / entry(columns, included).bytesPerRow)
  }
}
