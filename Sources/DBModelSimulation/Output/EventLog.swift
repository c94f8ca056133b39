/// Events in the order in which they come; of each kind a bounded number, the rest counted.
struct EventLog {
  let most: Int
  private(set) var events: [SimulationEvent] = []
  /// How many of each kind came.
  private(set) var counts = SimulationResult.EventCounts()

  init(most: Int) { self.most = most }

  /// - Returns: Its place; `nil` where it is only counted.
  @discardableResult
  mutating func add(_ event: SimulationEvent) -> Int? {
    let count = counts.add(event.kind)
    guard count <= most else { return nil }
    events.append(event)
    return events.count - 1
  }

  /// Writes down how an episode went on.
  mutating func update(_ place: Int, end: Int?, units: Double) {
    guard case .throttling(var episode) = events[place].kind else { return }
    episode.end = end
    episode.units = units
    events[place].kind = .throttling(episode)
  }
}
