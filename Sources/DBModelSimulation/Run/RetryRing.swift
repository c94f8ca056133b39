/// Throttled calls that wait for their next attempt, by the second in which it comes.
struct RetryRing {
  /// How waits spread over the seconds that follow.
  struct Schedule {
    let attempts: Int
    /// The part of the calls that comes again so many seconds later, by attempt; the first entry is
    /// the next second: what waits less comes no earlier in steps of a second.
    let parts: [[Double]]
    let horizon: Int

    init(_ policy: RetryPolicy) {
      attempts = policy.attempts
      parts = (0..<policy.attempts).map { attempt in
        let longest = policy.longestWait(after: attempt)
        guard longest > 1 else { return [1] }
        return (0..<Int(longest.rounded(.up))).map { second in
          (min(longest, Double(second + 1)) - Double(second)) / longest
        }
      }
      horizon = 1 + (parts.map(\.count).max() ?? 1)
    }
  }

  private var slots: [Double]
  private let schedule: Schedule
  /// Calls that wait.
  private(set) var total = 0.0

  init(_ schedule: Schedule) {
    self.schedule = schedule
    slots = Array(repeating: 0, count: schedule.horizon * schedule.attempts)
  }

  /// Takes out the calls that come in a second, adding them by attempt; calls of the first attempt
  /// there are none.
  mutating func take(_ second: Int, into calls: inout [Double]) {
    guard total > 0 else { return }
    let slot = second % schedule.horizon * schedule.attempts
    for attempt in 1..<max(2, schedule.attempts) where attempt < schedule.attempts {
      let found = slots[slot + attempt]
      guard found > 0 else { continue }
      calls[attempt] += found
      total -= found
      slots[slot + attempt] = 0
    }
    // Rounding must not keep an empty ring busy.
    if total < 1e-9 {
      total = 0
      for place in slots.indices { slots[place] = 0 }
    }
  }

  /// Calls whose attempt was throttled in a second, and which have another one.
  mutating func add(_ calls: Double, after attempt: Int, in second: Int) {
    guard calls > 0 else { return }
    for (wait, part) in schedule.parts[attempt].enumerated() {
      let slot = (second + 1 + wait) % schedule.horizon * schedule.attempts
      slots[slot + attempt + 1] += calls * part
    }
    total += calls
  }

  /// Splits off a part of what waits.
  mutating func divide(_ part: Double) -> RetryRing {
    var other = self
    for place in slots.indices {
      other.slots[place] = slots[place] * part
      slots[place] -= other.slots[place]
    }
    other.total = total * part
    total -= other.total
    return other
  }
}
