/// Finds out what attributes to make for the indexes of one layout: exactly, by branch and bound.
///
/// What is made enlarges every item, so each part of what may be made is a problem of its own. What
/// is still open is offered and weighs nothing: that costs no more than any part of it, and where
/// the best choice then uses none of it, nothing more needs to be made. What nothing better does
/// without is made at once; else one thing is made, or not.
struct MakingSearch {
  /// Problems with something left open, at most.
  private static let mostNodes = 64

  /// Problems with nothing left open, the one in which nothing is made first.
  private(set) var visited: [(problem: DesignProblem, solution: DesignSolution?)] = []
  /// What bounds those that were not looked at, where the nodes ran out.
  private(set) var left: [DesignSolution] = []
  /// What no part of what may be made is better than, where that was found to be no better than a
  /// solution of another layout.
  private(set) var dismissed: DesignSolution?
  /// Whether everything was offered wherever something was left open: otherwise it bounds nothing.
  private(set) var isComplete = true
  /// Nodes of the selections with something left open.
  private(set) var nodes = 0
  /// The best of what was visited.
  private(set) var best: DesignSolution?

  private let indexesPerTable: Int
  private let known: DesignSolution?
  private var seen: Set<Set<MadeAttribute>> = []

  /// - Parameters:
  ///   - plain: The layout with nothing made.
  ///   - known: A solution of another layout; what is no better is not looked for.
  init(_ plain: DesignProblem, indexesPerTable: Int, known: DesignSolution? = nil) {
    self.indexesPerTable = indexesPerTable
    self.known = known
    guard !plain.makings.isEmpty else {
      visit(plain)
      return
    }
    // All of it first: most layouts need no closer look.
    let root = Node(plain, made: [], free: plain.makings, indexesPerTable)
    if root?.problem.isComplete == false { isComplete = false }
    if let root, let known, !root.solution.mayHide(betterThan: known) {
      dismissed = root.solution
      nodes = root.solution.nodes
      return
    }
    visit(plain)
    var open = [root].compactMap { $0 }
    for count in 0... {
      guard let node = open.popLast() else { break }
      nodes += node.solution.nodes
      guard mayHideBetter(node.solution) else { continue }
      guard count < Self.mostNodes else {
        left.append(node.solution)
        continue
      }
      let used = node.problem.made(by: node.solution).intersection(node.free)
      visit(plain.making(node.made.union(used)))
      guard let next = used.min(), mayHideBetter(node.solution) else { continue }
      let needed = used.filter { !mayHideBetter(node, without: $0) }
      if !needed.isEmpty {
        let made = node.made.union(needed)
        guard
          let deeper = Node(plain, made: made, free: node.free.subtracting(needed), indexesPerTable)
        else { continue }
        if !deeper.problem.isComplete { isComplete = false }
        open.append(deeper)
        continue
      }
      let rest = node.free.subtracting([next])
      for made in [node.made, node.made.union([next])] {
        guard let node = Node(plain, made: made, free: rest, indexesPerTable) else { continue }
        if !node.problem.isComplete { isComplete = false }
        open.append(node)
      }
    }
  }

  /// A part of what may be made, and what is open still.
  private struct Node {
    let made: Set<MadeAttribute>
    let free: Set<MadeAttribute>
    let problem: DesignProblem
    /// What no choice of what is open is better than.
    let solution: DesignSolution

    /// `nil` where nothing serves the patterns.
    init?(
      _ plain: DesignProblem,
      made: Set<MadeAttribute>,
      free: Set<MadeAttribute>,
      _ indexesPerTable: Int
    ) {
      self.made = made
      self.free = free
      problem = plain.making(made.union(free), weightless: free)
      guard let solution = problem.solve(indexesPerTable: indexesPerTable) else { return nil }
      self.solution = solution
    }
  }

  /// Whether a choice of what is open may be better that has no use for one thing; it weighs
  /// nothing in any case, so that only the ways that need it are left out.
  private mutating func mayHideBetter(_ node: Node, without one: MadeAttribute) -> Bool {
    guard
      let solution = node.problem.solve(indexesPerTable: indexesPerTable, without: one)
    else { return false }
    nodes += solution.nodes
    return mayHideBetter(solution)
  }

  private func mayHideBetter(_ solution: DesignSolution) -> Bool {
    [best, known].allSatisfy { $0.map(solution.mayHide(betterThan:)) ?? true }
  }

  private mutating func visit(_ problem: DesignProblem) {
    guard seen.insert(problem.made).inserted else { return }
    let solution = problem.solve(indexesPerTable: indexesPerTable)
    visited.append((problem, solution))
    guard let solution, best.map({ solution.isBetter(than: $0) }) ?? true else { return }
    best = solution
  }
}

extension DesignProblem {
  /// The same layout where other attributes are made for indexes.
  ///
  /// - Parameter weightless: Those of them that are in no item's size.
  func making(
    _ made: Set<MadeAttribute>,
    weightless: Set<MadeAttribute> = []
  ) -> DesignProblem {
    DesignProblem(
      setting,
      placements: placements,
      made: made,
      weightless: weightless,
      excluded: excluded,
      barred: barred
    )
  }

  /// What the indexes of a solution need attributes made of, and the copies that its ways read.
  func made(by solution: DesignSolution) -> Set<MadeAttribute> {
    var found = Set(
      solution.courses.compactMap { $0 }.flatMap(\.copied).map { MadeAttribute.copy($0) }
    )
    for place in solution.structures {
      let key = structures[place].key
      guard let table = tableOf[key.entity] else { continue }
      found.formUnion(makings(key, memory.contents[contents[table]]))
    }
    return found
  }
}
