/// Auto scaling of provisioned capacity: it grows where more than the target was consumed in two
/// minutes on end, and shrinks where it was a fifth below the target for 15 minutes (AWS re:Post,
/// "Why is DynamoDB auto scaling not working as expected?", checked 2026-11-29). A change takes a
/// minute, which is assumed.
///
/// It is told what was consumed, and what was throttled was not: capacity that is used up grows to
/// itself over the target with each change, and no further.
public struct CapacityScaler: Sendable {
  /// Units a second.
  let least: Double
  let most: Double
  /// 0.2…0.9.
  let target: Double

  private static let growMinutes = 2
  private static let shrinkMinutes = 15
  private static let shrinkPart = 0.8
  private static let changeMinutes = 1
  /// Decreases a day: four at once, and one more each hour (Service quotas).
  private static let firstDecreases = 4
  private static let mostDecreases = 27

  private var above = 0
  private var below = 0
  private var highest = 0.0
  private var due: (minute: Int, rate: Double)?
  private var minute = 0
  private var decreases = 0

  /// - Parameters:
  ///   - least: Units a second; 0 or more.
  ///   - most: At least as many.
  ///   - target: The utilisation that is kept, 0.2…0.9.
  public init(least: Double, most: Double, target: Double) {
    self.least = least
    self.most = most
    self.target = target
  }

  /// What it keeps provisioned under a load that does not change.
  ///
  /// - Parameter load: Units a second.
  public func steady(under load: Double) -> Double { min(most, max(least, load / target)) }

  /// - Parameter mean: Units consumed a second in the minute that ends.
  /// - Returns: What is provisioned from now on, where that changes.
  public mutating func endMinute(mean: Double, provisioned: Double) -> Double? {
    minute += 1
    if minute % 1_440 == 0 { decreases = 0 }
    if let change = due {
      guard minute >= change.minute else { return nil }
      due = nil
      (above, below, highest) = (0, 0, 0)
      if change.rate < provisioned { decreases += 1 }
      return change.rate
    }
    above = mean > target * provisioned ? above + 1 : 0
    let isIdle = mean < target * Self.shrinkPart * provisioned
    below = isIdle ? below + 1 : 0
    highest = isIdle ? max(highest, mean) : 0
    if above >= Self.growMinutes {
      change(to: mean / target, from: provisioned)
    } else if below >= Self.shrinkMinutes,
      decreases < min(Self.mostDecreases, Self.firstDecreases + minute % 1_440 / 60)
    {
      change(to: highest / target, from: provisioned)
    }
    return nil
  }

  private mutating func change(to wanted: Double, from provisioned: Double) {
    let rate = min(most, max(least, wanted))
    if rate != provisioned { due = (minute + Self.changeMinutes, rate) }
  }
}
