import Glibc

/// The counts of the keys of one part of the key space: all of them exactly while they fit, and a
/// sketch with a known error from there on.
///
/// While there are at most `keyLimit` keys, each has its exact count. With one more, a key stays
/// exact only where the lowest `sampleBits` bits of its word are zero: a sample of the keys, drawn
/// by their hash, so that it depends on nothing but which keys there are (adaptive sampling:
/// M. Wegman; P. Flajolet, "On Adaptive Sampling", Computing 43, 1990). `sampleBits` is the least
/// number for which the sample has at most half of `keyLimit`. All other keys share what room is
/// left as the counters of a Misra–Gries summary (J. Misra and D. Gries, "Finding Repeated
/// Elements", 1982): where it is full, the median counter is subtracted from all of them and those
/// that reach zero go (D. Anderson et al., "A High-Performance Algorithm for Identifying Frequent
/// Items in Data Streams", IMC 2017). What was ever subtracted, `lost`, bounds the error: a key
/// that has a counter was asked for between it and `lost` more; one that has none, at most `lost`
/// times.
///
/// What becomes of a table depends on nothing but the order of its keys: not on how they were cut
/// into blocks or who counted them.
///
/// - Invariant: a slot is free where its count is 0; searches go on to the next slot; `used` stays
///   below `slotCount`.
struct KeyTable<Key: KeyWord> {
  struct Slot {
    var key: Key
    var count: Key
  }

  private(set) var slots: UnsafeMutablePointer<Slot>
  private(set) var slotCount: Int
  private(set) var used = 0
  /// How many lowest bits of a key's word must be zero for its count to be exact; 0: all are.
  private(set) var sampleBits = 0
  /// What was subtracted from the counters of the other keys, in all.
  private(set) var lost: UInt64 = 0
  /// One more key needs another arrangement: more room, or less to remember.
  private(set) var threshold: Int
  /// Counts beyond what a slot holds, which few keys have.
  private(set) var carried: [Key: UInt64] = [:]
  /// Of no meaning; see `KeyCounter.touch`.
  var touched: Key = 0
  /// Two cache lines between what two workers change, which would else be passed to and fro.
  private let distance: (SIMD16<UInt64>, SIMD16<UInt64>) = (.zero, .zero)
  let keyLimit: Int
  private let slotLimit: Int
  private let permits: Permits

  /// Four of five slots may be used: then a key is found at the third slot, on average, and a new
  /// one has its place after 13 (D. Knuth, The Art of Computer Programming 3, 6.4, linear probing).
  static var load: (used: Int, slots: Int) { (4, 5) }
  private static var firstSlotCount: Int { 1_024 }

  /// - Parameters:
  ///   - byteLimit: What its slots may take; room for 1,024 slots is always taken.
  ///   - permits: Of which one is needed to lay the slots out anew.
  init(byteLimit: Int, permits: Permits) {
    self.permits = permits
    slotLimit = max(Self.firstSlotCount, byteLimit / MemoryLayout<Slot>.stride)
    keyLimit = slotLimit / Self.load.slots * Self.load.used
    slotCount = Self.firstSlotCount
    slots = Self.allocate(slotCount)
    threshold = 0
    setThreshold()
  }

  func deallocate() { Self.free(slots, slotCount) }

  /// Whether every count is exact.
  var isExact: Bool { sampleBits == 0 }

  /// Whether the count of a key is exact.
  @inline(__always) func isSampled(_ key: Key) -> Bool {
    key & (1 << Key(truncatingIfNeeded: sampleBits) &- 1) == 0
  }

  // MARK: Counting

  /// A key that had no slot has one. Returns whether the slots were laid out anew.
  @inline(__always) mutating func add(_ slot: UnsafeMutablePointer<Slot>, _ key: Key) -> Bool {
    slot.pointee = Slot(key: key, count: 1)
    used &+= 1
    if used < threshold { return false }
    arrange()
    return true
  }

  /// One more request for a key whose slot is full.
  mutating func carry(_ slot: UnsafeMutablePointer<Slot>) {
    carry(slot.pointee.key, UInt64(Key.max))
    slot.pointee.count = 1
  }

  private mutating func carry(_ key: Key, _ count: UInt64) {
    carried[key] = Self.sum(carried[key] ?? 0, count)
  }

  /// So many requests for a key that were counted elsewhere.
  mutating func add(_ key: Key, count: UInt64) {
    var slot = slots + key.slot(among: slotCount)
    while slot.pointee.count != 0, slot.pointee.key != key { slot = next(slot) }
    let isNew = slot.pointee.count == 0
    let (sum, overflows) = UInt64(slot.pointee.count).addingReportingOverflow(count)
    if overflows || sum > UInt64(Key.max) {
      if sum > 1 || overflows { carry(key, overflows ? .max - 1 : sum - 1) }
      slot.pointee = Slot(key: key, count: 1)
    } else {
      slot.pointee = Slot(key: key, count: Key(truncatingIfNeeded: sum))
    }
    guard isNew else { return }
    used += 1
    if used >= threshold { arrange() }
  }

