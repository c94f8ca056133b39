import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// How many rows an engine looks at in the table although an index holds all that is asked for.
struct IndexOnlyShareTests {
  private func share(_ kind: StoreKind, note bytes: Int, changesRows: Bool) throws -> Double {
    let written = try Written(
      """
      store main: \(kind.rawValue)\(kind == .sqlite ? "" : " {\n  class db.r6g.large\n}")

      entity Offer {
        id:   int(1..)      key
        note: string(4_000) avg \(bytes) B

        count 1M
      }
      """
    )
    return BTreeCost(
      workload: written.workload,
      entity: try written.entity("Offer"),
      kind: kind,
      missShare: 0
    ).fetchedThough(changesRows: changesRows)
  }

  /// Changes one by one, each of any row, until a tenth of the rows was changed: at each moment the
  /// rows on pages that were changed.
  private func counted(perPage rows: Int) -> Double {
    var generator = SplitMix64(seed: 7)
    let pages = 4_000
    var changed = [Bool](repeating: false, count: pages)
    var (dirty, sum) = (0, 0.0)
    let changes = pages * rows / 10
    for _ in 0..<changes {
      let page = Int.random(in: 0..<pages, using: &generator)
      if !changed[page] {
        changed[page] = true
        dirty += 1
      }
      sum += Double(dirty) / Double(pages)
    }
    return sum / Double(changes)
  }

  @Test(arguments: [(40, 130), (700, 10), (1_500, 5), (3_000, 2)])
  func changesAnywhereHaveTheirPagesLookedAt(_ bytes: Int, _ rows: Int) throws {
    let found = try share(.auroraPostgreSQL, note: bytes, changesRows: true)
    #expect(abs(found - counted(perPage: rows)) < 0.05, "\(found)")
  }

  @Test func newRowsStandTogether() throws {
    #expect(try share(.auroraPostgreSQL, note: 40, changesRows: false) == 0.1)
  }

  @Test(arguments: [StoreKind.auroraMySQL, .sqlite])
  func entriesOfOthersSayWhetherARowIsThere(_ kind: StoreKind) throws {
    #expect(try share(kind, note: 40, changesRows: true) == 0)
  }
}
