/// The keys of a block, for each worker those of its tables.
final class KeyBlock<Key: KeyWord> {
  let log: LogBytes
  let jobs: Int
  /// A list for each worker.
  let lists: UnsafeMutablePointer<UnsafeMutablePointer<Key>>
  let counts: UnsafeMutablePointer<Int>
  /// Where each key stands in the block, where names are kept; then there is one worker.
  private(set) var places: [Range<Int>]?
  var tally = RecordTally()
  private let workerOfTable: UnsafeMutablePointer<Int>

  /// - Parameters:
  ///   - keysPerBlock: The most keys that a block can hold.
  ///   - keepsPlaces: Whether it is noted where each key stands.
  init(capacity: Int, keysPerBlock: Int, jobs: Int, keepsPlaces: Bool = false) {
    log = LogBytes(capacity: capacity)
    self.jobs = jobs
    places = keepsPlaces ? [] : nil
    lists = .allocate(capacity: jobs)
    counts = .allocate(capacity: jobs)
    counts.initialize(repeating: 0, count: jobs)
    for worker in 0..<jobs {
      (lists + worker).initialize(to: .allocate(capacity: keysPerBlock))
    }
    workerOfTable = .allocate(capacity: KeyCounter<Key>.tableCount)
    for table in 0..<KeyCounter<Key>.tableCount { workerOfTable[table] = table % jobs }
  }

  deinit {
    for worker in 0..<jobs { lists[worker].deallocate() }
    lists.deallocate()
    counts.deallocate()
    workerOfTable.deallocate()
  }

  func clear() {
    counts.update(repeating: 0, count: jobs)
    if places != nil { places = [] }
    tally = RecordTally()
  }

  /// Adds a key.
  @inline(__always) func add(_ key: Key) {
    let worker = jobs == 1 ? 0 : workerOfTable[key.table]
    let count = counts[worker]
    lists[worker][count] = key
    counts[worker] = count &+ 1
  }

  /// Notes where the key stands that was added last.
  @inline(__always) func place(_ range: Range<Int>) { places?.append(range) }

  /// Forgets the last keys beyond a number; for one worker.
  func cut(to count: Int) {
    precondition(jobs == 1, "only what stands in order can be cut")
    counts[0] = min(counts[0], count)
    tally.keys = counts[0]
  }
}

extension KeyBlock where Key == UInt64 {
  /// Adds a text as a key.
  @inline(__always) func add(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    add(KeyHash.word(of: text + range.lowerBound, count: range.upperBound &- range.lowerBound))
    if places != nil { place(range) }
  }
}
