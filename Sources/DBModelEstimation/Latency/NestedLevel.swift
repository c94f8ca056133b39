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

  let node: ReadNode
  let children: [NestedLevel]
  private let each: RowSpread
  private let mostRows: Double
  /// The part of the rows above that refer to one; `nil` where rows of this level refer to them.
  private let referring: Double?

  init(_ node: ReadNode, _ workload: Workload, _ cardinality: Cardinality) {
    self.node = node
    children = node.children.map { NestedLevel($0, workload, cardinality) }
    each = RowSpread(node.step, workload, cardinality)
    mostRows = max(1, cardinality.rows(node.entity).high)
    if case .reference(let attribute)? = node.step {
      referring = workload[attribute].presentShare
    } else {
      referring = nil
    }
  }

  /// This level and all below it, parents first.
  var all: [NestedLevel] { [self] + children.flatMap(\.all) }

  /// - Parameter parents: Rows above, at least one.
  func outcomes(for parents: Double, _ end: RangeEnd) -> [Outcome] {
    if let referring { return referred(by: parents, referring, end) }
    let each = end.of(each)
    if parents <= 1 + 1e-9 {
      // A number below one is that of several calls, of which some find a row.
      return each.flatMap { outcome in
        outcome.count >= 1
          ? [Outcome(chance: outcome.chance, rows: outcome.count)]
          : [
            Outcome(chance: outcome.chance * (1 - outcome.count), rows: 0),
            Outcome(chance: outcome.chance * outcome.count, rows: 1),
          ]
      }.filter { $0.chance > 0 }
    }
    let mean = each.reduce(0) { $0 + $1.chance * $1.count }
    let variance = each.reduce(0) { $0 + $1.chance * ($1.count - mean) * ($1.count - mean) }
    let without = each.reduce(0) { $0 + $1.chance * max(0, 1 - $1.count) }
    let none = pow(without, parents)
    return Self.parted(none) { found in
      Outcome(
        chance: found,
        rows: mean * parents / found,
        deviation: (parents * variance).squareRoot()
      )
    }
  }

  private func referred(by parents: Double, _ referring: Double, _ end: RangeEnd) -> [Outcome] {
    let none = pow(max(0, 1 - referring), parents)
    let found = Self.parted(none) { found in
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

  /// Nothing, and something otherwise; what is rarer than a call of a thousand is left out.
  private static func parted(_ none: Double, _ some: (Double) -> Outcome) -> [Outcome] {
    if none > 0.999 { return [Outcome(chance: 1, rows: 0)] }
    return none < 0.001 ? [some(1)] : [Outcome(chance: none, rows: 0), some(1 - none)]
  }
}
