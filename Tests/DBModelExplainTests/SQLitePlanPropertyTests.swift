import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Testing

/// A plan is the same whether it comes as rows, as saved rows or as the tree the shell draws.
@Suite struct SQLitePlanPropertyTests {
  private static let details = [
    "SCAN a", "SEARCH b USING INDEX b_x (x=? AND y>?)", "USE TEMP B-TREE FOR ORDER BY",
    "CORRELATED SCALAR SUBQUERY 1", "MULTI-INDEX OR", "INDEX 1", "MATERIALIZE v", "NEW WORDS (1|2)",
    "SEARCH c USING AUTOMATIC COVERING INDEX (k=?)", "SCAN my table USING COVERING INDEX odd (name",
  ]

  /// Preorder, ids growing, as SQLite prints them.
  private func rows(_ random: inout SplitMix64) -> [SQLitePlanRow] {
    var rows: [SQLitePlanRow] = []
    var path = [0]
    var id = 0
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      id += Int.random(in: 1...9, using: &random)
      path = Array(path.prefix(Int.random(in: 1...path.count, using: &random)))
      let detail = Self.details[Int.random(in: Self.details.indices, using: &random)]
      rows.append(SQLitePlanRow(id: id, parent: path[path.count - 1], detail: detail))
      path.append(id)
    }
    return rows
  }

  /// As `sqlite3`'s shell draws it (`eqp_render_level`).
  private func drawn(_ rows: [SQLitePlanRow], below parent: Int = 0, prefix: String = "") -> String
  {
    let children = rows.filter { $0.parent == parent }
    var text = parent == 0 ? "QUERY PLAN\n" : ""
    for (place, row) in children.enumerated() {
      let isLast = place == children.count - 1
      text += prefix + (isLast ? "`--" : "|--") + row.detail + "\n"
      text += drawn(rows, below: row.id, prefix: prefix + (isLast ? "   " : "|  "))
    }
    return text
  }

  @Test(arguments: 0..<100) func everyFormGivesTheSameTree(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let rows = rows(&random)
    let expected = SQLitePlanBuilder.tree(rows).outline
    #expect(expected.count == rows.count + 1)
    for (separator, name) in [("|", "bars"), ("\t", "tabs"), ("", "drawn")] {
      let text =
        separator.isEmpty
        ? drawn(rows)
        : rows.map { "\($0.id)\(separator)\($0.parent)\(separator)0\(separator)\($0.detail)\n" }
          .joined()
      let reading = PlanReader.read(
        SourceFile(id: FileID(0), path: "eqp.txt", bytes: Array(text.utf8))
      )
      #expect(reading.plans.count == 1, "seed \(seed), \(name)")
      #expect(reading.plans.first?.outline == expected, "seed \(seed), \(name)")
    }
  }
}
