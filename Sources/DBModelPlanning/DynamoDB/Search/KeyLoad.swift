import DBModelDesign
import DBModelWorkload

/// What a way asks of one key of a table or an index.
struct KeyLoad: Hashable {
  /// A key that is known by a value: two patterns may ask for the same one.
  struct Key: Hashable, Comparable {
    let place: Place
    let value: String

    static func < (a: Key, b: Key) -> Bool { (a.place, a.value) < (b.place, b.value) }
  }

  enum Place: Hashable, Comparable {
    case table(String)
    /// The number of a structure.
    case index(Int)
  }

  let key: Key
  /// At the peak, at the least, as a part of what is planned with.
  let ofCeiling: Double

  /// The structure whose key it is.
  var structure: Int? {
    if case .index(let structure) = key.place { structure } else { nil }
  }
}
