/// The text being written. Whoever makes one calls `deallocate()` once.
struct FormatOutput {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(expectedCount: Int) {
    capacity = expectedCount + 256
    base = .allocate(capacity: capacity)
  }

  func deallocate() { base.deallocate() }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ lower: Int, _ upper: Int) {
    precondition(lower >= 0 && lower <= upper && upper <= source.count, "bytes of the source")
    guard let start = source.baseAddress else { return }
    let length = upper - lower
    if length > capacity - count { grow(by: length) }
    (base + count).update(from: start + lower, count: length)
    count += length
  }

  @inline(__always)
  mutating func blanks(_ number: Int) {
    guard number > 0 else { return }
    if number > capacity - count { grow(by: number) }
    (base + count).update(repeating: 0x20, count: number)
    count += number
  }

  /// Makes room at the end.
  mutating func extend(_ length: Int) {
    precondition(length >= 0, "text only grows")
    if length > capacity - count { grow(by: length) }
    (base + count).update(repeating: 0x20, count: length)
    count += length
  }

  /// Moves some bytes towards the end, into room made before.
  mutating func move(_ range: Range<Int>, by length: Int) {
    precondition(range.upperBound + length <= count && length >= 0, "room made before")
    (base + range.lowerBound + length).update(from: base + range.lowerBound, count: range.count)
  }

  /// Writes into room made before.
  mutating func set(_ byte: UInt8, at place: Int) {
    precondition(place >= 0 && place < count, "a place in the text")
    base[place] = byte
  }

  @inline(never)
  private mutating func grow(by length: Int) {
    let larger = max(capacity * 2, count + length)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}
