/// The keys of a block, for each worker those of its tables.
///
/// The lists share one room: each takes a piece of it when it needs one, so that all together take
/// little more than the keys of the block, however they fall to the workers.
final class KeyBlock<Key: KeyWord> {
  let log: LogBytes
  let jobs: Int
  /// For each worker, from where its next key stands `counts` places away.
  let lists: UnsafeMutablePointer<UnsafeMutablePointer<Key>>
  let counts: UnsafeMutablePointer<Int>
  /// How many keys fit before a list needs another piece.
  private let limits: UnsafeMutablePointer<Int>
  private let room: UnsafeMutablePointer<Key>
  /// Of each piece that is taken: its worker, in the order of taking.
  private var owners: [Int] = []
  private let keysPerPiece: Int
  /// Where each key stands in the block, where names are kept; then there is one worker.
  private(set) var places: [Place]?
  /// The keys that stand in the log in another form.
  private(set) var texts: [UInt8] = []
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
    limits = .allocate(capacity: jobs)
    keysPerPiece = jobs == 1 ? keysPerBlock : Self.keysPerPiece
    // The last piece of each list may hold one key only.
    room = .allocate(capacity: jobs == 1 ? keysPerBlock : keysPerBlock + jobs * keysPerPiece)
    lists.initialize(repeating: room, count: jobs)
    limits.initialize(repeating: jobs == 1 ? keysPerBlock : 0, count: jobs)
    workerOfTable = .allocate(capacity: KeyCounter<Key>.tableCount)
    for table in 0..<KeyCounter<Key>.tableCount { workerOfTable[table] = table % jobs }
  }

  deinit {
    room.deallocate()
    limits.deallocate()
    lists.deallocate()
    counts.deallocate()
    workerOfTable.deallocate()
  }

  func clear() {
    counts.update(repeating: 0, count: jobs)
    if jobs > 1 { limits.update(repeating: 0, count: jobs) }
    owners.removeAll(keepingCapacity: true)
    if places != nil { places = [] }
    texts.removeAll(keepingCapacity: true)
    tally = RecordTally()
  }

  /// Adds a key.
  @inline(__always) func add(_ key: Key) {
    let worker = jobs == 1 ? 0 : workerOfTable[key.table]
    let count = counts[worker]
    if count == limits[worker] { extend(worker) }
    lists[worker][count] = key
    counts[worker] = count &+ 1
  }

  private static var keysPerPiece: Int { 1_024 }

  /// Gives a list the next piece.
  private func extend(_ worker: Int) {
    precondition(jobs > 1, "a block holds all of its keys")
    lists[worker] = room + (owners.count * keysPerPiece - counts[worker])
    limits[worker] = counts[worker] + keysPerPiece
    owners.append(worker)
  }

  /// Hands over the keys of a worker in their order.
  func forEachPiece(of worker: Int, _ body: (_ keys: UnsafePointer<Key>, _ count: Int) -> Void) {
    if jobs == 1 { return body(room, counts[0]) }
    var left = counts[worker]
    for piece in owners.indices where owners[piece] == worker {
      let count = min(left, keysPerPiece)
      body(room + piece * keysPerPiece, count)
      left -= count
    }
  }

  /// Notes where the key stands that was added last.
  @inline(__always) func place(_ range: Range<Int>) {
    places?.append(Place(range: range, isText: false))
  }

  struct Place {
    let range: Range<Int>
    /// Whether it is a place in `texts`, not in the log.
    let isText: Bool
  }

  /// Notes what the key is called that was added last, where it does not stand so in the log.
  func place(text: UnsafePointer<UInt8>, _ count: Int) {
    guard places != nil else { return }
    let start = texts.count
    texts.append(contentsOf: UnsafeBufferPointer(start: text, count: min(count, Self.longestText)))
    places?.append(Place(range: start..<texts.count, isText: true))
  }

  /// More of a name is not kept.
  private static var longestText: Int { 64 }

  /// The bytes that a place of `places` names.
  func withBytes(of place: Place, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if place.isText {
      texts.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[place.range])) }
    } else {
      let start = log.bytes + place.range.lowerBound
      body(UnsafeBufferPointer(start: start, count: place.range.count))
    }
  }

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

  /// Adds a text that does not stand so in the log as a key.
  func add(text: [UInt8]) {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      add(KeyHash.word(of: base, count: buffer.count))
      place(text: base, buffer.count)
    }
  }
}
