/// Chooses among indexes for statements that an engine prices: the set with which the fewest
/// budgets are broken and the least work is left, reads at their rates and writes as the estimate
/// has them, within the bytes that there are.
///
/// From three beginnings (nothing, by what a byte saves; nothing, by what an index saves;
/// everything that some best plan uses, less what a byte saves least) sets are improved by one
/// index more, one less, or one for another, until none helps. The first is Extend's way
/// (Schlosser, Kossmann, Boissier, ICDE 2019), a longer index in the place of a shorter one
/// included. What saves next to nothing by all that is known of it is not tried.
package struct IndexSearch<Failure: Error> {
  package typealias Places = CandidateSet
  package typealias Work = AddedIndexPricing.Work

  package struct Candidate {
    let table: Int
    let bytes: Double
    /// It holds more than its columns, and is this one without that.
    let plain: Int?
    /// Those that begin with it.
    let longer: [Int]

    /// - Parameter table: Any number that other candidates of the table have as well.
    package init(table: Int, bytes: Double, plain: Int? = nil, longer: [Int] = []) {
      self.table = table
      self.bytes = bytes
      self.plain = plain
      self.longer = longer
    }
  }

  package struct Statement {
    /// Milliseconds of work in a second for a unit of cost.
    let weight: Double
    /// How far a budget is broken at a cost.
    let broken: (Double) -> Double

    package init(weight: Double, broken: @escaping (Double) -> Double) {
      self.weight = weight
      self.broken = broken
    }
  }

  /// A set with what its statements cost.
  package struct Priced {
    package var set: Places
    var costs: [Double]
    package var work: Work
  }

  /// What an index saves of all the work at the least: less is within the error of the figures.
  private let leastSaved = 0.005
  /// What an index saves by holding what is read besides, at the least: the planner takes every
  /// page for seen, and those that were changed lately are not.
  private let leastSavedByWidth = 0.02
  /// What an index is known to save of all the work where it is worth a trial.
  private let leastPromise = 0.001
  /// How often a statement is asked what it would take instead.
  private let mostPeels = 12

  private let candidates: [Candidate]
  private let statements: [Statement]
  private let limit: Double?
  /// What the writes cost more with candidates of one table.
  private let upkeep: (Places) -> Double
  /// What declared patterns cost with so many bytes less.
  private let declared: (Double) -> Work
  package var costs: IndexCosts<Failure>
  private let byTable: [Places]
  private var upkeeps: [Places: Double] = [:]
  /// Of each candidate the cheapest plan that is known to go through it, by statement.
  private var uses: [[Int: Double]]

  package init(
    candidates: [Candidate],
    statements: [Statement],
    limit: Double?,
    costs: IndexCosts<Failure>,
    upkeep: @escaping (Places) -> Double,
    declared: @escaping (Double) -> Work
  ) {
    self.candidates = candidates
    self.statements = statements
    self.limit = limit
    self.costs = costs
    self.upkeep = upkeep
    self.declared = declared
    uses = Array(repeating: [:], count: candidates.count)
    let tables = Set(candidates.map(\.table)).sorted()
    byTable = tables.map { table in
      Places(candidates.indices.filter { candidates[$0].table == table })
    }
  }

  // MARK: Prices

  private func bytes(_ set: Places) -> Double {
    set.places.reduce(0) { $0 + candidates[$1].bytes }
  }

  private func fits(_ set: Places) -> Bool { limit.map { bytes(set) <= $0 } ?? true }

  private mutating func answer(_ statement: Int, _ set: Places) throws(Failure) -> Double {
    let answer = try costs.answer(statement, set)
    for place in answer.used.places where answer.cost < uses[place][statement] ?? .infinity {
      uses[place][statement] = answer.cost
    }
    return answer.cost
  }

  private mutating func upkeepOf(_ set: Places) -> Double {
    var sum = 0.0
    for table in byTable {
      let own = set.intersection(table)
      guard !own.isEmpty else { continue }
      if upkeeps[own] == nil { upkeeps[own] = upkeep(own) }
      sum += upkeeps[own] ?? 0
    }
    return sum
  }

  /// - Parameter changed: The statements that are asked anew; `nil`: all.
  private mutating func priced(
    _ set: Places,
    from known: Priced? = nil,
    changed: [Int]? = nil
  ) throws(Failure) -> Priced {
    var result = Priced(
      set: set,
      costs: known?.costs ?? Array(repeating: 0, count: statements.count),
      work: Work()
    )
    for place in known == nil ? Array(statements.indices) : changed ?? Array(statements.indices) {
      result.costs[place] = try answer(place, set)
    }
    var work = declared(bytes(set))
    for (statement, cost) in zip(statements, result.costs) {
      work.ms += statement.weight * cost
      work.broken += statement.broken(cost)
    }
    work.ms += upkeepOf(set)
    result.work = work
    return result
  }

  /// What is left with a set.
  package mutating func work(of set: Places) throws(Failure) -> Work { try priced(set).work }

  /// The statements that some plan served with one of some candidates.
  private func users(_ places: [Int]) -> [Int] {
    Set(places.flatMap { uses[$0].keys }).sorted()
  }

  /// Whether an index saves enough by what is known of it, or ends a broken budget.
  private func isPromising(_ place: Int, _ current: Priced) -> Bool {
    var saved = 0.0
    for (statement, cost) in uses[place] where cost < current.costs[statement] {
      if statements[statement].broken(current.costs[statement]) > 0 { return true }
      saved += statements[statement].weight * (current.costs[statement] - cost)
    }
    return saved > leastPromise * current.work.ms
  }

  /// One number for what two sets differ in, budgets first.
  private func saved(_ trial: Priced, over current: Priced) -> Double {
    (current.work.ms - trial.work.ms)
      + (current.work.broken - trial.work.broken) * max(1, current.work.ms)
  }

  // MARK: Search

  /// The candidates that some statement is planned with: the best of all that its own plan asked
  /// for, then the best of the others, and so on until none saves anything.
  ///
  /// - Parameter proposed: Of each candidate the statements whose plans asked for it.
  package mutating func useful(_ proposed: [[Int]]) throws(Failure) -> Places {
    for statement in statements.indices { _ = try answer(statement, []) }
    for statement in statements.indices {
      let own = candidates.indices.filter { proposed[$0].contains(statement) }
      try peel(statement, Places(own))
    }
    return Places(candidates.indices.filter { !uses[$0].isEmpty })
  }

  private mutating func peel(_ statement: Int, _ places: Places) throws(Failure) {
    let none = try costs.answer(statement, []).cost
    var rest = places
    for _ in 0..<mostPeels where !costs.isExhausted {
      _ = try answer(statement, rest)
      let found = try costs.answer(statement, rest)
      guard !found.used.isEmpty, found.cost < none else { return }
      // What it would take in the place of each, and what each does alone.
      for place in found.used.places {
        _ = try answer(statement, rest.subtracting([place]))
        _ = try answer(statement, [place])
      }
      rest = rest.subtracting(found.used)
    }
  }

  /// Looks at what statements would take besides a set, of all that still fits.
  private mutating func look(beside current: Priced, among all: Places) throws(Failure) {
    let left = (limit ?? .infinity) - bytes(current.set)
    let fitting = Places(all.places.filter { candidates[$0].bytes <= left })
    for statement in statements.indices where !costs.isExhausted {
      _ = try answer(statement, current.set.union(fitting))
    }
  }

  /// The best set that was found among some candidates.
  package mutating func best(among all: Places) throws(Failure) -> Priced {
    let none = try priced([])
    var everything: Places = []
    for place in statements.indices {
      everything = everything.union(try costs.answer(place, all).used)
    }
    _ = try priced(all)
    var found = try improved(try shrunk(try priced(everything)))
    for isPerByte in limit == nil ? [false] : [true, false] {
      let other = try improved(try grown(none, all, isPerByte: isPerByte))
      if other.work < found.work { found = other }
    }
    return try improved(try worthwhile(found), mayAdd: false)
  }

  /// Sets with one candidate more; and with it in the place of those that it begins with.
  private func additions(to current: Priced) -> [(set: Places, changed: [Int])] {
    candidates.indices.flatMap { place -> [(set: Places, changed: [Int])] in
      guard !current.set.contains(place), isPromising(place, current) else { return [] }
      let shorter = current.set.places.filter { candidates[$0].longer.contains(place) }
      let added = current.set.union([place])
      let sets = shorter.isEmpty ? [added] : [added.subtracting(Places(shorter)), added]
      return sets.filter(fits).map { ($0, users([place] + shorter)) }
    }
  }

  /// Adds what saves most, by itself or for each byte, until nothing that fits saves anything.
  private mutating func grown(
    _ start: Priced,
    _ all: Places,
    isPerByte: Bool
  ) throws(Failure) -> Priced {
    var current = start
    while !costs.isExhausted {
      try look(beside: current, among: all)
      var next: (set: Priced, score: Double)?
      for (set, changed) in additions(to: current) {
        let trial = try priced(set, from: current, changed: changed)
        guard trial.work < current.work else { continue }
        let more = max(8_192, bytes(set) - bytes(current.set))
        let score = saved(trial, over: current) / (isPerByte ? more : 1)
        if next.map({ score > $0.score * (1 + 1e-9) }) ?? true { next = (trial, score) }
      }
      guard let next else { break }
      current = try priced(next.set.set)
    }
    return current
  }

  /// Takes out what saves least for a byte until the rest fits.
  private mutating func shrunk(_ start: Priced) throws(Failure) -> Priced {
    var current = start
    while !fits(current.set) {
      var next: (set: Priced, score: Double)?
      for place in current.set.places {
        let without = current.set.subtracting([place])
        let trial = try priced(without, from: current, changed: users([place]))
        let score = -saved(trial, over: current) / max(8_192, candidates[place].bytes)
        if next.map({ score < $0.score }) ?? true { next = (trial, score) }
      }
      guard let next else { break }
      current = next.set
    }
    return current
  }

  /// Better by one more, one less or one for another, as long as there is such a set.
  private mutating func improved(
    _ start: Priced,
    mayAdd: Bool = true
  ) throws(Failure) -> Priced {
    var current = start
    while !costs.isExhausted {
      var next = current
      for place in current.set.places {
        let without = current.set.subtracting([place])
        let trial = try priced(without, from: current, changed: users([place]))
        if trial.work < next.work { next = trial }
      }
      if mayAdd, next.set == current.set {
        for (set, changed) in additions(to: current) {
          let trial = try priced(set, from: current, changed: changed)
          if trial.work < next.work { next = trial }
        }
      }
      if mayAdd, next.set == current.set { next = try exchanged(current) }
      if next.set == current.set { return current }
      let exact = try priced(next.set)
      guard exact.work < current.work else { return current }
      current = exact
    }
    return current
  }

  /// One for another: of the same table, or any where bytes are scarce.
  private mutating func exchanged(_ current: Priced) throws(Failure) -> Priced {
    var next = current
    for old in current.set.places {
      let rest = current.set.subtracting([old])
      let without = try priced(rest, from: current, changed: users([old]))
      for new in candidates.indices where !current.set.contains(new) {
        guard limit != nil || candidates[old].table == candidates[new].table else { continue }
        let set = rest.union([new])
        guard isPromising(new, without), fits(set) else { continue }
        let trial = try priced(set, from: without, changed: users([new]))
        if trial.work < next.work { next = trial }
      }
    }
    return next
  }

  /// Without what hardly saves anything, the least worth first.
  private mutating func worthwhile(_ start: Priced) throws(Failure) -> Priced {
    var current = start
    while true {
      var next: Priced?
      func look(_ trial: Priced, _ least: Double) {
        guard trial.work.broken <= current.work.broken + 1e-12,
          trial.work.ms - current.work.ms <= least * current.work.ms
        else { return }
        if let known = next, !(trial.work < known.work) { return }
        next = trial
      }
      for place in current.set.places {
        let without = current.set.subtracting([place])
        look(try priced(without), leastSaved)
        if let plain = candidates[place].plain, !without.contains(plain) {
          look(try priced(without.union([plain])), leastSavedByWidth)
        }
      }
      guard let next else { return current }
      current = next
    }
  }
}
