import DBModelQuery
import DBModelStatistics
import DBModelWorkload
import Glibc

/// One node of related rows that an answer nests, with what one row above it leads to.
struct NestedLevel {
  /// Rows of the level for a number of rows above it, and how often there are so many.
  struct Outcome {
    let chance: Double
    let rows: Double
    /// By how much the rows differ even then: a standard deviation.
    var deviation = 0.0
    /// Whether the statement is sent: not where no row above refers to anything.
    var isSent = true
  }

  /// Rows that one row above leads to, at one end.
  private struct Each {
    let outcomes: [Outcome]
    let mean: Double
    let square: Double
    /// How often there is none.
    let without: Double

    init(_ each: [RowSpread.Outcome]) {
      // A number below one is that of several calls, of which some find a row.
      let (less, more) = (each.filter { $0.count < 1 }, each.filter { $0.count >= 1 })
      let none = less.reduce(0) { $0 + $1.chance * (1 - $1.count) }
      let one = less.reduce(0) { $0 + $1.chance * $1.count }
      outcomes =
        [Outcome(chance: none, rows: 0), Outcome(chance: one, rows: 1)].filter { $0.chance > 0 }
        + more.map { Outcome(chance: $0.chance, rows: $0.count) }
      mean = outcomes.reduce(0) { $0 + $1.chance * $1.rows }
      square = outcomes.reduce(0) { $0 + $1.chance * $1.rows * $1.rows }
      without = min(1, none)
    }
  }

  let node: ReadNode
  let children: [NestedLevel]
  private let low: Each
  private let high: Each
  private let mostRows: Double
  /// The part of the rows above that refer to one; `nil` where rows of this level refer to them.
  private let referring: Double?

  /// - Parameters:
  ///   - known: References that all of the rows above have.
  ///   - popular: What is asked for most of those above, by the reference to it.
  init(
    _ node: ReadNode,
    known: Set<AttributeReference>,
    _ workload: Workload,
    _ cardinality: Cardinality,
    _ popular: (AttributeReference) -> PopularParents? = { _ in nil }
  ) {
    self.node = node
    var back: Set<AttributeReference> = []
    var ofNode: PopularParents?
    if case .inverse(let attribute)? = node.step {
      back.insert(attribute)
      ofNode = popular(attribute)
    }
    children = node.children.map { NestedLevel($0, known: back, workload, cardinality) }
    let each = RowSpread(node.step, workload, cardinality, popular: ofNode)
    (low, high) = (Each(each.low), Each(each.high))
    mostRows = max(1, cardinality.rows(node.entity).high)
    if case .reference(let attribute)? = node.step {
      referring = known.contains(attribute) ? 1 : workload[attribute].presentShare
    } else {
      referring = nil
    }
  }

  /// This level and all below it, parents first.
  var all: [NestedLevel] { [self] + children.flatMap(\.all) }

  /// Behind one row above, one by one.
  func single(_ end: RangeEnd) -> [Outcome] {
    if referring != nil { return outcomes(for: 1, end) }
    return (end == .low ? low : high).outcomes
  }

  /// None, and some by their mean and deviation.
  ///
  /// - Parameter parents: Rows above, at least one.
  func outcomes(for parents: Double, _ end: RangeEnd) -> [Outcome] {
    if let referring { return referred(by: parents, referring, end) }
    let each = end == .low ? low : high
    let mean = each.mean * parents
    return Self.parted(pow(each.without, parents), mean) { found in
      // Of a sum of independent numbers, where it is not zero.
      let square = parents * (each.square - each.mean * each.mean) + mean * mean
      let rows = mean / found
      return Outcome(
        chance: found,
        rows: max(1, rows),
        deviation: max(0, square / found - rows * rows).squareRoot()
      )
    }
  }

  private func referred(by parents: Double, _ referring: Double, _ end: RangeEnd) -> [Outcome] {
    let found = Self.parted(pow(max(0, 1 - referring), parents), parents * referring) { found in
      // Several may refer to one.
      let rows = end == .low ? 1 : min(parents * referring / found, mostRows)
      return Outcome(chance: found, rows: max(1, rows))
    }
    return found.map { outcome in
      var outcome = outcome
      outcome.isSent = outcome.rows > 0
      return outcome
    }
  }

  /// Nothing, and something otherwise.
  private static func parted(
    _ none: Double,
    _ mean: Double,
    _ some: (Double) -> Outcome
  ) -> [Outcome] {
    let found = 1 - none
    if mean < 1e-9 || found < 1e-9 { return [Outcome(chance: 1, rows: 0, isSent: true)] }
    return none < 0.001 ? [some(1)] : [Outcome(chance: none, rows: 0), some(found)]
  }
}
