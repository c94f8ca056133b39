import DBModelEstimation
import DBModelStatistics
import Testing

/// Pages that one call fetches one after the other, worked out by hand.
@Suite struct PageDepthTests {
  /// An `Item` has 4 + 26 B of `shop`, 2 + 26 of `id` and 4 + 2,000 of `body`: 2,062 B. A page of
  /// 20 takes 41,240 B, 11 blocks of 4 KB; one of 10 takes 6.
  private func read(rows: Int, page: String) throws -> (units: Double, requests: Double) {
    let cost = try Written(
      """
      store main: dynamodb

      entity Shop {
        id: ulid key

        count 1K
      }

      entity Item {
        shop: Shop inverse items \(rows) skew uniform
        id:   ulid key
        body: string(500) avg 2_000 B

        count \(rows)K
      }

      // Rows that others refer to are items.
      entity Offer {
        item: Item inverse offers 0..3 avg 1
        day:  date
        key   item, day
      }

      access items(shop: Shop) {
        read    Item
        where   shop == $shop
        order   id
        \(page)
        rate    10/s peak 20/s
        skew    shop uniform
        latency 90 ms p95
      }
      """
    ).units("items")
    return (cost.readUnits.middle, cost.requests[0].requests.middle)
  }

  @Test(
    "a page is fetched where those before it were full",
    arguments: [
      (60, "page 20", 5.5, 1.0),
      (60, "page 20 depth avg 3", 16.5, 3.0),
      (60, "page 20 depth avg 2.5", 13.75, 2.5),
      // A full page does not say that it is the last one: an empty one costs half a unit.
      (60, "page 20 depth avg 9", 17.0, 4.0),
      (30, "page 20 depth avg 3", 8.5, 2.0),
      (10, "page 20 depth avg 3", 3.0, 1.0),
    ]
  )
  func depth(rows: Int, page: String, units: Double, requests: Double) throws {
    let found = try read(rows: rows, page: page)
    #expect(abs(found.units - units) < 1e-6, "\(found.units)")
    #expect(abs(found.requests - requests) < 1e-6, "\(found.requests)")
  }
}
