import DBModelWorkload

/// Which values a range parameter holds, seen from a field.
///
/// Numbers, texts and dates: both ends. Times: half-open, from the first included to the last
/// excluded. Times in a range of dates: from 00:00 UTC of the first date to 00:00 UTC of the day
/// after the last, which is not included.
struct PeriodRule {
  let fieldType: ValueType
  let pattern: AccessPattern

  func bounds(of parameter: ParameterID) -> (lower: RangeBound, upper: RangeBound) {
    guard case .timestamp = fieldType else {
      return (
        RangeBound(.lowerEnd(of: parameter), isInclusive: true),
        RangeBound(.upperEnd(of: parameter), isInclusive: true)
      )
    }
    if case .range(.date, _) = pattern[parameter].type {
      return (
        RangeBound(.startOfLowerDay(of: parameter), isInclusive: true),
        RangeBound(.startOfDayAfterUpper(of: parameter), isInclusive: false)
      )
    }
    return (
      RangeBound(.lowerEnd(of: parameter), isInclusive: true),
      RangeBound(.upperEnd(of: parameter), isInclusive: false)
    )
  }
}
