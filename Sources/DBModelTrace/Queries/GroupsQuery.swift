import DBModelStatistics

/// The query that makes the groups of a profile where a log lives in a cluster. Its answer, saved
/// as CSV, is a log of the format `groups`, and gives the profile that the log itself would.
package struct GroupsQuery: Sendable {
  package enum Dialect: String, CaseIterable, Sendable {
    case spark = "spark-sql"
    /// Trino's SQL, as Athena's engine version 3 has it.
    case athena = "athena-sql"
  }

  private let dialect: Dialect
  private let table: [String]
  private let key: [String]

  /// - Parameters:
  ///   - table: The table, with its catalogue and database as far as they are needed; what is
  ///     between points is a name of its own.
  ///   - key: The column; a field of a structure stands behind a point.
  /// - Returns: `nil` where a name is empty or holds what no name may: a control character.
  package init?(_ dialect: Dialect, table: String, key: String) {
    self.dialect = dialect
    self.table = table.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    self.key = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isNamed = (self.table + self.key).allSatisfy { name in
      !name.isEmpty && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
    }
    if !isNamed { return nil }
  }

  /// The text, with an end of line behind it.
  ///
  /// Keys are counted, the counts are counted, and only then is anything put in order: there are
  /// few different counts, however many keys there are.
  package var text: String {
    let text = "CAST(\(quoted(key)) AS \(dialect == .spark ? "STRING" : "VARCHAR"))"
    let bits = CountGroups.bits
    let digits = dialect == .spark ? "LENGTH(BIN(c))" : "LENGTH(TO_BASE(c, 2))"
    let shift = dialect == .spark ? "SHIFTRIGHT(c, e)" : "BITWISE_RIGHT_SHIFT(c, e)"
    return """
      WITH counts AS (
        SELECT COUNT(*) AS c
        FROM \(quoted(table))
        WHERE \(text) <> ''
        GROUP BY \(text)
      ),
      sizes AS (SELECT c, COUNT(*) AS k FROM counts GROUP BY c),
      placed AS (SELECT c, k, SUM(k) OVER (ORDER BY c DESC) - k AS k_before FROM sizes),
      cut AS (SELECT c, k, GREATEST(0, LEAST(k, \(mostTop) - k_before)) AS k_top FROM placed),
      grouped AS (
        SELECT c, k - k_top AS k_rest, GREATEST(0, \(digits) - \(bits)) AS e
        FROM cut
        WHERE k > k_top
      )
      SELECT 'top' AS part, k_top AS keys, k_top * c AS requests FROM cut WHERE k_top > 0
      UNION ALL
      SELECT 'rest' AS part, SUM(k_rest) AS keys, SUM(k_rest * c) AS requests
      FROM grouped
      GROUP BY e, \(shift)

      """
  }

  /// Names in quotes, in which a quote is doubled: nothing in a name ends it.
  private func quoted(_ names: [String]) -> String {
    let quote = dialect == .spark ? "`" : "\""
    return names.map { quote + $0.replacing(quote, with: quote + quote) + quote }
      .joined(separator: ".")
  }

  private var mostTop: Int { MeasuredProfile.mostTop }
}
