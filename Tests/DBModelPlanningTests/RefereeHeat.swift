import DBModelDesign
import DBModelEstimation
import DBModelWorkload

@testable import DBModelPlanning

/// What reads together ask of one key.
enum RefereeHeat {
  struct Read {
    let structure: String
    let value: String
    /// A part of what is planned with for requests of its size.
    let ofCeiling: Double
  }

  static func reads(_ pattern: AccessPattern, _ path: DynamoDBPath, _ pricer: WayPricer) -> [Read] {
    pricer.namedReads(pattern, path).map {
      Read(structure: $0.structure, value: $0.value, ofCeiling: $0.ofCeiling)
    }
  }

  /// By pattern: the index of its group.
  static func indexes(
    of found: DesignReferee.Found,
    in assembled: [(table: DynamoDBTable, plans: [IndexPlan])]
  ) -> [Int: String] {
    var left = assembled.flatMap { table, plans in
      zip(table.indexes, plans).map { (name: $0.name, content: $1.content) }
    }
    var names: [Int: String] = [:]
    for (plan, group) in zip(found.plans, found.groups) {
      guard let place = left.firstIndex(where: { $0.content == plan.content }) else { continue }
      for client in 0..<Int.bitWidth where group >> client & 1 == 1 {
        names[client] = left[place].name
      }
      left.remove(at: place)
    }
    return names
  }

  /// Whether nobody meets others on a key that together they ask for too often, but for those who
  /// are at risk in any case, as who alone asks for too much is.
  static func isWithin(_ users: [(isAtRisk: Bool, reads: [Read])]) -> Bool {
    let most = 1 + 1e-9
    var sums: [[String]: (use: Double, users: Int, isSafe: Bool)] = [:]
    for user in users {
      for read in user.reads {
        let key = [read.structure, read.value]
        let known = sums[key] ?? (0, 0, false)
        let isSafe = !user.isAtRisk && read.ofCeiling <= most
        sums[key] = (
          known.use + read.ofCeiling, known.users + 1, known.isSafe || isSafe
        )
      }
    }
    return sums.values.allSatisfy { $0.use <= most || $0.users < 2 || !$0.isSafe }
  }
}
