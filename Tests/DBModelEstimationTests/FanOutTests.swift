import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Glibc
import Testing

/// What pages of a fan-out cost, against rows that were dealt out to their parents one by one:
/// `⌈E[rows] x size⌉` is not what calls take, and neither is the page's own number of rows where
/// some parents have fewer.
@Suite struct FanOutTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let least: Int
    let average: Int
    let most: Int
    /// The exponent of `zipf`; 0 is `uniform`.
    let skew: Double
    let page: Int?
    /// Mean bytes of the text, half to one and a half times of which it has.
    let text: Int
    /// Pages that a call fetches, where there are as many.
    var depth = 1

    var testDescription: String {
      "\(least)..\(most) avg \(average) zipf \(skew) page \(page ?? 0) x \(depth) of \(text) B"
    }
  }

  static let cases: [Case] = [
    Case(least: 0, average: 8, most: 400, skew: 0, page: 20, text: 400),
    Case(least: 0, average: 8, most: 400, skew: 0.9, page: 20, text: 400),
    Case(least: 0, average: 20, most: 50_000, skew: 0.6, page: 20, text: 300),
    Case(least: 0, average: 60, most: 50_000, skew: 1.0, page: 50, text: 600),
    Case(least: 1, average: 3, most: 30, skew: 0, page: nil, text: 1_500),
    Case(least: 0, average: 1, most: 30, skew: 0, page: nil, text: 5_000),
    Case(least: 0, average: 1, most: 2, skew: 0, page: nil, text: 5_000),
    Case(least: 0, average: 50, most: 400, skew: 0, page: nil, text: 90),
    Case(least: 0, average: 2, most: 9_000, skew: 1.2, page: 20, text: 900),
    Case(least: 0, average: 50, most: 400, skew: 0, page: 20, text: 400, depth: 3),
    Case(least: 0, average: 8, most: 400, skew: 0.9, page: 5, text: 900, depth: 4),
    Case(least: 3, average: 40, most: 5_000, skew: 1.1, page: 10, text: 90, depth: 2),
  ]
  private static let parents = 2_000

  private func model(_ one: Case) -> String {
    let skew = one.skew == 0 ? "uniform" : "zipf(\(one.skew))"
    let end = one.page.map { "order id descending\n  page \($0) depth avg \(one.depth)" } ?? ""
    return """
      store main: dynamodb

      entity Parent {
        id: uuid key
        count \(Self.parents)
      }

      entity Child {
        parent: Parent inverse children \(one.least)..\(one.most) avg \(one.average) skew \(skew)
        id:     ulid
        text:   string(\(4 * one.text)) avg \(one.text) B
        key     parent, id
        count   \(one.average * Self.parents)
      }

      access children(parent: Parent) {
        read    Child { * }
        where   parent == $parent
        \(end)
        rate    1/s peak 2/s
        skew    parent uniform
        latency 50 ms p95
      }
      """
  }

  @Test(arguments: cases) func pagesCostWhatDealtRowsTake(one: Case) throws {
    let units = try Written(model(one)).units("children").readUnits
    #expect(units.isExact)
    var random = SplitMix64(seed: 11)
    func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    // The parent's share by its rank; each row that is not owed finds a parent by the shares.
    var sums: [Double] = []
    for rank in 1...Self.parents { sums.append((sums.last ?? 0) + pow(Double(rank), -one.skew)) }
    var blocks = 0.0
    let rounds = 6
    for _ in 0..<rounds {
      var counts = Array(repeating: one.least, count: Self.parents)
      for _ in 0..<(one.average - one.least) * Self.parents {
        var chosen = 0
        repeat {
          let wanted = uniform() * (sums.last ?? 1)
          var (low, high) = (0, sums.count - 1)
          while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
          }
          chosen = low
        } while counts[chosen] >= one.most
        counts[chosen] += 1
      }
      for count in counts {
        // 36 + 6 B of the reference, 26 + 2 of the identifier, 4 of the name of the text.
        var left = count
        for _ in 0..<one.depth {
          var bytes = 0.0
          let rows = min(left, one.page ?? .max)
          for _ in 0..<rows {
            bytes += 74 + (Double(one.text) * (0.5 + uniform())).rounded()
          }
          blocks += max(1, (bytes / 4_096).rounded(.up))
          left -= rows
          // A page that is not full is the last.
          if rows < one.page ?? .max { break }
        }
      }
    }
    let counted = blocks / Double(rounds * Self.parents) / 2
    #expect(
      abs(units.middle / counted - 1) < 0.01,
      "estimated \(units.middle), counted \(counted)"
    )
  }
}
