/// A set of candidates, by their places: sets are compared by the million.
package struct CandidateSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Places are below it.
  package static let most = 512

  private var bits = SIMD8<UInt64>.zero

  package init() {}

  package init(_ places: some Sequence<Int>) { for place in places { insert(place) } }

  package init(arrayLiteral elements: Int...) { self.init(elements) }

  package mutating func insert(_ place: Int) {
    precondition(place >= 0 && place < Self.most, "a set holds places below 512")
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  package func contains(_ place: Int) -> Bool {
    place >= 0 && place < Self.most && bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  package var isEmpty: Bool { bits == .zero }

  package func union(_ other: CandidateSet) -> CandidateSet { with(bits | other.bits) }

  package func intersection(_ other: CandidateSet) -> CandidateSet { with(bits & other.bits) }

  package func subtracting(_ other: CandidateSet) -> CandidateSet { with(bits & ~other.bits) }

  package func isSubset(of other: CandidateSet) -> Bool { bits & ~other.bits == .zero }

  /// Ascending.
  package var places: [Int] {
    var found: [Int] = []
    for word in 0..<8 {
      var rest = bits[word]
      while rest != 0 {
        found.append(word << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }

  private func with(_ bits: SIMD8<UInt64>) -> CandidateSet {
    var set = CandidateSet()
    set.bits = bits
    return set
  }
}
