import DBModelTestData
import DBModelTestKit

/// Small models on which the planner's search and a general solver have to agree.
enum SelectionModels {
  enum Group: String, CaseIterable {
    case random = "random models"
    case circle = "odd circles"
    case hotKey = "hot keys that patterns share"
    case twins = "keys that one index does not serve"
  }

  struct Case: Sendable, CustomStringConvertible {
    let group: Group
    let seed: UInt64
    let text: String

    var description: String { "\(group.rawValue), \(seed)" }
  }

  /// 60: random ones, odd circles, hot keys that patterns share, and those that take twins.
  static let all: [Case] =
    (0..<33 as Range<UInt64>).map { Case(group: .random, seed: $0, text: random($0)) }
    + RefereeModels.found.map { Case(group: .random, seed: $0, text: RefereeModels.text($0)) }
    + (0..<8 as Range<UInt64>).map { Case(group: .circle, seed: $0, text: circle($0)) }
    + (0..<6 as Range<UInt64>).map { Case(group: .hotKey, seed: $0, text: hotKey($0)) }
    + (0..<10 as Range<UInt64>).map { Case(group: .twins, seed: $0, text: twins($0)) }

  /// Some of each kind, for every run of the tests.
  static let some: [Case] = [0, 4, 9, 15, 33, 36, 37, 44, 47, 50, 51, 53].map { all[$0] }

  /// Up to 6 entities and 10 patterns, of which up to 3 are writes of further kinds.
  private static func random(_ seed: UInt64) -> String {
    let writes = Int(seed % 4)
    var model = RandomModel(
      seed: seed &+ 3_000,
      entities: 2 + Int(seed % 5),
      patterns: 4 + Int(seed / 5 % 7) - (seed / 5 % 7 > 3 ? writes : 0)
    )
    model.addWrites(seed: seed, count: writes)
    return MixedRates.text(model.text(), seed: seed)
  }

  /// Patterns of which each asks for two neighbours on a circle of an odd number of attributes: an
  /// index of one attribute serves two of them, and there is one pattern too many. A solution in
  /// parts keeps half of every index.
  private static func circle(_ seed: UInt64) -> String {
    let count = [3, 5, 7, 9][Int(seed % 4)]
    var numbers = SplitMix64(seed: seed)
    var lines = begin("Circle") + ["entity Item {", "  id: uuid key"]
    lines += (0..<count).map { "  a\($0): string(20) avg 8 B" }
    lines += ["  note: string(200) avg \(numbers.integer(20...150)) B", "  count 1M", "}"]
    for number in 0..<count {
      let names = ["a\(number)", "a\((number + 1) % count)"]
      lines += ["access q\(number)(x: string(20), y: string(20)) {", "  read Item { id, note }"]
      lines += ["  where \(names[0]) == $x and \(names[1]) == $y"]
      lines += end(rate: "\(numbers.integer(1...9))/s")
      lines += ["  skew x uniform", "  skew y uniform", "}"]
    }
    lines += ["access put(row: new Item) {", "  insert $row"] + end(rate: "400/s") + ["}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Several patterns ask for the same few keys at thousands of read units a second.
  private static func hotKey(_ seed: UInt64) -> String {
    var numbers = SplitMix64(seed: seed)
    var lines = begin("Hot") + ["entity Owner {", "  id: uuid key", "  name: string(40) avg 10 B"]
    lines += ["  count 10K", "}", "entity Item {"]
    lines += ["  owner: Owner inverse items 0..50K avg 100 skew zipf(1.1)", "  id: ulid key"]
    lines += ["  state: enum { open 5%, held 15%, done 80% }", "  at: timestamp(ms)"]
    lines += ["  text: string(400) avg \(numbers.integer(50...300)) B", "  count 1M", "}"]
    let asked = [
      ("read Item { id, at }", "order at descending"), ("read Item { * }", "order at"),
      ("read Item { text }", "order id descending"), ("read Item { id, state }", "order at"),
    ]
    for (number, (read, order)) in asked.prefix(2 + Int(seed % 3)).enumerated() {
      let isByState = numbers.chance(0.5)
      let rate = end(rate: "\(numbers.integer(5...20) * 100)/s")
      if isByState {
        lines += ["access q\(number)(state: Item.state) {", "  \(read)", "  where state == $state"]
        lines += ["  \(order)", "  limit 20", "  skew state top(.open 90%, .held 10%)"]
      } else {
        lines += ["access q\(number)(owner: Owner) {", "  \(read)", "  where owner == $owner"]
        lines += ["  \(order)", "  limit 20", "  skew owner zipf(1.1)"]
      }
      lines += rate + ["}"]
    }
    lines += ["access put(row: new Item) {", "  insert $row"] + end(rate: "200/s") + ["}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads of the same few values, so often that they have to share them out.
  private static func twins(_ seed: UInt64) -> String {
    var model = RandomModel(seed: seed &+ 70, entities: 1 + Int(seed % 2), patterns: 0)
    model.addHot(seed: seed &+ 70, count: 3 + Int(seed % 3))
    return model.text()
  }

  private static func begin(_ name: String) -> [String] {
    [
      "edition 2026", "model \(name)", "store main: dynamodb default", "service app {",
      "  role app", "}",
    ]
  }

  private static func end(rate: String) -> [String] {
    ["  by app", "  rate \(rate) peak 5000/s", "  latency 100 ms p95"]
  }
}
