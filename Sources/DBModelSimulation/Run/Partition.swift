/// A partition: a range of the order of items, with what is known of its load.
struct Partition {
  /// A split that the service has decided on.
  struct PendingSplit {
    let cause: PartitionSplit.Cause
    let boundary: KeyPosition
    let boundaryText: PartitionSplit.Boundary
    let leftTail: [Double]
    let rightTail: [Double]
    let decided: Int
    let due: Int
  }

  let number: Int
  let parent: Int?
  let madeAt: Int
  var range: KeyRange
  /// Keys of each group of the tail that lie in it.
  var tail: [Double]
  var bytes: Double
  /// For how long it has been hot.
  var hotSeconds = 0
  var pending: PendingSplit?
  /// The refusal that was reported last.
  var announced: (reason: RefusedSplit.Reason, key: Int?)?
  /// Episodes of reads and of writes.
  var episodes: [ThrottleTrack] = [ThrottleTrack(), ThrottleTrack()]

  init(
    number: Int,
    parent: Int?,
    madeAt: Int,
    range: KeyRange,
    tail: [Double],
    bytes: Double
  ) {
    self.number = number
    self.parent = parent
    self.madeAt = madeAt
    self.range = range
    self.tail = tail
    self.bytes = bytes
  }
}

/// Follows one episode of throttling. Seconds that throttle belong to one episode where less than a
/// minute lies between them.
struct ThrottleTrack {
  static let gap = 60

  private(set) var isOn = false
  private(set) var place: Int?
  private(set) var last = 0
  private(set) var units = 0.0

  mutating func begin(_ place: Int?) { self = ThrottleTrack(isOn: true, place: place) }

  mutating func add(_ units: Double, in second: Int) {
    self.units += units
    last = second
  }

  func hasEnded(by second: Int) -> Bool { isOn && second - last >= Self.gap }

  /// Writes the episode down as it is, and ends it where it has ended.
  mutating func close(_ log: inout EventLog, ends: Bool) {
    guard isOn else { return }
    if let place { log.update(place, end: ends ? last + 1 : nil, units: units) }
    isOn = false
  }

  init() {}

  private init(isOn: Bool, place: Int?) {
    self.isOn = isOn
    self.place = place
  }
}
