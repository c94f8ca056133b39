import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelTestKit
import DBModelWorkload
import Testing

/// Arithmetic of bills, against numbers worked out by hand.
struct MonthlyCostTests {
  private func sum(_ lab: Lab, _ book: PriceBook, _ kinds: CostKind...) -> Interval {
    MonthlyCost.total(lab.bill(book).lines.filter { kinds.contains($0.kind) })
  }

  private func near(_ value: Interval, _ low: Double, _ high: Double) -> Bool {
    abs(value.low - low) < 1e-9 && abs(value.high - high) < 1e-9
  }

  @Test("10 million writes and 70 million reads are 30 USD by the document, 15 by the public book")
  func requests() {
    var lab = Lab()
    lab.use(reads: 70e6, writes: 10e6)
    #expect(near(sum(lab, .referenceLab, .requests), 30, 30))
    #expect(near(sum(lab, .publicUSEast1, .requests), 15, 15))
  }

  @Test(
    "two instances for a month of 730 hours",
    arguments: [
      ("db.t3.medium", 119.72), ("db.t4g.medium", 106.58), ("db.r6g.large", 379.6),
    ]
  )
  func instances(name: String, cost: Double) {
    #expect(near(sum(.healthy(class: name), .publicUSEast1, .compute), cost, cost))
  }

  @Test("Serverless v2 at its floor and at its ceiling, twice")
  func serverless() {
    var lab = Lab.healthy()
    lab.aurora.serverless = Lab.at(ServerlessRange(minimumACU: 0.5, maximumACU: 4), 11)
    #expect(near(sum(lab, .publicUSEast1, .compute), 87.6, 700.8))
  }

  @Test("a proxy is billed by the virtual processors behind it, at a price that settles nothing")
  func proxy() {
    var lab = Lab.healthy()
    lab.aurora.proxy = Lab.at(true, 12)
    #expect(near(sum(lab, .publicUSEast1, .proxy), 43.8, 43.8))
    #expect(lab.bill(.publicUSEast1).lines.first { $0.kind == .proxy }?.isSettled == false)
  }

  @Test("replicas write and keep everything again, recovery is billed by size")
  func replicas() {
    var lab = Lab()
    lab.use(reads: 0, writes: 1e6, gigabytes: 8)
    lab.dynamoDB.replicas = [Lab.at("us-west-2", 50), Lab.at("eu-west-1", 51)]
    lab.dynamoDB.recoveryDays = Lab.at(35, 52)
    #expect(near(sum(lab, .publicUSEast1, .replication), 1.25 + 4, 1.25 + 4))
    #expect(near(sum(lab, .publicUSEast1, .backup), 1.6, 1.6))
    #expect(near(sum(lab, .publicUSEast1, .storage), 2, 2))
  }

  @Test("provisioned capacity is billed by the hour whatever is used")
  func provisioned() {
    var lab = Lab()
    lab.use(reads: 1e9, writes: 1e9)
    lab.dynamoDB.capacity = Lab.at(
      .provisioned(Throughput(readUnitsPerSecond: 30, writeUnitsPerSecond: 20)),
      40
    )
    // 20 x 730 x 0.00065 + 30 x 730 x 0.00013
    #expect(near(sum(lab, .publicUSEast1, .requests), 9.49 + 2.847, 9.49 + 2.847))
  }

  @Test("backups: one day is free, more costs at most the changes of those days")
  func backups() {
    var lab = Lab.healthy()
    lab.aurora.storageBytes = Lab.at(100 * Lab.gigabyte, 13)
    lab.aurora.backupDays = Lab.at(1, 14)
    #expect(near(sum(lab, .publicUSEast1, .backup), 0, 0))
    lab.aurora.backupDays = Lab.at(7, 14)
    #expect(near(sum(lab, .publicUSEast1, .backup), 0, 70 * 0.021))
    #expect(near(sum(lab, .referenceLab, .backup), 0, 70 * 0.095))
  }

  @Test("what is not priced is named")
  func omitted() {
    var lab = Lab.healthy()
    lab.aurora.instanceClass = nil
    #expect(lab.bill(.publicUSEast1).omitted.contains { $0.contains("no class") })
    lab.aurora.instanceClass = Lab.at("db.x9.huge", 10)
    #expect(lab.bill(.publicUSEast1).omitted.contains { $0.contains("db.x9.huge") })
  }

  @Test("intervals never invert, and every line has a formula and a price", arguments: 0..<50)
  func intervals(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    func number() -> Double { Double.random(in: 0...1e12, using: &random) }
    var lab = Lab.healthy()
    lab.dynamoDB.recoveryDays = Lab.at(Int.random(in: 1...35, using: &random), 1)
    lab.dynamoDB.replicas = [Lab.at("us-west-2", 50)]
    lab.aurora.backupDays = Lab.at(Int.random(in: 1...35, using: &random), 1)
    lab.usage = (0..<4).map {
      UsageLine(
        structure: "S\($0)",
        store: StoreID($0 % 2),
        readUnitsPerMonth: Interval(number(), number()),
        writeUnitsPerMonth: Interval(number(), number()),
        storedBytes: Interval(number(), number())
      )
    }
    let bill = lab.bill(.publicUSEast1)
    #expect(!bill.lines.isEmpty)
    for line in bill.lines {
      let cost = line.usDollarsPerMonth
      #expect(0 <= cost.low && cost.low <= cost.high, "seed \(seed), \(line.name)")
      #expect(!cost.formula.isEmpty && !line.prices.isEmpty)
    }
    #expect(bill.total.low <= bill.total.high)
  }
}
