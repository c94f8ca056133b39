import DBModelDiagnostics
import DBModelExplain
import DBModelStatistics
import Testing

/// Conditions of MariaDB in which a text may be compared with a number.
@Suite struct ConvertedTextTests {
  /// The column that is said to be converted, of a plan with a condition.
  private func converted(_ condition: String, context: PlanContext = PlanContext()) -> String? {
    var escaped = ""
    for scalar in condition.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    let text = """
      {"query_block": {"select_id": 1, "nested_loop": [{"table": {"table_name": "o",
        "access_type": "ALL", "possible_keys": ["k"], "rows": 500000, "filtered": 100,
        "attached_condition": "\(escaped)"}}]}}
      """
    let file = SourceFile(id: FileID(0), path: "plan.json", bytes: Array(text.utf8))
    let findings = PlanReader.read(file).plans.flatMap { PlanJudge.judge($0, context: context) }
    return findings.first { $0.rule.name == "column-converted" }.map(\.title)
  }

  @Test(arguments: [
    ("o.sku = 77", "o.sku"), ("o.`sku` = -77.5", "o.`sku`"), ("77 <= o.sku", "o.sku"),
    ("o.sku in (77,78)", "o.sku"), ("o.sku in ('1',78)", "o.sku"), ("((o.sku = 1e3))", "o.sku"),
    ("o.sku between 1 and 2", "o.sku"), ("o.note = 'a and o.x = 3' and o.sku = 7", "o.sku"),
    ("o.`a b` = 7", "o.`a b`"), ("o.note like '%' and (o.sku < 5)", "o.sku"),
    ("o.sku between 1 and 2 and o.note = 'x''y'", "o.sku"), ("o.`x``y` > 3", "o.`x``y`"),
  ]) func comparisonsWithNumbers(condition: String, column: String) {
    let title = converted(condition)
    #expect(
      title == "every text of \(column) is converted to a number before it is compared",
      "\(condition): \(title ?? "nothing")"
    )
  }

  @Test(arguments: [
    "o.sku = '77'", "o.sku in ('1','2')", "o.sku = 1 or o.sku = 2", "o.a = 1 and o.b = 2",
    "not o.sku = 7", "lower(o.sku) = 7", "o.sku = o.note", "o.sku = 7 + 1", "o.sku in (1,o.x)",
    "o.sku <> 7", "o.sku = 0x37", "o.sku between 1 and o.x", "o.sku + 1 = 7", "(o.sku = 1", "= 7",
    "o.sku =", "o.sku in ()", "o.sku in (,)", "", "((((", "))))", "'", "`",
    "case when o.sku = 7 then 1 else 0 end = 1 or 1", "o.sku between 1", "o.sku = 1 xor o.a = 2",
  ]) func everythingElse(condition: String) {
    #expect(converted(condition) == nil, "\(converted(condition) ?? "")")
  }

  /// Nothing that a plan may hold ends in a crash or in a hang.
  @Test func anyCondition() {
    var random = SplitMix64(seed: 77)
    let pieces = [
      "o.sku", "`", "'", "\"", "\\", "(", ")", " and ", " or ", " in ", " between ", "77", "-",
      "1e",
      ",", "=", "<", ".", " not ", "é", "\u{1}",
    ]
    for _ in 0..<3_000 {
      let count = Int(random.next() % 14)
      let condition = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
      _ = converted(condition.joined())
    }
    let deep = String(repeating: "(", count: 20_000) + "o.sku = 7"
    _ = converted(deep + String(repeating: ")", count: 20_000))
  }
}
