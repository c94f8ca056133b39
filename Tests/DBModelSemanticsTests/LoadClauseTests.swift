import DBModelDiagnostics
import DBModelSemantics
import DBModelStatistics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Testing

/// What the clauses of load become.
struct LoadClauseTests {
  private func pattern(_ clauses: String) throws -> AccessPattern {
    let text = """
      edition 2026
      model Load
      store main: sqlite default
      entity Customer {
        id: uuid key
        count 1K
      }
      entity Order {
        id: uuid key
        customer: Customer inverse orders 0..50 avg 5
        count 5K
      }
      access ask(customer: Customer, order: Order) {
        read Order { id }
        where customer == $customer and id == $order
        \(clauses)
      }
      """
    let (tree, syntax) = parse(SourceFile(id: FileID(0), path: "a", bytes: Array(text.utf8)))
    let (model, findings) = Resolver.resolve([tree])
    #expect((syntax + findings).map(\.title) == [])
    return try #require(model.workload.patterns.first)
  }

  private let skews = "skew customer uniform\nskew order uniform"

  @Test func rates() throws {
    let rate = try #require(
      pattern("rate 4/s peak 20/s for 10 min burst 80/s for 5 s in batches of 100\n" + skews).rate
    )
    #expect(rate.peakSeconds == 600)
    #expect(rate.burst?.rate == 80)
    #expect(rate.burst?.seconds == 5)
    #expect(rate.batch?.value == 100)
    let plain = try #require(pattern("rate 4/s peak 20/s\n" + skews).rate)
    #expect(plain.peakSeconds == 60)
    #expect(plain.burst == nil)
    #expect(plain.batch == nil)
  }

  /// Whatever the windows are, over the period the rate has its stated average.
  @Test(
    arguments: [
      "daily 60% from 09:00 to 17:00 UTC", "daily 60% from 23:00 to 05:00 UTC",
      "daily 30% from 00:00 to 06:00 UTC, 40% from 06:00 to 12:00 UTC, 10% from 20:30 to 00:00 UTC",
      "daily 100% from 12:00 to 12:00 UTC", "weekly 90% from mon to fri",
      "weekly 10% from sat to mon, 5% on wed", "weekly 100% from mon to sun",
    ])
  func shapesKeepTheAverage(_ clause: String) throws {
    let shape = try #require(pattern("rate 4/s peak 20/s\n\(clause)\n" + skews).shapes.first)
    let minutes = stride(from: 30.0, to: shape.period.seconds, by: 60)
    let factors = minutes.map { shape.factor(at: $0) }
    let mean = factors.reduce(0, +) / Double(factors.count)
    #expect(abs(mean - 1) < 1e-9, "\(clause): \(mean)")
    #expect(factors.max() == shape.highestFactor)
  }

  @Test func jointSkews() throws {
    let together = try pattern("rate 4/s peak 20/s\nskew customer, order together zipf(0.9)")
    #expect(together.jointSkews.map(\.relation) == [.together])
    #expect(together.jointSkews[0].subjects.map(\.parameter) == [ParameterID(0), ParameterID(1)])
    #expect(together.jointSkews[0].popularity == .zipf(exponent: 0.9))
    #expect(together.skews.map(\.popularity) == [.unknown, .unknown])
    let within = try pattern(
      "rate 4/s peak 20/s\nskew customer zipf(0.9)\nskew order within customer uniform"
    )
    #expect(within.jointSkews.map(\.relation) == [.within])
    #expect(within.jointSkews[0].subjects.map(\.parameter) == [ParameterID(0), ParameterID(1)])
    #expect(within.jointSkews[0].popularity == .uniform)
    #expect(within.skews.map(\.popularity) == [.zipf(exponent: 0.9), .unknown])
  }
}
