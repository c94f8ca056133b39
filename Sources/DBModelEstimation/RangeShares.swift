import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// The part of the rows that a range of a field holds, as far as the model says it.
///
/// Rows are made over time, so a stretch of time on a clock, of days or of times, holds what was
/// inserted in it: by the rate of the inserts, or by the growth. Of other fields nobody declares
/// how values spread, so only the ends are known.
struct RangeShares: Sendable {
  /// Everything; and 0.005, PostgreSQL's guess for two bounds of unknown values
  /// (DEFAULT_RANGE_INEQ_SEL, src/include/utils/selfuncs.h of version 15).
  static let unknown = Interval(0.005, 1)

  private let workload: Workload
  private let ages: RowAges

  init(workload: Workload) {
    self.workload = workload
    ages = RowAges(workload: workload)
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
    guard workload[field].flags.contains(.clock) else {
      return [(1, stretch(of: field, from: lower, to: upper, in: pattern) ?? Self.unknown)]
    }
    switch (lower, upper) {
    case (let lower?, .some):
      if let extent = Self.extentSeconds(lower, in: pattern) { return windows(extent, of: entity) }
    // Since a time up to now.
    case (let lower?, nil):
      if let age = ageSeconds(lower) { return [(1, ages.share(youngerThan: age, of: entity))] }
      if let most = mostRecentSeconds(lower, in: pattern) {
        // At the most all calls reach back as far as they may, at the least as far as any.
        let furthest = ages.share(youngerThan: most, of: entity).high
        return Self.fifths.map {
          let own = ages.share(youngerThan: most * $0, of: entity).low
          return (1 / Double(Self.fifths.count), Interval(own, furthest))
        }
      }
    // Before a time that long ago.
    case (nil, let upper?):
      if let age = ageSeconds(upper) {
        let rest = ages.share(youngerThan: age, of: entity)
        return [(1, Interval(1 - rest.high, 1 - rest.low))]
      }
    case (nil, nil): break
    }
    return [(1, Self.unknown)]
  }

  /// The part that so many days hold of a date of which the model says how many different ones
  /// there are: these are taken to follow each other, and to hold half to twice their part, or as
  /// much as was made in as many days where rows become more.
  private func stretch(
    of field: FieldReference,
    from lower: Operand?,
    to upper: Operand?,
    in pattern: AccessPattern
  ) -> Interval? {
    guard workload[field].type == .date, let dates = workload[field].distinct?.count,
      upper != nil, let extent = Self.extentSeconds(lower, in: pattern)
    else { return nil }
    let part = min(1, max(1, extent.average / DayLength.seconds) / dates)
    let newest = ages.share(youngerThan: extent.average, of: field.entity).low
    let most = max(part * Self.unevenness, workload[field.entity].growthPerMonth > 0 ? newest : 0)
    return Interval(part / Self.unevenness, min(1, most))
  }

  /// Assumed.
  private static let unevenness = 2.0

  /// The parts of the rows that a day holds that is asked for, of a clock that keeps days; `nil`
  /// where nothing says how old rows are.
  ///
  /// - Parameter recentSeconds: How far back the calls reach, where that is declared.
  func days(
    of entity: EntityID,
    recentSeconds: Double?
  ) -> [(chance: Double, share: Interval)]? {
    guard ages.days(of: entity) != nil else { return nil }
    guard let recentSeconds else { return windows(.exactly(DayLength.seconds), of: entity) }
    let newest = ages.share(youngerThan: DayLength.seconds, of: entity)
    let oldest = Numbers.power(
      1 + workload[entity].growthPerMonth,
      -recentSeconds / MonthLength.seconds
    )
    return [(1, Interval(newest.low * oldest, newest.high))]
  }

  /// Stretches of time that end now or earlier, of each length. While an entity grows the past is
  /// thinner. At the most all calls ask for the newest rows; at the least for times that lie as the
  /// rows do. What was inserted then, in terms of now, is as often any number as another: a half of
  /// the rows are older than the time when half as many were inserted, and so for every other part.
  private func windows(_ seconds: Spread, of entity: EntityID)
    -> [(chance: Double, share: Interval)]
  {
    let rates = workload[entity].growthPerMonth > 0 ? Self.fifths : [1]
    return seconds.outcomes(isCount: false).flatMap { length in
      let recent = ages.share(youngerThan: length.value, of: entity)
      return rates.map {
        (length.chance / Double(rates.count), Interval(recent.low * $0, recent.high))
      }
    }
  }

  /// The middles of fifths.
  private static let fifths = [0.1, 0.3, 0.5, 0.7, 0.9]

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

  /// `now() - 7 days`, and the day of it.
  private func ageSeconds(_ operand: Operand) -> Double? {
    switch operand {
    case .computed(.arithmetic(.subtract, .now, .duration(let seconds))),
      .computed(.day(.arithmetic(.subtract, .now, .duration(let seconds)))),
      .computed(.arithmetic(.subtract, .day(.now), .duration(let seconds))):
      seconds
    default: nil
    }
  }

  /// A parameter declared `recent 2 years`.
  private func mostRecentSeconds(_ operand: Operand, in pattern: AccessPattern) -> Double? {
    guard case .parameter(let reference) = operand else { return nil }
    return pattern[reference.parameter].recentWithinSeconds
  }
}
