/// A list for what every byte of a file passes through on its way into an array. An array asks at
/// each append whether it is shared, which costs more here than all else about it; this one is
/// emptied into the array a piece at a time, while the piece is still in the processor's cache.
/// Whoever makes one calls `deallocate()` once, and does not touch it afterwards.
struct GrowingBuffer<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(expectedCount: Int) {
    capacity = max(expectedCount, 16)
    base = .allocate(capacity: capacity)
  }

  func deallocate() { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "an element that was appended")
      return base[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count, "an element that was appended")
      base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: capacity * 2) }
    base[count] = element
    count += 1
  }

  /// Forgets all elements and makes room for so many, which the caller sets before reading them.
  mutating func reset(count newCount: Int = 0) {
    count = 0
    if newCount > capacity { grow(to: newCount) }
    count = newCount
  }

  /// The elements, for as long as nothing is appended.
  var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }

  @inline(never)
  private mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
