import DBModelWorkload

/// Where rows of a data set stand, by key and by reference; of what is asked for alone, and found
/// once.
final class RowPositions {
  private var keys: [EntityID: [[Value]: Int]] = [:]
  private var references: [AttributeReference: [[Value]: [Int]]] = [:]

  /// The position of each key; of equal ones the last.
  ///
  /// - Parameter all: The keys of all rows, in order.
  func byKey(_ entity: EntityID, _ all: () -> [[Value]]) -> [[Value]: Int] {
    if let known = keys[entity] { return known }
    var positions: [[Value]: Int] = [:]
    for (position, key) in all().enumerated() { positions[key] = position }
    keys[entity] = positions
    return positions
  }

  /// The positions of the rows that refer to each key, in order.
  ///
  /// - Parameter all: The key that each row refers to, in the order of the rows.
  func byReference(_ attribute: AttributeReference, _ all: () -> [[Value]?]) -> [[Value]: [Int]] {
    if let known = references[attribute] { return known }
    var positions: [[Value]: [Int]] = [:]
    for case (let position, let key?) in all().enumerated() {
      positions[key, default: []].append(position)
    }
    references[attribute] = positions
    return positions
  }
}
