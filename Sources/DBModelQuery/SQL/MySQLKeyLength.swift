import DBModelDesign
import DBModelWorkload

/// Keeps the keys of MySQL's indexes within what InnoDB admits.
///
/// A key that could be longer takes the beginnings of its texts only: it still finds rows, but
/// gives no order past them. Keys and unique combinations cannot be cut.
struct MySQLKeyLength {
  /// Bytes of a key with DYNAMIC rows (MySQL 8.0 manual, 17.22 "InnoDB Limits", checked
  /// 2026-11-23).
  static let maximumBytes = 3_072

  let workload: Workload
  let table: RelationalTable

  init(_ workload: Workload, _ table: RelationalTable) {
    self.workload = workload
    self.table = table
  }

  /// The lengths, in characters (bytes for binary columns), to which columns are cut.
  func prefixes(of index: TableIndex) -> [String: Int] {
    guard !index.isUnique else { return [:] }
    let parts = index.columns.map { (name: $0.column, size: size(of: $0.column)) }
    let total = parts.reduce(0) { $0 + $1.size.units * $1.size.unitBytes }
    guard total > Self.maximumBytes else { return [:] }
    // Texts short enough to matter little stay whole.
    let long = parts.filter { $0.size.isVariable && $0.size.units * $0.size.unitBytes > 256 }
    let rest = parts.filter { part in !long.contains { $0.name == part.name } }
      .reduce(0) { $0 + $1.size.units * $1.size.unitBytes }
    let share = max(64, (Self.maximumBytes - rest) / max(1, long.count))
    var prefixes: [String: Int] = [:]
    for part in long where part.size.units * part.size.unitBytes > share {
      prefixes[part.name] = share / part.size.unitBytes
    }
    return prefixes
  }

  private func size(of column: String) -> (units: Int, unitBytes: Int, isVariable: Bool) {
    guard let found = table.columns.first(where: { $0.name == column }) else {
      return (8, 1, false)
    }
    switch workload[table.entity][found.field].type {
    case .string(let maximum, _): return (maximum, 4, true)
    case .bytes(let maximum, _): return (maximum, 1, true)
    case .enumeration(let cases):
      return (cases.map(\.name.unicodeScalars.count).max() ?? 1, 4, false)
    case .uuid: return (36, 1, false)
    case .ulid: return (26, 1, false)
    case .decimal(let precision, _): return (precision + 1, 1, false)
    default: return (8, 1, false)
    }
  }
}
