/// Which services, whatever subset of them it is, are asked for more than their pools hold
/// together.
///
/// Calls of a pattern may come from any of its services, so that what is certain for a set of
/// services is what those patterns keep busy that name none beside them. Calls find room just where
/// no set is asked for more than it holds (P. Hall, On Representatives of Subsets, 1935, in its
/// form for capacities), and the set that lacks most is one side of a smallest cut between patterns
/// and services (L. R. Ford and D. R. Fulkerson, Flows in Networks, 1962).
public enum DeficientPools {
  /// More services, or more different sets of them, are not searched; the sets that patterns name
  /// are judged all the same.
  public static let mostSearched = 64

  /// The services that lack most together, by place in `held`, in rising order; empty where all
  /// calls find room.
  ///
  /// - Parameters:
  ///   - asked: Connections that are certain to be busy, each for a set of services, by place.
  ///   - held: Connections of each service's pools.
  public static func services(asked: [(services: [Int], busy: Double)], held: [Double]) -> [Int] {
    guard asked.count <= mostSearched, held.count <= mostSearched else { return [] }
    // The source, the sets, the services, the sink.
    let sink = 1 + asked.count + held.count
    var left = Array(repeating: Array(repeating: 0.0, count: sink + 1), count: sink + 1)
    for (place, one) in asked.enumerated() {
      left[0][1 + place] = one.busy
      for service in one.services { left[1 + place][1 + asked.count + service] = .infinity }
    }
    for (place, most) in held.enumerated() { left[1 + asked.count + place][sink] = most }
    // What is too little to matter among numbers of this size.
    let least = 1e-9 * max(1, held.reduce(0, +))
    fill(&left, least)
    let reached = before(in: left, least)
    let lacking = held.indices.filter { reached[1 + asked.count + $0] != nil }
    return lacking
  }

  /// Sends along shortest ways until there is none (J. Edmonds and R. M. Karp, 1972).
  private static func fill(_ left: inout [[Double]], _ least: Double) {
    let sink = left.count - 1
    while true {
      let before = before(in: left, least)
      guard before[sink] != nil else { return }
      var amount = Double.infinity
      var node = sink
      while let from = before[node], node != 0 {
        amount = min(amount, left[from][node])
        node = from
      }
      node = sink
      while let from = before[node], node != 0 {
        left[from][node] -= amount
        left[node][from] += amount
        node = from
      }
    }
  }

  /// From where each node is reached that the source still leads to; itself for the source.
  private static func before(in left: [[Double]], _ least: Double) -> [Int?] {
    var found: [Int?] = Array(repeating: nil, count: left.count)
    found[0] = 0
    var queue = [0]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for other in left.indices where found[other] == nil && left[node][other] > least {
        found[other] = node
        queue.append(other)
      }
    }
    return found
  }
}
