public import DBModelDesign

/// What provisioned capacity serves of a peak, second by second, as a fluid: nobody repeats what
/// was throttled, so that what is throttled here is the least of it.
public struct ProvisionedPeak: Sendable {
  /// A change of what is provisioned.
  public struct Change: Hashable, Sendable {
    /// From the beginning of the peak.
    public let seconds: Double
    public let unitsPerSecond: Double
  }

  /// Units a second that are provisioned when the peak comes: what auto scaling keeps under the
  /// load before it.
  public let atStart: Double
  public let changes: [Change]
  /// The part of the peak's units that is throttled, 0…1.
  public let throttledShare: Double
  /// How long into the peak something is throttled, seconds; 0 where nothing is.
  public let throttledSeconds: Double

  /// A longer peak is judged by its beginning: scaling is done long before.
  public static let mostSeconds = 10_800.0

  /// - Parameters:
  ///   - least: Units a second that are provisioned at all times.
  ///   - scaler: What raises them.
  ///   - burstSeconds: For how long capacity is kept that the load before the peak left unused.
  ///   - partitionUnits: Units a second that all partitions serve together, whatever was saved.
  public init(
    _ load: PeakLoad,
    least: Double,
    scaler: CapacityScaler? = nil,
    burstSeconds: Double = 0,
    partitionUnits: Double = .infinity
  ) {
    atStart = scaler?.steady(under: load.base) ?? least
    var capacity = ProvisionedCapacity(
      unitsPerSecond: atStart,
      burstSeconds: burstSeconds,
      loadBefore: load.base,
      scaler: scaler
    )
    // A load that is too much without any peak never ends.
    let lasts = load.base > atStart ? Self.mostSeconds : load.seconds.rounded(.up)
    let end = max(60, min(Self.mostSeconds, lasts))
    var (asked, refused, last, inMinute) = (0.0, 0.0, 0.0, 0.0)
    var changes: [Change] = []
    var second = 0.0
    while second < end {
      let wanted = load.units(at: second)
      let served = min(wanted, min(capacity.available, partitionUnits))
      capacity.serve(served)
      asked += wanted
      inMinute += served
      // A rounding of the sums is no request.
      if wanted - served > wanted * 1e-9 {
        refused += wanted - served
        last = second + 1
      }
      second += 1
      guard second.truncatingRemainder(dividingBy: 60) == 0 else { continue }
      if capacity.endMinute(mean: inMinute / 60) {
        changes.append(Change(seconds: second, unitsPerSecond: capacity.unitsPerSecond))
      }
      inMinute = 0
    }
    self.changes = changes
    throttledShare = asked > 0 ? refused / asked : 0
    throttledSeconds = last
  }
}
