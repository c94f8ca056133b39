import DBModelDesign
import DBModelWorkload

/// The bytes of an entry in the leaves of an index.
///
/// PostgreSQL 15 (documentation, 67.4 "Implementation" of B-tree indexes and 73.6 "Database Page
/// Layout", checked 2026-11-29): a header of 8 bytes and the values, aligned to 8, and a pointer of
/// 4 in the page. Entries of equal values stand in one with a list of 6 bytes for each row, a third
/// of a page at most, but for indexes with included columns and those of `numeric`. In InnoDB and
/// SQLite each entry is by itself.
struct IndexEntry {
  /// Bytes of one by itself.
  let bytes: Double
  /// Bytes that a row adds, where rows share values.
  let bytesPerRow: Double

  private static let headerBytes = 8.0
  private static let pointerBytes = 4.0
  private static let rowPointerBytes = 6.0
  private static let longestList = LatencyPriors.pageBytes / 3

  /// - Parameters:
  ///   - carried: The rows' keys, where entries lead to rows by them.
  ///   - rowsPerValue: How many rows share the values of the columns, on average; 1 at least.
  init(
    _ columns: [FieldID],
    included: [FieldID],
    carried: [FieldID],
    of entity: Entity,
    kind: StoreKind,
    rowsPerValue: Double
  ) {
    guard kind == .auroraPostgreSQL else {
      let values = (columns + included + carried).reduce(0) {
        $0 + AttributeSizes.value(entity[$1].type).meanBytes
      }
      bytes = RelationalVolume.entryOverheadBytes + values
      bytesPerRow = bytes
      return
    }
    let values = (columns + included).reduce(0) { $0 + Self.postgreSQL(entity[$1].type) }
    bytes = Self.aligned(Self.headerBytes + values) + Self.pointerBytes
    let isShared =
      included.isEmpty && rowsPerValue >= 2
      && columns.allSatisfy {
        if case .decimal = entity[$0].type { false } else { true }
      }
    let inList = min(rowsPerValue, Self.longestList / Self.rowPointerBytes)
    bytesPerRow = isShared ? bytes / inList + Self.rowPointerBytes : bytes
  }

  private static func aligned(_ bytes: Double) -> Double { (bytes / 8).rounded(.up) * 8 }

  /// A value in a column; see the decision on SQL storage. Texts have a header of one byte, a
  /// `numeric` of three and two bytes for four digits, of which half are taken to be used.
  private static func postgreSQL(_ type: ValueType) -> Double {
    switch type {
    case .bool: return 1
    case .date: return 4
    case .uuid: return 16
    case .timestamp: return 8
    case .integer(let minimum?, let maximum?):
      if minimum >= Int64(Int16.min), maximum <= Int64(Int16.max) { return 2 }
      return minimum >= Int64(Int32.min) && maximum <= Int64(Int32.max) ? 4 : 8
    case .integer: return 8
    case .decimal(let precision, _): return 3 + 2 * (Double(precision) / 8).rounded(.up)
    default: return 1 + AttributeSizes.value(type).meanBytes
    }
  }
}
