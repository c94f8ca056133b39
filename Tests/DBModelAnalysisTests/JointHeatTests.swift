import DBModelDiagnostics
import Testing

/// Keys of two values that are not asked for independently, and rows that are found by one key and
/// stand under another.
@Suite struct JointHeatTests {
  /// Bids of an auction, each for one of twenty lots: the key is both.
  private func bids(_ skews: String) -> String {
    """
    store main: dynamodb

    entity Auction {
      id: uuid key

      count 1K
    }

    entity Lot {
      auction: Auction inverse lots 20..20 avg 20
      number:  int(1..20)
      bids:    int(0..)

      key auction, number
    }

    access bid(auction: Auction, number: int(1..20)) {
      update Lot where auction == $auction and number == $number
        set bids += 1
      rate    100/s peak 3_000/s
    \(skews)
      latency 50 ms p95
    }
    """
  }

  private func rules(_ skews: String) throws -> Set<String> {
    Set(try Judged(bids(skews)).names.filter { $0.hasPrefix("hot-key") })
  }

  /// Half of the calls are for one auction: 1,500 a second, and of its twenty lots each takes 75.
  @Test func whatGoesWithinIsTheProduct() throws {
    let half = "  skew auction hotset(1 key, 50%)\n"
    #expect(try rules(half + "  skew number within auction uniform").isEmpty)
    // One lot takes 90 % of them: 1,350 a second, for certain.
    #expect(try rules(half + "  skew number within auction hotset(1 key, 90%)") == ["hot-key"])
    // Independent as far as is said: the favourites may be each other's.
    let favourite = "hotset(1 key, 40%)"
    #expect(try rules(half + "  skew number \(favourite)") == ["hot-key-possible"])
    #expect(try rules(half + "  skew number within auction \(favourite)").isEmpty)
  }

  @Test func togetherIsWhatIsStated() throws {
    #expect(try rules("  skew auction, number together hotset(1 key, 50%)") == ["hot-key"])
    // Each auction may be anything between a thousandth and all.
    #expect(try rules("  skew auction, number together uniform") == ["hot-key-possible"])
  }

  /// A member is found by its address, which the table's key is not.
  @Test func whatIsFoundIsAsPopularAsWhatItIsFoundBy() throws {
    let text = """
      store main: dynamodb

      entity Club {
        id: uuid key

        count 50K
      }

      entity Member {
        club:  Club        inverse members 0..5K avg 100 skew uniform
        id:    ulid
        email: string(120) avg 24 B unique
        seen:  int(0..)

        key club, id
      }

      access visit(email: Member.email) {
        update Member where email == $email
          set seen += 1
        rate    100/s peak 2_000/s
        skew    email SKEW
        latency 50 ms p95
      }

      design current of main {
        table members {
          key pk: string, sk: string

          item Member { pk: "C#{club}", sk: "M#{id}" }

          index byEmail {
            key     email
            project keys
          }
        }
      }
      """
    let calm = try Judged(text.replacing("SKEW", with: "uniform"))
    #expect(!calm.names.contains("hot-key"))
    let hot = try Judged(text.replacing("SKEW", with: "hotset(1 key, 60%)"))
    let found = hot.all.filter { $0.rule.name == "hot-key" && $0.path.contains("members") }
    #expect(found.map(\.severity) == [.danger], "\(hot.names)")
  }
}
