import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// How many groups an aggregating read makes of the rows it finds: as many as there are values at
  /// the most.
  func groups(_ shape: ReadShape, _ read: Read, _ pattern: AccessPattern) -> Interval {
    if shape.group.isEmpty { return .one }
    let all = cardinality.rows(shape.entity).high
    let most = shape.group.reduce(1) { most, name in
      let output = read.projection.outputs.first { $0.name == name }?.expression
      let field = workload[shape.entity].fields.first { $0.name == name }?.id
      let values =
        switch output {
        case .field(let path)?: cardinality.distinctValues(path.field).high
        case .day(.field(let path))?: days(of: path, shape, pattern)
        case .some: all
        case nil: field.map { distinctValues(shape.entity, $0) } ?? all
        }
      return min(most * values, all)
    }
    return Interval(1, max(1, most))
  }

  private func distinctValues(_ entity: EntityID, _ field: FieldID) -> Double {
    cardinality.distinctValues(FieldReference(entity, field)).high
  }

  /// Days that a grouped time lies on: those of the stretch that is asked for, with parts of one at
  /// both ends; of all the time that the table's rows are of; else of a year.
  private func days(of path: FieldPath, _ shape: ReadShape, _ pattern: AccessPattern) -> Double {
    let range = shape.filter.ranges.first { $0.field == path }
    let longest = [range?.lower, range?.upper].lazy
      .compactMap { RangeShares.extentSeconds($0?.operand.requestOperand, in: pattern) }.first
    let seconds =
      longest?.maximum
      ?? RowAges(workload: workload).seconds(ofYoungest: 1, of: path.field.entity)
    return seconds.map { ($0 / DayLength.seconds).rounded(.up) + 1 } ?? 366
  }
}
