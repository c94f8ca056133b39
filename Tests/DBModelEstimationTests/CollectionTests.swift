import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// What is read of an item collection that several entities share, and what changes by condition
/// touch: only the rows that are meant.
@Suite struct CollectionTests {
  static let chat = """
    store main: dynamodb {
      recovery point-in-time 7 days
    }

    entity Channel {
      id: uuid key
      count 1K
    }

    entity Message {
      channel: Channel inverse messages 0..2K avg 200
      id:      ulid
      edited:  timestamp(ms)? present 4%
      body:    string(400) avg 100 B
      key channel, id
    }

    entity Reaction {
      message: Message inverse reactions 0..20 avg 2
      emoji:   string(16) avg 4 B
      key message, emoji
    }

    access page(channel: Channel) {
      read  Message { id, body, reactions { emoji } }
      where channel == $channel
      order id descending
      page  50
      rate  1/s peak 2/s
      skew  channel uniform
    }

    access channel(channel: Channel) {
      read  Channel { id, messages { id, body } }
      where id == $channel
      rate  1/s peak 2/s
      skew  channel uniform
    }

    access purge() {
      delete Message where edited < now() - 365 days
      rows     avg 500 max 4K
      schedule monthly within 12 h
    }
    """

  @Test("a prefix of the sort key leaves the rows of one parent, not of the whole collection")
  func prefix() throws {
    let written = try Written(Self.chat)
    let units = try written.units("page")
    // 50 queries of 2 reactions of some 150 B: half a unit each, and never the 400 of the channel.
    let reactions = try #require(units.requests.last)
    #expect(reactions.repetitions == Interval(50))
    #expect(reactions.readUnits == Interval(25))
  }

  @Test("related rows of one parent are read as often as the parent is asked for")
  func heatOfRelatedRows() throws {
    let skewed = Self.chat.replacing("avg 200", with: "avg 200 skew zipf(0.5)")
    let written = try Written(skewed)
    let page = try written.pattern("page")
    let heat = written.estimates.heat.flatMap { $0.contributions(isWrite: false, onKey: nil) }
    // Every channel alike: one of 1,000 for the page. The reactions of a message are under the
    // message, which is asked for no more often than its channel.
    let shares = heat.filter { $0.pattern == page.id }.map(\.share.hottest)
    #expect(shares.first == Interval(0.001))
    #expect(shares.count == 2 && shares.allSatisfy { $0.high <= 0.001 })
  }

  @Test("a change by condition touches the rows that it declares")
  func declaredRows() throws {
    let written = try Written(Self.chat)
    let units = try written.units("purge")
    let write = try #require(units.requests.last)
    #expect(write.repetitions == Interval(500))
  }

  @Test("point-in-time recovery is billed for tables, not for their global indexes")
  func recovery() throws {
    var source = Self.chat
    source += """


      access byEdit(since: timestamp(ms)) {
        read  Message { id, channel }
        where body == "x" and edited >= $since
        limit 5
        rate  1/s peak 2/s
      }
      """
    let written = try Written(source)
    let tables = try #require(written.tables)
    #expect(tables.tables.contains { !$0.indexes.isEmpty })
    let lines = UsageEstimator.lines(
      of: tables,
      units: written.estimates.units,
      workload: written.workload,
      book: .publicUSEast1
    )
    let bill = MonthlyCost(workload: written.workload, usage: lines, book: .publicUSEast1)
    let recovered = bill.lines.filter { $0.kind == .backup }.compactMap(\.structure)
    #expect(recovered == tables.tables.map(\.name))
  }
}
