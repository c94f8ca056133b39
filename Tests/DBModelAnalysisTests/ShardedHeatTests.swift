import DBModelDiagnostics
import Testing

/// What is found of a hot index key goes where shards solve it, and stays where they do not.
@Suite struct ShardedHeatTests {
  private func shop(_ skew: String, order: String, peak: Int = 1_500) -> String {
    """
    store main: dynamodb

    entity Product {
      id:    uuid key
      shelf: enum { front 50%, back 50% }
      stock: int(0..1_000_000)

      count 1M
    }

    access take(product: Product) {
      update Product where id == $product
        set stock -= 1
      rate    10/s peak \(peak)/s
      skew    product \(skew)
      latency 50 ms p95
    }

    access onShelf(shelf: Product.shelf) {
      read    Product { id, stock }
      where   shelf == $shelf
      order   \(order)
      limit   10
      rate    1/s peak 10/s
      skew    shelf uniform
      latency 100 ms p95
    }
    """
  }

  private func hot(_ text: String) throws -> [String] {
    try Judged(text).all.filter { $0.rule.name.hasPrefix("hot-key") }.compactMap(\.path)
  }

  /// Each change of the stock moves an entry within its shelf: 2 x 1,500 x 50 % write units.
  @Test func manyItemsOfOneKey() throws {
    #expect(try hot(shop("uniform", order: "stock descending")) == [])
  }

  @Test func oneItemStaysHotInTableAndIndex() throws {
    let found = try hot(shop("hotset(1 keys, 100%)", order: "stock descending"))
    #expect(found.sorted() == ["main/Product", "main/Product.byShelfStock"])
  }

  /// The stock need not stand in the index: then nothing of it is hot, and nothing is spread.
  @Test func anIndexThatIsNotWrittenIsNotSpread() throws {
    #expect(try hot(shop("uniform", order: "id")) == [])
  }

  @Test func aTableKeyStaysHot() throws {
    let found = try hot(shop("hotset(1 keys, 60%)", order: "id"))
    #expect(found == ["main/Product"])
  }
}
