/// The mean month that rates, growth and bills count with.
public enum MonthLength {
  /// 730 hours.
  public static let seconds = 2_628_000.0
  public static let days = seconds / DayLength.seconds
}
