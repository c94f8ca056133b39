import DBModelDesign
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

  // MARK: What changes

  /// By statements, by upserts, and with rows that go: not where they stand beside each other.
  @Test func rowsChangeForManyReasons() throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Order {
        id: int(1..) key

        count 1K
      }

      entity Line {
        order:  Order    inverse lines 0..9 avg 3 delete cascade
        number: int(1..9)

        key   order, number
        count 3K
      }

      entity Parcel {
        id:    int(1..) key
        order: Order    inverse parcels 0..9 avg 1 delete cascade

        count 1K
      }

      entity Call {
        id:    int(1..) key
        order: Order?   inverse calls 0..9 avg 1 delete set-null

        count 1K
      }

      entity Stock {
        id:   int(1..) key
        many: int(0..9)

        count 1K
      }

      entity Event {
        id: int(1..) key

        count 1K
      }

      access drop(order: Order) {
        delete Order where id == $order
        rate   1/s peak 2/s
        skew   order uniform
      }

      access count(stock: Stock, many: int(0..9)) {
        upsert Stock where id == $stock set many = $many
        rate   1/s peak 2/s
        skew   stock uniform
      }

      access tell(event: new Event) {
        insert $event
        rate   1/s peak 2/s
      }
      """
    )
    let names = written.workload.entities.filter {
      written.workload.changedEntities.contains($0.id)
    }.map(\.name)
    #expect(names == ["Order", "Parcel", "Call", "Stock"])
  }

  // MARK: Times

  /// A count of 100,000 of the rows, which `offer_shop_idx` holds: a row of the table takes 1 ms,
  /// and an entry by itself next to nothing.
  private func count(besides write: String, shop: String = "Shop") throws -> Interval {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Shop {
        id: int(1..) key

        count 10
      }

      entity Offer {
        id:   int(1..)   key
        shop: \(shop.replacing("Shop", with: "Shop inverse offers 100K..100K avg 100K"))
        note: string(80) avg 40 B

        count 1M
      }

      access offersOf(shop: Shop) {
        read Offer { offers: count() }
        where shop == $shop
        rate 100/s peak 500/s
        skew shop uniform
      }

      \(write)
      """
    )
    let engine = EngineTimes.exact { $0 == .entry ? Interval(1) : .zero }
    return try #require(
      Estimates(workload: written.workload, design: written.design, engine: engine)
        .latencies.first
    ).interval(at: 0.5)
  }

  /// At best no row is looked at; at worst those of all pages that were written since the vacuum.
  @Test func entriesAnswerAloneWhereNothingWasChanged() throws {
    let added = try count(
      besides: "access add(offer: new Offer) {\n  insert $offer\n  rate 1/s peak 2/s\n"
        + "  skew offer.shop uniform\n}"
    )
    #expect(added.low < 11 && abs(added.high - 20_010) < 50, "\(added)")
    let changed = try count(
      besides: "access note(offer: Offer, text: Offer.note) {\n  update Offer where id == $offer\n"
        + "    set note = $text\n  rate 1/min peak 2/s\n  skew offer uniform\n}"
    )
    #expect(changed.low < 11 && changed.high > 99_000, "\(changed)")
    // What goes with a row that is deleted changes its page as well.
    let going = try count(
      besides:
        "access close(shop: Shop) {\n  delete Shop where id == $shop\n  rate 1/min peak 2/s\n"
        + "  skew shop uniform\n}",
      shop: "Shop delete cascade"
    )
    #expect(going.low < 11 && going.high > 99_000, "\(going)")
  }
}
