/// What a table or an index with provisioned capacity serves in one direction: a bucket of tokens
/// that fills at the provisioned rate and keeps what was not used for some minutes, with the auto
/// scaling that moves the rate.
public struct ProvisionedCapacity: Sendable {
  /// Units a second that are provisioned.
  public private(set) var unitsPerSecond: Double
  /// Units that were not used.
  private var saved: Double
  /// How long it keeps them; 0 keeps nothing.
  private let burstSeconds: Double
  private var scaler: CapacityScaler?

  /// - Parameters:
  ///   - unitsPerSecond: What is provisioned at the start.
  ///   - burstSeconds: For how long unused units are kept, 0 or more.
  ///   - loadBefore: Units a second before the start: what they leave unused for so long is saved.
  public init(
    unitsPerSecond: Double,
    burstSeconds: Double,
    loadBefore: Double? = nil,
    scaler: CapacityScaler? = nil
  ) {
    self.unitsPerSecond = unitsPerSecond
    self.burstSeconds = burstSeconds
    self.scaler = scaler
    saved = loadBefore.map { burstSeconds * max(0, unitsPerSecond - $0) } ?? 0
  }

  /// Units that may be served in this second.
  public var available: Double { unitsPerSecond + saved }

  /// A second in which so many units were served, `available` at the most.
  public mutating func serve(_ units: Double) {
    saved = min(burstSeconds * unitsPerSecond, max(0, saved + unitsPerSecond - units))
  }

  /// The end of a minute.
  ///
  /// - Parameter mean: Units that were served a second.
  /// - Returns: Whether what is provisioned changed.
  public mutating func endMinute(mean: Double) -> Bool {
    guard let rate = scaler?.endMinute(mean: mean, provisioned: unitsPerSecond) else {
      return false
    }
    unitsPerSecond = rate
    saved = min(saved, burstSeconds * rate)
    return true
  }
}
