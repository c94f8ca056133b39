import DBModelDesign
public import DBModelStatistics
import Glibc

/// How many transactions meet another change of the item that they change: the service rejects
/// them, and does not queue.
///
/// Changes of one item come by chance, λ a second, and a transaction takes T seconds: the part of
/// them that find another one under way is 1 − e^(−λT) (Poisson; Developer Guide, "Amazon DynamoDB
/// Transactions: How it works", transaction conflict handling, checked 2026-11-28).
public enum ConflictShare {
  /// Seconds that a transaction is assumed to take.
  public static var seconds: Interval {
    LatencyPriors.dynamoDBRequest.medianMs * LatencyPriors.transactionFactor * (1 / 1_000)
  }

  /// The part that is rejected, 0…1.
  ///
  /// - Parameter rate: All changes of the item, a second.
  public static func part(_ rate: Interval) -> Interval {
    Interval(-expm1(-rate.low * seconds.low), -expm1(-rate.high * seconds.high))
  }
  /// Over how many items the changes of one have to be spread, so that of those of each no more
  /// than a part is rejected: the exponents of what is let through add up.
  ///
  /// - Parameter part: What is rejected now, 0…1.
  public static func parts(_ part: Double, atMost wanted: Double) -> Double {
    guard part < 1 else { return .infinity }
    return log1p(-part) / log1p(-wanted)
  }
}
