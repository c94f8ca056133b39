import Glibc

/// How a caller repeats what was throttled: after a wait drawn evenly between nothing and a bound
/// that doubles each time (full jitter).
///
/// Three attempts and a bound of 20 s are those of the standard mode (AWS SDKs and Tools Reference
/// Guide, Retry behavior, checked 2026-11-29); that the first bound is 50 ms is said for DynamoDB
/// (Error retries and exponential backoff, DynamoDB Developer Guide, checked 2026-11-29) and
/// differs between SDKs.
public struct RetryPolicy: Hashable, Sendable {
  /// Attempts in all, 1…10; 1 repeats nothing.
  public var attempts: Int
  /// Seconds that the first wait takes at most.
  public var baseSeconds: Double
  /// Seconds that any wait takes at most, up to 60.
  public var mostSeconds: Double

  public init(attempts: Int = 3, baseSeconds: Double = 0.05, mostSeconds: Double = 20) {
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
