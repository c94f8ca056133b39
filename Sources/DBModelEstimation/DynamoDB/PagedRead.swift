import DBModelDesign

/// Pages of a pattern that are fetched one after the other, each by a request with a limit.
struct PagedRead {
  /// Pages that are looked at one by one; of more, each is like the last of them.
  private static let mostPages = 200

  /// Of one item under the key.
  let size: SizedItem
  /// Rows of a page.
  let rows: Double
  /// Pages that a call fetches in the mean, where there are as many.
  let depth: Double

  /// What the pages of one call read, in the mean: a page is fetched where those before it were
  /// full, so that a last full one is followed by an empty one.
  func units(_ counts: RowCounts) -> (items: Double, units: Double, requests: Double) {
    let number = max(1, Int(min(depth, Double(Self.mostPages)).rounded(.up)))
    let found = counts.numbers(upTo: rows * Double(number))
    var total = (items: 0.0, units: 0.0, requests: 0.0)
    var known: [Double: Page] = [:]
    for page in 0..<number {
      // The last page is a part of one; or it stands for all that come after it.
      let begun = Double(page)
      let share = page == Self.mostPages - 1 ? depth - begun : min(1, depth - begun)
      var isFetched = false
      for (chance, count) in found where count >= begun * rows {
        let own = min(rows, count - begun * rows)
        let page = known[own] ?? self.page(own)
        known[own] = page
        isFetched = true
        total.items += share * chance * own
        total.units += share * chance * page.blocks
        total.requests += share * chance * page.requests
      }
      if !isFetched { break }
    }
    return total
  }

  private struct Page {
    let blocks: Double
    let requests: Double
  }

  private func page(_ rows: Double) -> Page {
    // A page of the service ends at 1 MB.
    let pages = (rows * size.meanBytes / DynamoDBLimits.pageBytes.value).rounded(.up)
    let requests = max(1, pages)
    let one = RowCounts(.constant, mean: rows / requests, isWhole: true)
      .read(atMost: rows / requests, size, block: CapacityUnits.readBlockBytes)
    return Page(blocks: requests * max(1, one.blocks), requests: requests)
  }
}
