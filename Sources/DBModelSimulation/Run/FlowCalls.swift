/// The calls of one flow in one second, and what becomes of them.
struct FlowCalls {
  /// Calls by attempt whose keys are any: they fall where the popularity says.
  var base: [Double]
  /// Partitions that earlier calls wait for, rising, and those calls, by partition and attempt.
  var pinnedAt: [Int] = []
  var pinned: [Double] = []

  /// Of an index's entries: the table's calls by attempt that wait for its partitions.
  var waitingForIndex: [Double] = []

  /// Calls by attempt that the table or index as a whole did not admit.
  var lostToAdmission: [Double]
  /// Partitions that had no room, and the calls they threw back, by partition and attempt.
  var lostAt: [Int] = []
  var lost: [Double] = []
  /// Calls by attempt that found room.
  var passed: [Double]

  /// Units of all of them; what the table or index did not admit; what partitions threw back.
  var units = 0.0
  var unitsLostToAdmission = 0.0
  var unitsLost = 0.0

  init(attempts: Int) {
    base = Array(repeating: 0, count: attempts)
    lostToAdmission = base
    passed = base
  }

  var attempts: Int { base.count }

  /// Calls by attempt that wait for partitions.
  var pinnedByAttempt: [Double] { sums(pinned) }
  /// Calls by attempt that partitions threw back.
  var lostByAttempt: [Double] { sums(lost) }

  /// The place of a partition in `pinnedAt`.
  func pinnedPlace(of partition: Int) -> Int? {
    let place = SortedPlaces.place(of: partition, in: pinnedAt)
    return place < pinnedAt.count && pinnedAt[place] == partition ? place : nil
  }

  private func sums(_ calls: [Double]) -> [Double] {
    var sums = Array(repeating: 0.0, count: attempts)
    for place in calls.indices { sums[place % attempts] += calls[place] }
    return sums
  }

  /// Units that found room.
  var unitsPassed: Double { max(0, units - unitsLostToAdmission - unitsLost) }
}

/// Looks up numbers that rise.
enum SortedPlaces {
  /// The place of the first number that is not below another.
  static func place(of number: Int, in numbers: [Int]) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What a second asked of a table or an index, in one direction.
struct StepLoad {
  var units = 0.0
  var lostToAdmission = 0.0
  var lostToPartitions = 0.0
  /// What the partitions served.
  var passed = 0.0
}
