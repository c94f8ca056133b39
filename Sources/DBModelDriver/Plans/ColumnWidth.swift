import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// The mean bytes of a value in a row of PostgreSQL, its header included (PostgreSQL documentation,
/// chapter 8 "Data Types" and 73.6 "Database Page Layout", checked 2026-11-29).
enum ColumnWidth {
  static func bytes(of type: ValueType) -> Double {
    if case .scaledInteger = SQLStorage(type, .postgresql) { return 8 }
    switch type {
    case .bool: return 1
    case .integer:
      switch SQLColumnType(.postgresql).name(of: type, isIndexed: true) {
      case "smallint": return 2
      case "integer": return 4
      default: return 8
      }
    // A header of three bytes, and two for four digits on either side of the point; of a number of
    // half its digits, as elsewhere.
    case .decimal(let precision, let scale):
      let whole = max(0, Double(precision - scale) / 2)
      let groups = (whole / 4).rounded(.up) + (Double(scale) / 4).rounded(.up)
      return 3 + 2 * max(1, groups)
    case .string(_, let average), .bytes(_, let average): return header(average) + average
    case .uuid: return 16
    case .ulid: return 27
    case .timestamp: return 8
    case .date: return 4
    case .enumeration, .structure, .list, .set, .map:
      let mean = AttributeSizes.value(type).meanBytes
      return header(mean) + mean
    }
  }

  /// One byte up to 126 bytes, then four.
  private static func header(_ bytes: Double) -> Double { bytes <= 126 ? 1 : 4 }
}
