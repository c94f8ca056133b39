/// The greatest of many elements.
struct TopHeap<Element: Comparable> {
  let capacity: Int
  /// A binary heap with the least in front: none is greater than the two below it.
  private var elements: [Element] = []

  init(capacity: Int) { self.capacity = capacity }

  @inline(__always) mutating func add(_ element: Element) {
    if elements.count == capacity {
      if element < elements[0] || element == elements[0] { return }
      elements[0] = element
      sink()
    } else {
      elements.append(element)
      rise()
    }
  }

  /// By falling size.
  func sorted() -> [Element] { elements.sorted(by: >) }

  private mutating func rise() {
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if elements[parent] < elements[child] { return }
      elements.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < elements.count {
        if elements[child] < elements[least] { least = child }
      }
      if least == parent { return }
      elements.swapAt(parent, least)
      parent = least
    }
  }
}
