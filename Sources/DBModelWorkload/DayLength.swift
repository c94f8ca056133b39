/// A day of UTC, which has no others.
public enum DayLength {
  public static let seconds = 86_400.0
}
