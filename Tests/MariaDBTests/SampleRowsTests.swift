import DBModelDesign
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelDriver

/// The rows of a sample, and the calls that are planned on it. No server is needed.
@Suite struct SampleRowsTests {
  private static let day: Int64 = 20_454

  private func rows(_ model: SampleModel) throws -> SampleRows {
    let sizes = SampleSizes(workload: model.workload, entities: [try model.entity("Order")])
    return SampleRows(workload: model.workload, day: Self.day, counts: sizes.rows)
  }

  /// 20 million orders at 100,000 a day are 200 days old: of the last 20 days are a tenth.
  @Test func aStretchOfTimeKeepsItsShare() throws {
    let model = try SampleModel(SampleModel.shop)
    let rows = try rows(model)
    let orders = rows.dataset[try model.entity("Order")]
    #expect(orders.count == 20_000)
    let placed = try #require(
      model.workload[try model.entity("Order")].fields.first { $0.name == "placed" }
    )
    let since = rows.now - 20 * 86_400 * 1_000_000_000
    let young = orders.count { row in
      guard case .timestamp(let time) = row[placed.id.rawValue] else { return false }
      return time >= since
    }
    // Three standard deviations of 20,000 draws of a tenth: 127.
    #expect(abs(young - 2_000) < 130, "\(young)")
  }

  /// A hundredth of the numbers there may be, in every call, and within a factor of the rows.
  @Test func aStretchOfNumbersKeepsItsShare() throws {
    let model = try SampleModel(SampleModel.shop)
    let rows = try rows(model)
    let pattern = try model.pattern("dearest")
    let writer = SQLStatementWriter(
      workload: model.workload,
      design: try model.design(),
      dialect: .mysql
    )
    let statement = try #require(try writer.variants(for: pattern).first?.statements.first)
    let texts = rows.texts(of: statement, pattern, calls: 9)
    #expect(texts.count == 9 && Set(texts).count > 5)
    let totals = rows.dataset[try model.entity("Order")].compactMap { row -> Int64? in
      let field = model.workload.entities.first { $0.name == "Order" }?.fields
        .first { $0.name == "total" }
      guard let field, case .integer(let total) = row[field.id.rawValue] else { return nil }
      return total
    }
    for text in texts {
      let ends = text.split { !$0.isNumber }.compactMap { Int64($0) }.suffix(2)
      let (low, high) = (try #require(ends.first), try #require(ends.last))
      let found = totals.count { low <= $0 && $0 <= high }
      #expect(found >= 200 && found < 210, "\(text): \(found)")
    }
  }

  @Test func aNextPageGoesOnBehindARow() throws {
    let model = try SampleModel(SampleModel.shop)
    let rows = try rows(model)
    let pattern = try model.pattern("pages")
    let writer = SQLStatementWriter(
      workload: model.workload,
      design: try model.design(),
      dialect: .mysql
    )
    let next = try #require(
      try writer.variants(for: pattern).first { $0.label == "next page" }?.statements.first
    )
    let texts = rows.texts(of: next, pattern, calls: 9)
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { $0.contains("`placed` < TIMESTAMP '") }, "\(texts)")
  }

  @Test func theSameRowsEachTime() throws {
    let model = try SampleModel(SampleModel.shop)
    let loader = SQLLoader(design: try model.design(), workload: model.workload, dialect: .mysql)
    let first = try loader.statements(for: rows(model).dataset)
    let second = try loader.statements(for: rows(model).dataset)
    #expect(first == second && first.count > 200)
  }

  @Test(
    arguments: [
      ("SELECT o.id FROM `order` o", "order"), ("SELECT o.id FROM `order` AS o", "order"),
      ("SELECT 1 FROM customer c, `order` o WHERE o.id = 1", "order"),
      ("SELECT 1 FROM customer c JOIN `order` o ON o.id = c.id", "order"),
      ("SELECT `order`.id FROM `order` WHERE id = 1", nil), ("SELECT 'from order o'", nil),
      // Two subqueries call other tables so.
      ("SELECT 1 FROM `order` o WHERE EXISTS (SELECT 1 FROM customer o)", nil),
    ] as [(String, String?)]
  )
  func whatATableIsCalled(_ text: String, _ table: String?) throws {
    let escaped = text.replacing("\"", with: "\\\"")
    let model = try SampleModel(
      SampleModel.shop.replacing(
        "SELECT o.total FROM `order` o WHERE o.placed >= :since AND o.placed < NOW()",
        with: escaped
      )
    )
    let design = try model.design()
    let writer = SQLStatementWriter(workload: model.workload, design: design, dialect: .mysql)
    let pattern = try model.pattern("written")
    let statement = try #require(try writer.variants(for: pattern).first?.statements.first)
    #expect(WrittenAliases.all(in: statement, of: design)["o"] == table)
  }
}
