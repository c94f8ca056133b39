public import DBModelWorkload

/// The neighbours of values whose type has steps.
public enum ValueSteps {
  /// Whether a type's values have neighbours.
  public static func hasSteps(_ type: ValueType) -> Bool {
    switch type {
    case .integer, .decimal, .timestamp, .date: true
    default: false
    }
  }

  /// The last value of the type below a value; `nil` where there is none, or the type has no steps.
  public static func below(_ value: Value, _ type: ValueType) -> Value? {
    neighbour(value, type, isAbove: false)
  }

  /// The first value of the type above a value; `nil` where there is none or the type has no steps.
  public static func above(_ value: Value, _ type: ValueType) -> Value? {
    neighbour(value, type, isAbove: true)
  }

  private static func neighbour(_ value: Value, _ type: ValueType, isAbove: Bool) -> Value? {
    switch (value, type) {
    case (.integer(let number), .integer):
      return shifted(number, by: isAbove ? 1 : -1).map(Value.integer)
    case (.date(let days), .date): return shifted(days, by: isAbove ? 1 : -1).map(Value.date)
    case (.timestamp(let nanoseconds), .timestamp(let precision)):
      let step = precision.nanosecondsPerStep
      let whole = ValueArithmetic.floorDivide(nanoseconds, step) * step
      // A value between two steps has one of them on each side already.
      let next =
        isAbove ? shifted(whole, by: step) : whole < nanoseconds ? whole : shifted(whole, by: -step)
      return next.map { .timestamp(nanoseconds: $0) }
    case (.decimal(let number), .decimal(_, let scale)):
      guard number.normalized.scale <= scale,
        let mantissa = try? ValueArithmetic.mantissa(number, scale: scale)
      else { return nil }
      let (next, overflow) = mantissa.addingReportingOverflow(isAbove ? 1 : -1)
      return overflow ? nil : .decimal(Decimal38(mantissa: next, scale: scale))
    default: return nil
    }
  }

  private static func shifted(_ number: Int64, by step: Int64) -> Int64? {
    let (sum, overflow) = number.addingReportingOverflow(step)
    return overflow ? nil : sum
  }
}
