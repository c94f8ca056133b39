import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelDriver

/// How a database is thinned. No server is needed.
@Suite struct SampleSizesTests {
  /// Of 20 million orders 20,000, of a million customers as large a part, and all categories.
  @Test func oneFactorKeepsFanOutsAndSmallTablesStayWhole() throws {
    let sizes = try SampleModel(SampleModel.shop).sizes("Order")
    #expect(sizes == ["Order": 20_000, "Customer": 1_000, "Category": 200])
  }

  @Test func whatNoStatementNeedsIsNotThere() throws {
    let model = try SampleModel(SampleModel.shop)
    #expect(try model.sizes("Note") == ["Note": 20_000])
    #expect(try model.sizes("Customer") == ["Customer": 20_000])
  }

  /// With 100,000 times as many orders the factor would leave ten customers, each a tenth of all.
  @Test func aParentKeepsEnoughRows() throws {
    let text = SampleModel.shop.replacing("count 20M", with: "count 20_000M")
    let sizes = try SampleModel(text).sizes("Order")
    #expect(sizes == ["Order": 20_000, "Customer": 1_000, "Category": 200])
  }

  /// More customers than the factor leaves have their claims too, not one for each.
  @Test func childrenComeWithTheirParents() throws {
    let text =
      SampleModel.shop.replacing("count 20M", with: "count 20_000M") + """

        entity Claim {
          id:       int      key
          customer: Customer inverse claims 0..50 avg 5

          count 5M
        }

        """
    let sizes = try SampleModel(text).sizes("Order", "Claim")
    #expect(sizes["Claim"] == 5_000)
  }

  @Test func manyTablesStayWithinTheBounds() throws {
    let entities = (0..<200).map { number in
      """
      entity E\(number) {
        id:   int key
        \(number > 0 && number % 5 != 0 ? "of:   E\(number - 1) inverse e 0..9 avg 1" : "")
        text: string(1000) avg 400 B

        count 1_000M
      }

      """
    }
    let text =
      "edition 2026\nmodel Many\n\nstore main: aurora-mysql default {\n  class db.r6g.large\n}\n\n"
      + entities.joined()
    let model = try SampleModel(text)
    let sizes = SampleSizes(
      workload: model.workload,
      entities: Set(model.workload.entities.map(\.id))
    ).rows
    #expect(sizes.count == 200)
    #expect(sizes.allSatisfy { $0 > 0 })
    let bytes = Double(sizes.reduce(0, +)) * 400
    #expect(bytes <= SampleSizes.allBytes && bytes > SampleSizes.allBytes / 2, "\(sizes)")
    #expect(Double(sizes.reduce(0, +)) <= SampleSizes.allRows)
  }

  @Test(arguments: ["0", "unknown", "1"])
  func anyCountGivesSomeRows(count: String) throws {
    let text = SampleModel.shop.replacing("count 20M", with: "count \(count)")
    let sizes = try SampleModel(text).sizes("Order")
    let expected = count == "unknown" ? 20_000 : 1
    #expect(sizes["Order"] == expected, "\(sizes)")
  }
}
