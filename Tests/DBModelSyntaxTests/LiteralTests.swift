import DBModelDiagnostics
import DBModelSyntax
import Testing

/// What the readers of values give.
struct LiteralTests {
  private func items(_ text: String) -> [SyntaxNode] {
    let tree = parse(SourceFile(id: FileID(0), path: "t", bytes: Array(text.utf8))).tree
    return tree.root.children.first?.children.first.map { Array($0.children) } ?? []
  }

  private func quantity(_ text: String) -> Quantity? { items(text).first?.quantity }

  @Test(
    arguments: [
      ("0", 0), ("40M", 40_000_000), ("1_000", 1000), ("1.5K", 1500), ("-5", -5), ("-0", 0),
      ("2.0", 2), ("9T", 9_000_000_000_000), ("007", 7),
      ("999999999999999999", 999_999_999_999_999_999),
    ] as [(String, Int64)]
  )
  func integers(_ text: String, _ value: Int64) {
    #expect(quantity(text)?.integer == value)
    #expect(quantity(text)?.isPlain == true)
  }

  @Test func notIntegers() {
    #expect(quantity("1.5")?.integer == nil)
    #expect(quantity("1.5")?.value == 1.5)
    #expect(quantity("999999999999999999T")?.integer == nil)
    #expect(quantity("999999999999999999T")?.value == 999999999999999999e12)
    #expect(quantity("99999999999999999999999")?.isAbsurd == true)
    #expect(quantity("99999999999999999999999")?.integer == nil)
    #expect(quantity("-99999999999999999999999")?.value ?? 0 < 0)
  }

  @Test func suffixesAndUnits() {
    #expect(quantity("5%/month") == Quantity(mantissa: 5, isPercent: true, perUnit: "month"))
    #expect(quantity("12_000/s") == Quantity(mantissa: 12_000, perUnit: "s"))
    #expect(quantity("4K/s") == Quantity(mantissa: 4, exponent10: 3, perUnit: "s"))
    #expect(quantity("10x") == Quantity(mantissa: 10, isTimes: true))
    #expect(quantity("99.99%") == Quantity(mantissa: 9999, exponent10: -2, isPercent: true))
    #expect(quantity("10 ms") == Quantity(mantissa: 10, unit: "ms"))
    #expect(quantity("260 USD/month") == Quantity(mantissa: 260, perUnit: "month", unit: "USD"))
    #expect(items("20 keys").count == 2)
    #expect(items("20\n").count == 1)
    #expect(items("(20\nms)").first?.children.first?.children.first?.quantity?.unit == nil)
  }

  @Test func ranges() {
    let days = items("1..92 days")[0].rangeQuantities
    #expect(days.lower == Quantity(mantissa: 1, unit: "days"))
    #expect(days.upper == Quantity(mantissa: 92, unit: "days"))
    #expect(items("5..")[0].rangeQuantities.upper == nil)
    #expect(items("..5")[0].rangeQuantities.lower == nil)
    #expect(items("..5")[0].rangeQuantities.upper?.integer == 5)
    #expect(items("1 s..2 min")[0].rangeQuantities.lower?.unit == "s")
    #expect(items("2026-01-01..")[0].rangeBounds.lower?.dateLiteral?.year == 2026)
  }

  @Test func strings() {
    #expect(items(#""a\"b\\c\n\t\u{1F600}\u{41}é""#)[0].stringValue == "a\"b\\c\n\t😀Aé")
    #expect(items(#""\q""#)[0].stringValue == #"\q"#)
    #expect(items("\"open")[0].stringValue == "open")
    #expect(items("\"\"\"\n a \"b\" \\n\n\"\"\"")[0].stringValue == "\n a \"b\" \\n\n")
    #expect(items("\"\"\"\"\"\"")[0].stringValue == "")
  }

  @Test func datesAndTimes() {
    #expect(items("2024-02-29")[0].dateLiteral == DateLiteral(year: 2024, month: 2, day: 29))
    #expect(items("2100-02-29")[0].dateLiteral == nil)
    #expect(items("23:59:58")[0].timeLiteral == TimeLiteral(hour: 23, minute: 59, second: 58))
    #expect(items("24:00")[0].timeLiteral == nil)
  }

  @Test func names() {
    #expect(items("db.r6g.2xlarge")[0].pathSegments == ["db", "r6g", "2xlarge"])
    #expect(items("$line.product")[0].pathSegments == ["line", "product"])
    #expect(items("a.b(c)")[0].pathSegments == ["a", "b"])
    #expect(items(".paid")[0].name == "paid")
    #expect(items("id: uuid")[0].name == "id")
  }

  @Test func documentation() {
    let text = """
      /// One.
      ///
      ///  Two.
      entity A { /// not b's
        /// B.
        b: int

        /// Lost.

        c: int
      }
      """
    let tree = parse(SourceFile(id: FileID(0), path: "t", bytes: Array(text.utf8))).tree
    let entity = tree.root.children.first { _ in true }
    #expect(entity?.documentation == "One.\n\n Two.")
    let clauses = entity?.children.first?.firstChild(.block).map { Array($0.children) } ?? []
    #expect(clauses.map(\.documentation) == ["B.", nil])
  }
}
