/// What statements cost with sets of indexes, each set asked for once.
///
/// A plan that was the best of many indexes and uses a few is the best of every set between: so
/// most sets are priced without asking (as INUM keeps plans: Papadomanolakis, Dash, Ailamaki, VLDB
/// 2007).
package struct IndexCosts<Failure: Error> {
  package typealias Answer = (cost: Double, used: CandidateSet)
  /// Asks what a statement costs, and which of these candidates its plan uses.
  package typealias Ask = (_ statement: Int, _ shown: CandidateSet) throws(Failure) -> Answer

  private struct Known {
    let shown: CandidateSet
    let answer: Answer
  }

  /// Of each statement the candidates on its tables; others do not matter.
  private let relevant: [CandidateSet]
  private let ask: Ask
  private var known: [[Known]]
  private var exact: [[CandidateSet: Int]]
  /// How often was asked.
  package private(set) var questions = 0
  /// The most that is asked; what lies beyond is taken for no better than what is known.
  private let mostQuestions: Int

  package init(relevant: [CandidateSet], mostQuestions: Int, ask: @escaping Ask) {
    self.relevant = relevant
    self.ask = ask
    self.mostQuestions = mostQuestions
    known = Array(repeating: [], count: relevant.count)
    exact = Array(repeating: [:], count: relevant.count)
  }

  package var isExhausted: Bool { questions >= mostQuestions }

  package mutating func answer(
    _ statement: Int,
    _ set: CandidateSet
  ) throws(Failure) -> Answer {
    let shown = set.intersection(relevant[statement])
    if let place = exact[statement][shown] { return known[statement][place].answer }
    for (place, one) in known[statement].enumerated()
    where one.answer.used.isSubset(of: shown) && shown.isSubset(of: one.shown) {
      exact[statement][shown] = place
      return one.answer
    }
    if isExhausted, let best = bestWithin(statement, shown) { return best }
    questions += 1
    let answer = try ask(statement, shown)
    exact[statement][shown] = known[statement].count
    known[statement].append(Known(shown: shown, answer: answer))
    return answer
  }

  /// The cheapest plan that is known and can be made with a set.
  private func bestWithin(_ statement: Int, _ shown: CandidateSet) -> Answer? {
    known[statement].filter { $0.answer.used.isSubset(of: shown) }.map(\.answer)
      .min { $0.cost < $1.cost }
  }
}
