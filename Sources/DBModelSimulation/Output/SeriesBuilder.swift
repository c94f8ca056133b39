/// Adds up seconds to rows.
struct SeriesBuilder {
  private let options: SimulationOptions
  private(set) var rows: [IntervalResult] = []
  /// Of reads and of writes, over all rows.
  private(set) var totals = [LoadTotals(), LoadTotals()]
  private var sides = [IntervalResult.Side(), IntervalResult.Side()]
  private var served: [[Double]]
  private var begin = 0

  init(_ options: SimulationOptions) {
    self.options = options
    served = [false, true].map { _ in Array(repeating: 0, count: options.retries.attempts) }
  }

  mutating func add(_ load: LoadTotals, isWrite: Bool) {
    sides[isWrite ? 1 : 0].totals += load
  }

  mutating func add(utilisation: Double, of partition: Int, isWrite: Bool) {
    let side = isWrite ? 1 : 0
    guard utilisation > sides[side].hottestUtilisation else { return }
    sides[side].hottestUtilisation = utilisation
    sides[side].hottestPartition = partition
  }

  /// Calls served, by attempt.
  mutating func add(served calls: [Double], isWrite: Bool) {
    let side = isWrite ? 1 : 0
    for attempt in calls.indices { served[side][attempt] += calls[attempt] }
  }

  /// The end of a second.
  mutating func end(
    _ second: Int,
    admitted: [Double?],
    partitions: Int,
    latency: LatencyMixture
  ) {
    let isLast = second == options.seconds - 1
    guard (second + 1) % options.intervalSeconds == 0 || isLast else { return }
    for side in [0, 1] {
      sides[side].admitted = admitted[side]
      sides[side].latency = latency.percentiles(served[side])
      totals[side] += sides[side].totals
      for attempt in served[side].indices { served[side][attempt] = 0 }
    }
    rows.append(
      IntervalResult(
        second: begin,
        seconds: second + 1 - begin,
        reads: sides[0],
        writes: sides[1],
        partitions: partitions
      )
    )
    sides = [IntervalResult.Side(), IntervalResult.Side()]
    begin = second + 1
  }
}
