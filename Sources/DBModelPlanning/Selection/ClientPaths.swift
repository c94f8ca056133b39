/// The paths of one client, as a bound walks them again and again: all in a row, and the structures
/// of the client numbered, so that nothing has to be looked up.
struct ClientPaths {
  /// One structure of a path.
  struct Step {
    let structure: Int
    /// Its number among the structures of the client.
    let own: Int
  }

  /// By path.
  let costs: [Double]
  /// Of all paths, one after the other.
  let steps: [Step]
  /// By path: where its steps begin, and where the last one's end.
  let starts: [Int]
  /// The structures that the client's paths go through, by their numbers among them.
  let structures: [Int]

  init(_ paths: [SelectionProblem.Path]) {
    var numbers: [Int: Int] = [:]
    var steps: [Step] = []
    var starts = [0]
    for path in paths {
      for structure in path.structures {
        let own = numbers[structure] ?? numbers.count
        numbers[structure] = own
        steps.append(Step(structure: structure, own: own))
      }
      starts.append(steps.count)
    }
    costs = paths.map(\.cost)
    self.steps = steps
    self.starts = starts
    structures = numbers.sorted { $0.value < $1.value }.map(\.key)
  }

  func steps(of path: Int) -> Range<Int> { starts[path]..<starts[path + 1] }

  /// Whether all structures of a path are among some.
  func isWithin(_ usable: [Bool], _ path: Int) -> Bool {
    for place in steps(of: path) where !usable[steps[place].structure] { return false }
    return true
  }
}
