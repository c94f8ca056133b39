import DBModelDesign
import DBModelWorkload

/// Who pays for a structure of a design: patterns in proportion to what each would pay more by its
/// next best way through the structures that are kept.
struct WorthShares {
  private let problem: DesignProblem
  private let solution: DesignSolution

  init(_ problem: DesignProblem, _ solution: DesignSolution) {
    self.problem = problem
    self.solution = solution
  }

  /// One that has no other way counts like the dearest of the others.
  ///
  /// - Parameters:
  ///   - uses: Whether a way goes through the structure.
  ///   - isOther: Whether a way does without it.
  func shares(
    among uses: (DesignProblem.Way) -> Bool,
    otherwise isOther: (DesignProblem.Way) -> Bool
  ) -> [(pattern: PatternID, share: Double)] {
    let kept = Set(solution.structures.map { problem.structures[$0].id })
    var regrets: [(pattern: PatternID, regret: Double?)] = []
    for (client, course) in solution.courses.enumerated() {
      guard let course else { continue }
      var isUser = false
      var regret: Double? = 0
      for ways in problem.ways[client].map({ $0.map { $0.through(course.twins) } }) {
        guard let now = ways.first(where: { $0.isPart(of: course) && uses($0) }) else { continue }
        let other = ways.filter {
          $0.rank <= now.rank && isOther($0) && $0.structures.allSatisfy(kept.contains)
        }.map(\.usDollarsPerMonth).min()
        isUser = true
        regret = other.flatMap { other in
          regret.map { $0 + max(0, other - now.usDollarsPerMonth) }
        }
      }
      if isUser { regrets.append((problem.patterns[client].id, regret)) }
    }
    let most = regrets.compactMap(\.regret).max() ?? 1
    let filled = regrets.map { ($0.pattern, $0.regret ?? max(most, 1e-12)) }
    let sum = filled.reduce(0) { $0 + $1.1 }
    return filled.map { ($0.0, sum > 0 ? $0.1 / sum : 1 / Double(filled.count)) }
  }
}

extension StructureWorth.Absence {
  /// The best design set against the best without some structure.
  init(_ solution: DesignSolution, without: DesignSolution?, of problem: DesignProblem) {
    guard let without, without.isNearlyClosed else {
      self = .unknown
      return
    }
    if without.rank == solution.rank {
      self = .costs(usDollarsPerMonth: max(0, without.cost - solution.cost))
      return
    }
    func patterns(_ isWorse: (WayRank, WayRank) -> Bool) -> [PatternID] {
      zip(problem.patterns, zip(solution.courses, without.courses)).filter { _, ways in
        guard let now = ways.0 else { return false }
        return ways.1.map { isWorse($0.rank, now.rank) } ?? true
      }.map(\.0.id)
    }
    self =
      without.rank.broken > solution.rank.broken
      ? .breaks(patterns { $0.broken > $1.broken }) : .endangers(patterns { $0 > $1 })
  }
}

extension DesignProblem.Way {
  /// Whether it is what another one does about some needs.
  fileprivate func isPart(of whole: DesignSolution.Course) -> Bool {
    keys.allSatisfy { whole.keys[$0.key] == $0.value }
      && structures.allSatisfy(whole.structures.contains) && copied == whole.copied
  }
}
