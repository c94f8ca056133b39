/// What became of the records of a log, or of a block of it.
package struct RecordTally: Sendable {
  /// Requests that were counted: a record may stand for several, or for none.
  package var keys = 0
  /// Records in which the key is missing, empty or null.
  package var withoutKey = 0
  /// Records that are not what the format says.
  package var malformed = 0
  /// Records that are longer than a block.
  package var long = 0
  /// Where the first record begins that was not counted, in bytes of the expanded log.
  package var firstLeftOut: Int?
  /// CloudTrail events by name: how many keys they gave, and how many events gave none.
  package private(set) var events: [String: EventCount] = [:]

  package struct EventCount: Hashable, Sendable {
    package var keys = 0
    package var leftOut = 0

    package init(keys: Int = 0, leftOut: Int = 0) {
      self.keys = keys
      self.leftOut = leftOut
    }

    mutating func add(_ other: EventCount) {
      keys += other.keys
      leftOut += other.leftOut
    }
  }

  package init() {}

  /// Notes a record that is not counted.
  mutating func leaveOut(_ reason: WritableKeyPath<RecordTally, Int>, at offset: Int) {
    self[keyPath: reason] += 1
    firstLeftOut = firstLeftOut ?? offset
  }

  /// Notes records that are too long.
  mutating func addLong(_ count: Int, at offset: Int?) {
    long += count
    if let offset { firstLeftOut = min(firstLeftOut ?? offset, offset) }
  }

  package mutating func add(_ other: RecordTally) {
    keys += other.keys
    withoutKey += other.withoutKey
    malformed += other.malformed
    long += other.long
    if let place = other.firstLeftOut { firstLeftOut = min(firstLeftOut ?? place, place) }
    for (name, more) in other.events.sorted(by: { $0.key < $1.key }) { count(name, more) }
  }

  /// Adds to what is known of the events of a name; beyond so many names, they are one.
  mutating func count(_ name: String, _ more: EventCount) {
    let isKnown = events[name] != nil || events.count < Self.mostEventNames
    events[isKnown ? name : Self.otherEvents, default: EventCount()].add(more)
  }

  /// What events are called whose name is none, or one too many.
  static let otherEvents = "(another name)"
  private static let mostEventNames = 64
}
