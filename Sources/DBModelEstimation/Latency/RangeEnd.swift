import DBModelStatistics

/// Which end of what is known is followed through a calculation.
enum RangeEnd {
  case low, high

  func of(_ interval: Interval) -> Double { self == .low ? interval.low : interval.high }

  func of(_ spread: RowSpread) -> [RowSpread.Outcome] { self == .low ? spread.low : spread.high }
}
