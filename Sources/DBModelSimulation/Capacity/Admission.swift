import DBModelDesign

/// What a table or an index admits as a whole, in one direction.
///
/// On-demand: the larger of the warm throughput and twice the highest traffic, as the mean of a
/// minute, that was served 30 minutes ago or earlier (Developer Guide, On-demand capacity mode); a
/// peak is not forgotten. Provisioned: as `ProvisionedCapacity` says.
struct Admission {
  enum Mode {
    case all
    case onDemand(base: Double, most: Double)
    case provisioned(ProvisionedCapacity)
  }

  /// A change that is worth telling.
  struct Change {
    let from: Double
    let to: Double
  }

  private var mode: Mode
  /// Units a second that are admitted, or provisioned.
  private(set) var rate: Double
  private var servedInMinute = 0.0
  /// Means of the last 30 minutes, a ring.
  private var recent = Array(repeating: 0.0, count: Self.memoryMinutes)
  private var minutes = 0
  private var peak = 0.0
  /// What was told last.
  private var told: Double

  private static let memoryMinutes = Int(DynamoDBLimits.onDemandDoublingSeconds.value) / 60
  /// A rise of less is not told.
  private static let toldStep = 1.1

  init(_ mode: Mode, rate: Double) {
    self.mode = mode
    self.rate = rate
    told = rate
  }

  var throttleCause: ThrottlingEpisode.Cause {
    if case .provisioned = mode { .provisioned } else { .admission }
  }

  /// What an on-demand table and a provisioned one hold out; `nil` where everything is admitted.
  var stated: Double? { if case .all = mode { nil } else { rate } }

  /// Units that may be served in this second.
  var available: Double {
    switch mode {
    case .all: .infinity
    case .onDemand: rate
    case .provisioned(let capacity): capacity.available
    }
  }

  mutating func serve(_ units: Double) {
    servedInMinute += units
    if case .provisioned(var capacity) = mode {
      capacity.serve(units)
      mode = .provisioned(capacity)
    }
  }

  /// The end of a minute.
  ///
  /// - Returns: A change of what is admitted.
  mutating func endMinute() -> Change? {
    let mean = servedInMinute / 60
    servedInMinute = 0
    switch mode {
    case .all: return nil
    case .onDemand(let base, let most):
      // What stands in the ring here was served 30 minutes ago.
      let place = minutes % Self.memoryMinutes
      if minutes >= Self.memoryMinutes { peak = max(peak, recent[place]) }
      recent[place] = mean
      minutes += 1
      rate = min(most, max(base, 2 * peak))
      guard rate >= told * Self.toldStep else { return nil }
    case .provisioned(var capacity):
      let isChanged = capacity.endMinute(mean: mean)
      mode = .provisioned(capacity)
      guard isChanged else { return nil }
      rate = capacity.unitsPerSecond
    }
    defer { told = rate }
    return Change(from: told, to: rate)
  }
}
