import DBModelDesign
import Testing

struct PriceBookTests {
  @Test("every price has a source, and a verified one a date")
  func sources() {
    for row in PriceBook.publicUSEast1.rows {
      #expect(!row.source.isEmpty && !row.unit.isEmpty, "\(row.id)")
      #expect(row.status != .verified || row.sourceDate.hasPrefix("20"), "\(row.id)")
    }
  }

  @Test("a book takes what it does not state from the public one, and says so")
  func borrowing() {
    let lab = PriceBook.referenceLab
    #expect(lab.row("ddb.od.wru.standard")?.usDollars == 1.25)
    #expect(!lab.borrows("ddb.od.wru.standard"))
    #expect(lab.row("aurora.instance.db.t3.medium")?.usDollars == 0.082)
    #expect(lab.borrows("aurora.instance.db.t3.medium"))
    #expect(lab.row("no.such.row") == nil)
  }

  @Test("what differs from the public prices: both request prices, and the backup price")
  func differences() {
    let rows = PriceBook.referenceLab.rows(differingFrom: .publicUSEast1)
    #expect(
      rows.map(\.own.id) == ["aurora.backup", "ddb.od.rru.standard", "ddb.od.wru.standard"]
    )
    #expect(rows.first?.own.mistakenFor == "rds.backup")
    #expect(rows.dropFirst().allSatisfy { $0.own.usDollars == 2 * $0.other.usDollars })
  }

  @Test("classes are ordered by memory, then processors, then price")
  func classes() throws {
    let medium = try #require(AuroraInstanceClass.named("db.t3.medium"))
    let graviton = try #require(AuroraInstanceClass.named("db.t4g.medium"))
    let large = try #require(AuroraInstanceClass.named("db.t3.large"))
    #expect(medium.isLarger(than: graviton))
    #expect(!graviton.isLarger(than: medium))
    #expect(large.isLarger(than: medium))
    #expect(!medium.isLarger(than: medium))
    for known in AuroraInstanceClass.all {
      #expect(PriceBook.publicUSEast1.row(known.priceRow) != nil)
    }
  }
}
