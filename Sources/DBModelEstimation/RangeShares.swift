import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// The part of the rows that a range of a field holds, as far as the model says it.
///
/// Rows are made over time, so a stretch of time on a clock holds what was inserted in it: by the
/// rate of the inserts, or by the growth. Of other fields nobody declares how values spread, so
/// only the ends are known.
struct RangeShares: Sendable {
  /// Everything; and 0.005, PostgreSQL's guess for two bounds of unknown values
  /// (DEFAULT_RANGE_INEQ_SEL, src/include/utils/selfuncs.h of version 15).
  static let unknown = Interval(0.005, 1)

  private let workload: Workload
  private let cardinality: Cardinality
  private let inserts: InsertRates

  init(workload: Workload) {
    self.workload = workload
    cardinality = Cardinality(workload: workload)
    inserts = InsertRates(workload: workload)
  }

  /// The mean over the calls. Either bound may be missing.
  func share(
    of field: FieldReference,
    from lower: Operand?,
    to upper: Operand?,
    in pattern: AccessPattern
  ) -> Interval {
    outcomes(of: field, from: lower, to: upper, in: pattern)
      .reduce(.zero) { $0 + $1.share * $1.chance }
  }

  /// Call by call: which part a range holds, and how often it holds that part.
  func outcomes(
    of field: FieldReference,
    from lower: Operand?,
    to upper: Operand?,
    in pattern: AccessPattern
  ) -> [(chance: Double, share: Interval)] {
    let entity = field.entity
    guard workload[field].flags.contains(.clock) else { return [(1, Self.unknown)] }
    switch (lower, upper) {
    case (let lower?, .some):
      if let extent = Self.extentSeconds(lower, in: pattern) { return windows(extent, of: entity) }
    // Since a time up to now.
    case (let lower?, nil):
      if let age = ageSeconds(lower) { return [(1, younger(age, than: entity))] }
      if let most = mostRecentSeconds(lower, in: pattern) {
        return [(1, Interval(0, younger(most, than: entity).high))]
      }
    // Before a time that long ago.
    case (nil, let upper?):
      if let age = ageSeconds(upper) {
        let rest = younger(age, than: entity)
        return [(1, Interval(1 - rest.high, 1 - rest.low))]
      }
    case (nil, nil): break
    }
    return [(1, Self.unknown)]
  }

  /// The part of an entity's rows that are younger than so many seconds: the inserts of that time,
  /// or what the growth has added; between them where both are declared.
  func younger(_ seconds: Double, than entity: EntityID) -> Interval {
    let rows = cardinality.rows(entity)
    let growth = workload[entity].growthPerMonth
    var known: [Double] = []
    let perSecond = inserts.perSecond(into: entity)
    if perSecond > 0 { known.append(min(1, perSecond * seconds / max(1, rows.high))) }
    if growth > 0 {
      let months = seconds / MonthLength.seconds
      known.append(1 - Numbers.power(1 + growth, -months))
    }
    guard let low = known.min(), let high = known.max() else { return Interval(0, 1) }
    return Interval(low, high)
  }

  /// Stretches of time that end now or earlier, of each length. While an entity grows the past is
  /// thinner. At the most all calls ask for the newest rows; at the least for times that lie as the
  /// rows do. What was inserted then, in terms of now, is as often any number as another: a half of
  /// the rows are older than the time when half as many were inserted, and so for every other part.
  private func windows(_ seconds: Spread, of entity: EntityID)
    -> [(chance: Double, share: Interval)]
  {
    let rates = workload[entity].growthPerMonth > 0 ? Self.pastRates : [1]
    return seconds.outcomes(isCount: false).flatMap { length in
      let recent = younger(length.value, than: entity)
      return rates.map {
        (length.chance / Double(rates.count), Interval(recent.low * $0, recent.high))
      }
    }
  }

  /// The middles of fifths.
  private static let pastRates = [0.1, 0.3, 0.5, 0.7, 0.9]

  /// How far apart the ends of the range parameter are that an operand is an end of, in seconds.
  static func extentSeconds(_ operand: Operand?, in pattern: AccessPattern) -> Spread? {
    let parameter: ParameterID
    switch operand {
    case .lowerEnd(let id)?, .upperEnd(let id)?, .startOfLowerDay(let id)?,
      .startOfDayAfterUpper(let id)?:
      parameter = id
    case .below(let bound, _)?, .above(let bound, _)?: return extentSeconds(bound, in: pattern)
    default: return nil
    }
    guard case .range(let type, let extent?) = pattern[parameter].type else { return nil }
    switch type {
    case .date: return extent.scaled(by: DayLength.seconds)
    case .timestamp: return extent
    default: return nil
    }
  }

  /// `now() - 7 days`.
  private func ageSeconds(_ operand: Operand) -> Double? {
    guard case .computed(.arithmetic(.subtract, .now, .duration(let seconds))) = operand else {
      return nil
    }
    return seconds
  }

  /// A parameter declared `recent 2 years`.
  private func mostRecentSeconds(_ operand: Operand, in pattern: AccessPattern) -> Double? {
    guard case .parameter(let reference) = operand else { return nil }
    return pattern[reference.parameter].recentWithinSeconds
  }
}
