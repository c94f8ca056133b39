import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What an engine does with the rows of an aggregating read, in terms of what `calibrate` measures.
///
/// The parts are measured on PostgreSQL 15, over 5,000 and 50,000 rows in memory, where
/// `aggregated_row` is 53 ns: rows in groups by an integer took 102 ns with a count, 106 with a sum
/// of integers besides, 143 with one of decimals, and 186 by the day of a time; a count of all rows
/// 55, a sum of decimals 116, and a count of entries that an index hands on next to nothing. A
/// group of its own took 285 to 540 ns before it was handed over, where `returned_row` is 150, and
/// 105 where an index hands the rows on in its order.
struct AggregatedWork {
  /// Whether rows are put together by their values, rather than all of them.
  private let isGrouped: Bool
  /// Computed values that rows are grouped by.
  private let computedKeys: Int
  private let aggregates: Int
  /// Those of the aggregates that compute with decimals.
  private let decimals: Int

  init(_ shape: ReadShape, _ read: Read, _ pattern: AccessPattern, _ workload: Workload) {
    let typing = ExpressionTyping(pattern: pattern, workload: workload)
    let outputs = read.projection.outputs
    let grouped = Set(shape.group)
    isGrouped = !grouped.isEmpty
    computedKeys = outputs.count {
      if case .field = $0.expression { return false }
      return grouped.contains($0.name) && !$0.expression.containsAggregate
    }
    var all: [(function: AggregateFunction, operand: Expression?)] = []
    for output in outputs {
      output.expression.visit {
        if case .aggregate(let function, let operand) = $0 { all.append((function, operand)) }
      }
    }
    aggregates = all.count
    decimals = all.count { Self.computesWithDecimals($0.function, $0.operand, typing) }
  }

  /// A row, in terms of `aggregated_row`.
  var perRow: Interval {
    let further = Interval(0.05, 0.25) * Double(max(0, aggregates - 1))
    let first = isGrouped ? Interval(1.8, 2.2) : Interval(0.2, 1.1)
    let computed = Interval(0.5, 1.2) * Double(decimals) + Interval(0.5, 2) * Double(computedKeys)
    return first + further + computed
  }

  /// A group, in terms of `returned_row`, before it is a row that is handed over.
  var perGroup: Interval { isGrouped ? Interval(0.5, 3.5) : .zero }

  /// Averages are decimals whatever they are made of; a least or greatest value is only compared.
  private static func computesWithDecimals(
    _ function: AggregateFunction,
    _ operand: Expression?,
    _ typing: ExpressionTyping
  ) -> Bool {
    switch function {
    case .avg: return true
    case .sum: if case .decimal? = operand.flatMap(typing.type) { return true }
    case .count, .min, .max: break
    }
    return false
  }
}
