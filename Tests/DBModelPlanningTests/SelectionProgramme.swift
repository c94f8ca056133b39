import DBModelWorkload

@testable import DBModelPlanning

/// Which tables and indexes to keep and which way each pattern takes, as a programme.
struct SelectionProgramme {
  struct Index: Hashable {
    let table: Int
    let key: Int
    let demand: AttributeDemand
    /// Which of several indexes that are the same.
    var copy = 0

    var text: String { "\(table)|\(key)|\(demand.text)|\(copy)" }
  }

  /// A key that several clients may ask for.
  struct Key: Hashable {
    let index: Index?
    let table: Int
    let value: String

    var text: String { "\(index?.text ?? "")|\(table)|\(value)" }
  }

  struct Way {
    struct Needed: Hashable {
      let tables: Set<Int>
      let indexes: Set<Index>

      var text: String {
        tables.sorted().map(String.init).joined(separator: ",") + ";"
          + indexes.map(\.text).sorted().joined(separator: ";")
      }
    }

    let needs: Needed
    let cost: Double
    /// Read units a second by key.
    var reads: [Key: Double] = [:]
  }

  struct Solution {
    /// USD a month, the effort included.
    let cost: Double
    let tables: Set<Int>
    let indexes: Set<Index>
  }

  /// Upkeep by table.
  let tables: [Double]
  /// By entity: the tables it may stand in.
  let homes: [[Int]]
  let indexes: [Index: Double]
  /// By pattern.
  let clients: [[Way]]
  /// Tables come first, then indexes in their order, then ways.
  let programme: MixedIntegerProgram
  private let numbers: [Index: Int]
  /// Beside `clients`: the variables of their ways.
  private let ways: [[Int]]
  /// Whether some key may be asked for too often, so that a way is taken wholly or not.
  private let isHot: Bool

  init(tables: [Double], homes: [[Int]], indexes: [Index: Double], clients: [[Way]]) {
    self.tables = tables
    self.homes = homes
    self.indexes = indexes
    self.clients = clients
    var made = MixedIntegerProgram()
    for cost in tables { _ = made.variable(cost: cost, isBinary: true) }
    var numbers: [Index: Int] = [:]
    for (index, cost) in indexes.sorted(by: { $0.key.text < $1.key.text }) {
      numbers[index] = made.variable(cost: cost, isBinary: true)
    }
    for places in homes { made.add(.equal, places.map { ($0, 1) }, 1) }
    let inTable = Dictionary(grouping: numbers) { $0.key.table }
    for (table, own) in inTable.sorted(by: { $0.key < $1.key }) {
      let most = Double(DynamoDBPlanner.indexesPerTable)
      made.add(.atMost, own.map(\.value).sorted().map { ($0, 1) } + [(table, -most)], 0)
    }
    let hot = Self.hotKeys(clients)
    isHot = !hot.isEmpty
    var readers: [Key: [(variable: Int, factor: Double)]] = [:]
    var variables: [[Int]] = []
    for ways in clients {
      var users: [Int: [Int]] = [:]
      var all: [Int] = []
      for way in ways {
        let variable = made.variable(cost: way.cost, isBinary: !hot.isEmpty)
        all.append(variable)
        for (key, units) in way.reads where hot.contains(key) {
          readers[key, default: []].append((variable, units))
        }
        for structure in way.needs.tables { users[structure, default: []].append(variable) }
        for index in way.needs.indexes {
          if let number = numbers[index] { users[number, default: []].append(variable) }
        }
      }
      variables.append(all)
      made.add(.equal, all.map { ($0, 1) }, 1)
      for (structure, own) in users.sorted(by: { $0.key < $1.key }) {
        made.add(.atMost, own.map { ($0, 1) } + [(structure, -1)], 0)
      }
    }
    for (_, terms) in readers.sorted(by: { $0.key.text < $1.key.text }) {
      let healthy = terms.filter { $0.factor <= Self.mostReads }
      made.add(.atMost, healthy, Self.mostReads)
      // Who alone asks for too much leaves nothing to others.
      for other in terms where other.factor > Self.mostReads && !healthy.isEmpty {
        let count = Double(healthy.count)
        made.add(
          .atMost,
          healthy.map { ($0.variable, 1) } + [(other.variable, count)],
          count
        )
      }
    }
    programme = made
    self.numbers = numbers
    self.ways = variables
  }

  /// What reads may take of one key, as a part of what is planned with.
  private static let mostReads = 1.0

  /// Keys that all clients who may ask for them would together ask for too often.
  static func hotKeys(_ clients: [[Way]]) -> Set<Key> {
    var asked: [Key: Double] = [:]
    for ways in clients {
      var most: [Key: Double] = [:]
      for way in ways { most.merge(way.reads, uniquingKeysWith: max) }
      asked.merge(most, uniquingKeysWith: +)
    }
    return Set(asked.filter { $0.value > mostReads }.keys)
  }

  /// The best there is, as the solver finds it and priced anew; `nil` where there is none.
  func solution(_ solver: GeneralSolver) throws -> Solution? {
    guard let values = try solver.solve(programme) else { return nil }
    let kept = Set(tables.indices.filter { values[$0] > 0.5 })
    let made = Set(numbers.filter { values[$0.value] > 0.5 }.keys)
    var used: Set<Index> = []
    var cost = kept.reduce(0) { $0 + tables[$1] }
    for (ways, variables) in zip(clients, ways) {
      let open = zip(ways, variables).filter { way, variable in
        way.needs.tables.isSubset(of: kept) && way.needs.indexes.isSubset(of: made)
          && (!isHot || values[variable] > 0.5)
      }.map(\.0)
      guard let best = open.min(by: { $0.cost < $1.cost }) else { return nil }
      cost += best.cost
      used.formUnion(best.needs.indexes)
    }
    cost += used.reduce(0) { $0 + (indexes[$1] ?? 0) }
    return Solution(cost: cost, tables: kept, indexes: used)
  }

  /// What it would cost if everything could be kept in parts.
  func relaxed(_ solver: GeneralSolver) throws -> Double? {
    try solver.solve(programme, isRelaxed: true).map { values in
      zip(values, programme.costs).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
