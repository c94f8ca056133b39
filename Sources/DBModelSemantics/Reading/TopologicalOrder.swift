/// Puts things behind what they depend on, in linear time and without recursion.
enum TopologicalOrder {
  /// - Parameter dependencies: For each index the indices it needs; repetitions do no harm.
  /// - Returns: Every index that is on no circle and needs none, dependencies first and otherwise
  /// in
  ///   ascending order of discovery; and the rest, ascending.
  static func sort(_ dependencies: [[Int]]) -> (order: [Int], circular: [Int]) {
    var missing = dependencies.map(\.count)
    var dependents = [[Int]](repeating: [], count: dependencies.count)
    for (index, needed) in dependencies.enumerated() {
      for other in needed { dependents[other].append(index) }
    }
    var order = missing.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < order.count {
      for dependent in dependents[order[next]] {
        missing[dependent] -= 1
        if missing[dependent] == 0 { order.append(dependent) }
      }
      next += 1
    }
    return (order, missing.indices.filter { missing[$0] > 0 })
  }

  /// The circles among indices that `sort` called circular, each once, from its smallest index.
  static func circles(_ dependencies: [[Int]], among circular: [Int]) -> [[Int]] {
    let members = Set(circular)
    var seen: Set<Int> = []
    var found: [[Int]] = []
    for start in circular where !seen.contains(start) {
      var path: [Int] = []
      var place: [Int: Int] = [:]
      var current: Int? = start
      while let index = current, !seen.contains(index) {
        seen.insert(index)
        place[index] = path.count
        path.append(index)
        let next = dependencies[index].first { members.contains($0) }
        if let next, let begin = place[next] {
          found.append(Array(path[begin...]))
          break
        }
        current = next
      }
    }
    return found
  }
}
