import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// How many groups an aggregating read makes of the rows it finds: as many as there are values at
  /// the most.
  func groups(_ shape: ReadShape, _ read: Read, _ pattern: AccessPattern) -> Interval {
    let named = Set(shape.group)
    if named.isEmpty { return .one }
    let fields = workload[shape.entity].fields.filter { named.contains($0.name) }
    let computed = read.projection.outputs.filter {
      named.contains($0.name) && !$0.expression.isField && !$0.expression.containsAggregate
    }
    let values = fields.map {
      cardinality.distinctValues(FieldReference(shape.entity, $0.id)).high
    }
    let most = (values + computed.map { days(of: $0.expression, shape.filter, pattern) })
      .reduce(1) { min($0 * $1, cardinality.rows(shape.entity).high) }
    return Interval(1, max(1, most))
  }

  /// Days that a grouped time lies on: those of the stretch that is asked for, with parts of one at
  /// both ends, and of a year where none is.
  private func days(
    of expression: Expression,
    _ filter: FilterShape,
    _ pattern: AccessPattern
  ) -> Double {
    let year = 366.0
    guard case .day(.field(let path)) = expression,
      let range = filter.ranges.first(where: { $0.field == path }),
      let longest = extent(range, pattern)?.maximum
    else { return year }
    return min(year, (longest / Self.secondsPerDay).rounded(.up) + 1)
  }

  private static let secondsPerDay = 86_400.0
}

extension Expression {
  fileprivate var isField: Bool { if case .field = self { true } else { false } }
}