  @inline(__always)
  func next(_ slot: UnsafeMutablePointer<Slot>) -> UnsafeMutablePointer<Slot> {
    let next = slot + 1
    return next == slots + slotCount ? slots : next
  }

  // MARK: Arranging

  /// Takes over that another table has lost, and which of its keys are exact.
  mutating func join(sampleBits other: Int, lost: UInt64) {
    if other > sampleBits {
      sampleBits = other
      setThreshold()
    }
    self.lost = Self.sum(self.lost, lost)
  }

  /// Makes room, or remembers less.
  mutating func arrange() {
    if used <= keyLimit {
      if slotCount < slotLimit { grow(to: slotCount > slotLimit / 2 ? slotLimit : slotCount * 2) }
      setThreshold()
      return
    }
    if sampleBits == 0 { sampleBits = 1 }
    settle()
    if used > keyLimit { subtractMedian() }
    setThreshold()
  }

  /// Brings the sample to its size; what the table says is only then complete.
  mutating func settle() {
    guard sampleBits > 0 else { return }
    while sampleBits < Key.bitWidth - 8, sampledCount > keyLimit / 2 { sampleBits += 1 }
  }

  private mutating func setThreshold() {
    let fits = slotCount / Self.load.slots * Self.load.used
    threshold = slotCount < slotLimit ? min(fits, keyLimit + 1) : keyLimit + 1
  }

  private var sampledCount: Int {
    var count = 0
    forEach { key, _, _ in if isSampled(key) { count += 1 } }
    return count
  }

  /// The least number that half of the counters of unsampled keys do not exceed is subtracted from
  /// each of them.
  private mutating func subtractMedian() {
    var counts: [Key] = []
    counts.reserveCapacity(Self.medianSample)
    var seen = 0
    let step = max(1, (used - sampledCount) / Self.medianSample)
    forEach { key, count, _ in
      if isSampled(key) { return }
      if seen % step == 0 { counts.append(count) }
      seen += 1
    }
    guard !counts.isEmpty else { return }
    counts.sort()
    let median = max(1, counts[counts.count / 2])
    lost = Self.sum(lost, UInt64(median))
    let (sampled, carried) = (sampleBits, carried)
    rebuild(slotCount) { key, count in
      // What is carried is the most of such a count: less of it is not lost, which is no error.
      if !carried.isEmpty, carried[key] != nil { return count }
      let isSampled = key & (1 << Key(truncatingIfNeeded: sampled) &- 1) == 0
      return isSampled ? count : count > median ? count - median : 0
    }
  }

  private static var medianSample: Int { 4_096 }

  private mutating func grow(to count: Int) { rebuild(count) { $1 } }

  /// Lays the slots out anew with other counts; a key whose count becomes 0 goes.
  private mutating func rebuild(_ count: Int, _ counts: (Key, Key) -> Key) {
    permits.hold { layOut(count, counts) }
  }

  private mutating func layOut(_ count: Int, _ counts: (Key, Key) -> Key) {
    let (old, oldCount) = (slots, slotCount)
    slots = Self.allocate(count)
    slotCount = count
    used = 0
    for place in 0..<oldCount where old[place].count != 0 {
      let kept = counts(old[place].key, old[place].count)
      if kept == 0 { continue }
      var slot = slots + old[place].key.slot(among: count)
      while slot.pointee.count != 0 { slot = next(slot) }
      slot.pointee = Slot(key: old[place].key, count: kept)
      used += 1
    }
    Self.free(old, oldCount)
  }

  // MARK: Reading

  /// Every key that has a count, in the order of the slots; `isExact` where it is no lower bound.
  func forEach(_ body: (_ key: Key, _ count: Key, _ isExact: Bool) -> Void) {
    for place in 0..<slotCount where slots[place].count != 0 {
      body(slots[place].key, slots[place].count, isSampled(slots[place].key))
    }
  }

  /// The same with whole counts.
  func forEachWhole(_ body: (_ key: Key, _ count: UInt64, _ isExact: Bool) -> Void) {
    forEach { key, count, isExact in
      let more = carried.isEmpty ? 0 : carried[key] ?? 0
      body(key, Self.sum(UInt64(count), more), isExact)
    }
  }

  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }

  // MARK: Memory

  /// Zeroed memory of its own, which large pages make quicker to walk at random.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let bytes = count * MemoryLayout<Slot>.stride
    let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      preconditionFailure("no memory for a table of \(bytes) bytes")
    }
    if bytes >= 1 << 22 { madvise(memory, bytes, MADV_HUGEPAGE) }
    return memory.bindMemory(to: Slot.self, capacity: count)
  }

  private static func free(_ slots: UnsafeMutablePointer<Slot>, _ count: Int) {
    munmap(slots, count * MemoryLayout<Slot>.stride)
  }
}
