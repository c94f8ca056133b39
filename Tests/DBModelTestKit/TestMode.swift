import Foundation

/// How this run of the tests was asked to behave, by its environment.
public enum TestMode {
  /// `DBMODEL_UPDATE=1`: goldens are written instead of compared.
  public static var updatesGoldens: Bool { isOn("DBMODEL_UPDATE") }

  /// `CI` is set: nothing is written, and a missing golden is a failure.
  public static var isContinuousIntegration: Bool { isOn("CI") }

  /// The value of an environment variable; empty counts as absent.
  public static func variable(_ name: String) -> String? {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
    return value
  }

  private static func isOn(_ name: String) -> Bool {
    guard let value = variable(name) else { return false }
    return !["0", "false", "no"].contains(value.lowercased())
  }
}
