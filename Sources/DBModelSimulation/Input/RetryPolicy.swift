import Glibc

/// How a caller repeats what was throttled: after a wait drawn evenly between nothing and a bound
/// that doubles each time (full jitter).
///
/// Three attempts and a bound of 20 s are those of the standard mode (AWS SDKs and Tools Reference
/// Guide, Retry behavior, checked 2026-11-29); that the first bound is 50 ms is said for DynamoDB
/// (Error retries and exponential backoff, DynamoDB Developer Guide, checked 2026-11-29) and
/// differs between SDKs.
public struct RetryPolicy: Hashable, Sendable {
  /// What holds repetitions down where much fails: a process has so many tokens, a repetition takes
  /// five, which come back if it is served, and a call that is served at once brings one (standard
  /// mode of the AWS SDKs, as their sources have it: 500, 5 and 1; checked 2026-11-29).
  static let quotaTokens = 500.0
  static let quotaCost = 5.0
  static let quotaRefund = 1.0

  /// Attempts in all, 1…10; 1 repeats nothing.
  public var attempts: Int
  /// Seconds that the first wait takes at most.
  public var baseSeconds: Double
  /// Seconds that any wait takes at most, up to 60.
  public var mostSeconds: Double

  /// Processes that call a table, each with a quota of repetitions, which all of their calls
  /// share; 0 for no quota.
  public var clients: Int

  public init(
    attempts: Int = 3,
    baseSeconds: Double = 0.05,
    mostSeconds: Double = 20,
    clients: Int = 10
  ) {
    self.clients = clients
    self.attempts = attempts
    self.baseSeconds = baseSeconds
    self.mostSeconds = mostSeconds
  }

  public static let none = RetryPolicy(attempts: 1)

  /// Seconds that the wait after an attempt takes at most.
  ///
  /// - Parameter attempt: From 0.
  func longestWait(after attempt: Int) -> Double {
    min(mostSeconds, baseSeconds * pow(2, Double(attempt)))
  }
}
