import DBModelEstimation
import DBModelStatistics
import DBModelTestKit
import DBModelWorkload
import Testing

/// The heat of a changed index key follows the changes, not the stored shares: a state machine is
/// replayed through a toy index that counts units per key.
@Suite struct HeatReplayTests {
  /// Entries of one index, and the units spent on each of its keys.
  private struct ToyIndex {
    private var keys: [Int: String] = [:]
    private(set) var units: [String: Double] = [:]

    /// A row's key becomes this; `nil`: it has none.
    mutating func set(_ row: Int, to key: String?) {
      let old = keys[row]
      if old == key { return }
      if let old { units[old, default: 0] += 1 }
      if let key { units[key, default: 0] += 1 }
      keys[row] = key
    }
  }

  static let orders = """
    store main: dynamodb

    entity Order {
      id:     ulid          key
      status: enum { placed 2%, paid 3%, shipped 94%, cancelled 1% }
      placed: timestamp(ms) clock
      total:  decimal(12, 2)

      count 40M

      lifecycle status {
        placed -> paid 99%, cancelled 1%
        paid   -> shipped 100%
      }
    }

    access ordersByStatus(status: Order.status) {
      read    Order { id, total, placed }
      where   status == $status
      order   placed descending
      page    20
      rate    1/s peak 2/s
      skew    status uniform
      latency 30 ms p95
    }

    access setStatus(order: Order, to: Order.status) {
      update Order where id == $order
        set status = $to
        if  follows(status, $to)
      rate    100/s peak 1_000/s
      skew    order uniform
      skew    to top(.paid 50%, .shipped 49%, .cancelled 1%)
      latency 30 ms p95
    }

    access placeOrder(order: new Order) {
      insert  $order
      rate    10/s peak 500/s
      latency 30 ms p95
    }

    // The derived index spreads its key over shards (ShardEstimateTests); this one does not.
    design current of main {
      table orders {
        key  id: string
        item Order { id: id }

        index byStatus {
          partition status
          sort      placed, id
          project   total
        }
      }
    }
    """

  @Test func changesAreCountedWhereTheyFall() throws {
    let written = try Written(Self.orders)
    let heat = try #require(written.estimates.heat.first { $0.isIndex })
    let seed: UInt64 = 2026
    var random = SplitMix64(seed: seed)
    var index = ToyIndex()
    var before: [String: [Int]] = [:]
    let changes = 30_000
    for row in 0..<(3 * changes) {
      let state = row.isMultiple(of: 2) ? "placed" : "paid"
      index.set(row, to: state)
      before[state, default: []].append(row)
    }
    let filled = index.units
    for _ in 0..<changes {
      // What the pattern asks for, from where the lifecycle allows it.
      let draw = Double(random.next() >> 11) * 0x1p-53
      let (from, to) =
        draw < 0.5
        ? ("placed", "paid") : draw < 0.99 ? ("paid", "shipped") : ("placed", "cancelled")
      guard let row = before[from]?.popLast() else { continue }
      index.set(row, to: to)
    }
    for key in ["placed", "paid", "shipped", "cancelled"] {
      let spent = (index.units[key] ?? 0) - (filled[key] ?? 0)
      let expected = spent / Double(changes) * 1_000
      let own = heat.contributions(isWrite: true, onKey: key)
        .filter { written.workload[$0.pattern].name == "setStatus" }
        .reduce(Interval.zero) { $0 + $1.unitsPerSecond(onKey: key) }
      #expect(abs(own.middle - expected) < 15, "\(key): \(own), replayed \(expected), seed \(seed)")
    }
    // Every new order is put under `placed`, whatever its share of the rows is.
    let puts = heat.contributions(isWrite: true, onKey: "placed")
      .filter { written.workload[$0.pattern].name == "placeOrder" }
      .reduce(Interval.zero) { $0 + $1.unitsPerSecond(onKey: "placed") }
    #expect(puts == Interval(500))
  }

  @Test func theExampleOfTheDesign() throws {
    let text = Self.orders
      .replacing("rate    100/s peak 1_000/s", with: "rate    250/s peak 4_200/s")
      .replacing(
        "top(.paid 50%, .shipped 49%, .cancelled 1%)",
        with: "top(.paid 50%, .shipped 50%)"
      )
      .replacing("peak 500/s", with: "peak 10/s")
    let written = try Written(text)
    let heat = try #require(written.estimates.heat.first { $0.isIndex })
    let hottest = heat.hottestKey(isWrite: true)
    #expect(hottest.value == "paid")
    // 2,100 puts and 2,100 deletes.
    #expect(abs(hottest.unitsPerSecond.low - 4_200) < 1)
    #expect(abs(hottest.unitsPerSecond.high - 4_200) < 1)
  }

  static func sparse(_ change: String) -> String {
    """
    store main: dynamodb

    entity Task {
      id:    uuid         key
      owner: string(20)?  avg 10 B present 25%
      text:  string(200)  avg 50 B

      count 1M
    }

    access tasksOf(owner: Task.owner) {
      read    Task { id, text }
      where   owner == $owner
      page    20
      rate    40/s peak 50/s
      skew    owner uniform
      latency 30 ms p95
    }

    access change(task: Task, to: string(20)) {
      update Task where id == $task
        set \(change)
      rate    10/s peak 100/s
      skew    task uniform
      skew    to uniform
      latency 30 ms p95
    }
    """
  }

  /// Source: DynamoDB Developer Guide, global secondary indexes, write capacity (2026-11-23).
  @Test(arguments: [
    // The value is taken away: a delete of the entries there are.
    ("owner = null", 25.0, 0.0),
    // Every item enters or stays: a put each, and a delete of the quarter that was a member.
    ("owner = $to", 25.0, 100.0),
    // A projected attribute changes: a write of the entries there are.
    ("text = $to", 0.0, 0.0),
  ]) func sparseIndexes(change: String, deletes: Double, puts: Double) throws {
    let written = try Written(Self.sparse(change))
    let heat = try #require(written.estimates.heat.first { $0.isIndex })
    func units(_ effect: HeatEffect) -> Double {
      heat.contributions.filter { $0.effect == effect }
        .reduce(0) { $0 + $1.unitsPerSecond.middle }
    }
    #expect(abs(units(.deletes) - deletes) < 0.01)
    #expect(abs(units(.puts) - puts) < 0.01)
    if change.hasPrefix("text") { #expect(abs(units(.writes) - 25) < 0.01) }
  }

  /// More calls never make a key cooler, and never cost less.
  @Test func moreCallsNeverCool() throws {
    var last = 0.0
    for peak in [100, 200, 1_000, 5_000, 20_000] {
      let text = Self.orders.replacing("peak 1_000/s", with: "peak \(peak)/s")
      let written = try Written(text)
      let heat = try #require(written.estimates.heat.first { $0.isIndex })
      let hottest = heat.hottestKey(isWrite: true).unitsPerSecond
      #expect(hottest.low >= last)
      last = hottest.low
    }
  }

  @Test func theSameModelHasTheSameFigures() throws {
    func text() throws -> String {
      let written = try Written(Self.orders)
      return written.estimates.heat.map { heat in
        "\(heat.structure) \(heat.hottestKey(isWrite: true)) \(heat.hottestKey(isWrite: false)) "
          + heat.contributions.map { "\($0.pattern) \($0.unitsPerSecond) \($0.basis)" }
          .joined(separator: ";")
      }.joined(separator: "\n")
    }
    let first = try text()
    for _ in 0..<3 { #expect(try text() == first) }
  }
}
