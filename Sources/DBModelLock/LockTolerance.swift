/// What is no change of a plan.
public enum LockTolerance {
  /// Rows and costs of the same steps may be so many times what they were, or their reciprocal.
  public static let factor = 1.5
  /// Added to both before they are compared: of one row and of none, or below one unit of cost, no
  /// factor says anything.
  static let slack = 1.0

  /// Whether two figures are as good as the same; what only one side says is.
  public static func isSame(_ before: Double?, _ after: Double?) -> Bool {
    guard let before, let after else { return true }
    let (a, b) = (before + slack, after + slack)
    return max(a, b) <= min(a, b) * factor
  }
}
