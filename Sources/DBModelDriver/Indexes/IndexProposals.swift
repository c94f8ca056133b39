import DBModelPlanning
import DBModelWorkload

/// The indexes that may pay for statements: what conditions, joins, sorts and groups of their plans
/// ask for, in the orders in which a B-tree can serve them.
struct IndexProposals {
  typealias Index = AddedIndexPricing.Index
  typealias Column = LeftOutIndex.Column

  /// At most so many are tried: each takes a file of its own on the scratch cluster. Those that
  /// most statements ask for come first.
  static let most = CandidateSet.most
  /// Columns of a key at the most: behind that, a B-tree hardly tells rows apart any more.
  private static let mostColumns = 4
  /// Columns that an index holds besides, at the most: more is a second table.
  private static let mostIncluded = 8

  struct Proposal {
    let index: Index
    /// The statements that ask for it, ascending.
    fileprivate(set) var statements: [Int]
  }

  /// By table and columns.
  let all: [Proposal]

  /// - Parameters:
  ///   - demands: Of each statement.
  ///   - pricing: Says which may be made.
  init(_ demands: [PlanDemands], _ pricing: AddedIndexPricing) {
    var found: [Index: [Int]] = [:]
    for (statement, own) in demands.enumerated() {
      for demand in own.demands {
        for index in Self.indexes(demand, pricing) where pricing.allows(index) {
          if found[index]?.last != statement { found[index, default: []].append(statement) }
        }
      }
    }
    let ordered = found.map { Proposal(index: $0.key, statements: $0.value) }
      .sorted { a, b in
        let (x, y) = (a.statements.count, b.statements.count)
        return x != y ? x > y : a.index.title < b.index.title
      }
    all = ordered.prefix(Self.most).sorted { $0.index.title < $1.index.title }
  }

  private static func indexes(
    _ demand: PlanDemands.Demand,
    _ pricing: AddedIndexPricing
  ) -> [Index] {
    var found: [Index] = []
    for key in keys(demand) {
      let plain = Index(table: demand.table, columns: key)
      if !found.contains(plain) { found.append(plain) }
      let names = key.map(\.name)
      let rest = demand.needed.filter { !names.contains($0) }.sorted()
      guard !rest.isEmpty, rest.count <= mostIncluded,
        rest.allSatisfy({ pricing.holdsBesides($0, of: demand.table) })
      else { continue }
      let wide = Index(table: demand.table, columns: key, included: rest)
      if !found.contains(wide) { found.append(wide) }
    }
    return found
  }

  /// Equalities first, those with values before those of a join or behind them; then one range or
  /// an order.
  private static func keys(_ demand: PlanDemands.Demand) -> [[Column]] {
    let fixed = demand.fixed.sorted()
    var joins: [[String]] = []
    for (other, _) in demand.joined {
      let own = demand.joined.filter { $0.other == other }.map(\.column).sorted()
      if !joins.contains(own) { joins.append(own) }
    }
    let bounded = demand.bounded.filter { !fixed.contains($0) }
    var names: [[String]] = (fixed + bounded).map { [$0] }
    for join in joins {
      names += join.map { [$0] }
      names += rotations(join)
      names += [fixed + join, join + fixed]
      names += bounded.map { join + [$0] } + bounded.map { [$0] + join }
      names += bounded.map { join + fixed + [$0] }
    }
    names.append(fixed)
    names += fixed.flatMap { one in fixed.filter { $0 != one }.map { [one, $0] } }
    names += bounded.map { fixed + [$0] }
    names += fixed.flatMap { one in bounded.map { [one, $0] } }
    var keys = names.map { $0.map { Column($0) } }
    for order in demand.orders {
      let terms = order.map { Column($0.column, isDescending: $0.isDescending) }
      keys.append(terms)
      keys.append(fixed.map { Column($0) } + terms)
    }
    var found: [[Column]] = []
    for key in keys {
      let short = Array(once(key).prefix(mostColumns))
      if !short.isEmpty, !found.contains(short) { found.append(short) }
    }
    return found
  }

  /// `(a, b)` and `(b, a)`.
  private static func rotations(_ columns: [String]) -> [[String]] {
    columns.indices.map { Array(columns[$0...] + columns[..<$0]) }
  }

  private static func once(_ key: [Column]) -> [Column] {
    var names: Set<String> = []
    return key.filter { names.insert($0.name).inserted }
  }
}

extension AddedIndexPricing.Index {
  /// `lineitem (a, b desc) include (c)`.
  var title: String {
    let key = columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }
    let besides = included.isEmpty ? "" : " include (\(included.joined(separator: ", ")))"
    return "\(table) (\(key.joined(separator: ", ")))\(besides)"
  }

  /// Whether it is the beginning of another, and holds nothing that the other does not.
  func begins(_ other: AddedIndexPricing.Index) -> Bool {
    let names = other.columns.map(\.name) + other.included
    return self != other && table == other.table && columns.count <= other.columns.count
      && zip(columns, other.columns).allSatisfy(==) && included.allSatisfy(names.contains)
  }
}
