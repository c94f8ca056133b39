import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// Chooses the B-tree indexes of one table: those that pay for what their upkeep costs.
struct BTreePlanner {
  /// A table of up to so many rows is read as a whole in a few pages, so it gets no index.
  static let smallTable = 1_000.0
  /// Candidates of one table at most: the most demanding needs first.
  private static let mostCandidates = 60

  struct Tree {
    /// `primary key`, a constraint's name, or empty for an index that is to be made.
    let name: String
    var columns: [(field: FieldID, isDescending: Bool)]
    let isUnique: Bool
    /// How many leading columns are equalities.
    var equalities = 0
    var wantedBy: [PatternID] = []
    /// Patterns that use it though they do not need it made.
    var usedBy: [PatternID] = []
    /// What it is worth; of an index that is made.
    var worth: IndexWorth?
  }

  let entity: Entity
  let isSmall: Bool
  private(set) var trees: [Tree]
  /// Indexes that it chose among.
  private(set) var candidates: [[IndexWorkload.Column]] = []
  /// Of the decisions to do without an index, those that keep one away, and those that do not.
  private(set) var leftOut: (effective: [LeftOutIndex], stale: [LeftOutIndex])
  let workload: IndexWorkload
  /// Patterns that read the table as a whole: it is small, or an index would not pay.
  private(set) var scannedBy: [PatternID] = []

  init(
    context: PlanningContext,
    entity: Entity,
    store: Store,
    missShare: Double,
    constraints: [(name: String, fields: [FieldID])],
    needs: [IndexNeed],
    leftOut: [LeftOutCandidates.Entry] = []
  ) {
    self.entity = entity
    isSmall = entity.rowCount.value.map { $0 <= Self.smallTable } ?? false
    trees = constraints.map { constraint in
      Tree(
        name: constraint.name,
        columns: constraint.fields.map { ($0, false) },
        isUnique: true
      )
    }
    workload = IndexWorkload(
      context: context,
      entity: entity,
      store: store,
      missShare: missShare,
      needs: needs,
      constraints: constraints.map(\.fields)
    )
    self.leftOut = ([], [])
    candidates = isSmall ? [] : candidates(needs, context)
    let chosen = LeftOutCandidates(leftOut, candidates: candidates, in: workload)
    self.leftOut = (chosen.effective, chosen.stale)
    let made = chosen.kept
    for columns in made {
      trees.append(Tree(name: "", columns: columns, isUnique: false))
    }
    for need in needs { note(need, workload.best(need, among: made).place) }
    for (place, columns) in made.enumerated() {
      trees[constraints.count + place].worth = IndexWorth(columns, among: made, in: workload)
    }
  }

  // MARK: Candidates

  /// What each need would have made for itself: its equalities, those that most needs share first,
  /// with its order or one of its ranges behind them, and without.
  private func candidates(
    _ needs: [IndexNeed],
    _ context: PlanningContext
  ) -> [[IndexWorkload.Column]] {
    let uses = needs.reduce(into: [FieldID: Int]()) { counts, need in
      for field in need.equalities { counts[field, default: 0] += 1 }
    }
    func width(_ need: IndexNeed) -> Int {
      need.equalities.count + (need.tails.map(\.count).max() ?? 0)
    }
    let ordered = needs.filter { !$0.isUnique || !isKey($0.equalities) }.sorted {
      let (a, b) = (width($0), width($1))
      return a != b ? a > b : text($0, context) < text($1, context)
    }
    var found: [[IndexWorkload.Column]] = []
    for need in ordered {
      let equalities = need.equalities.sorted { a, b in
        let (x, y) = (uses[a] ?? 0, uses[b] ?? 0)
        return x != y ? x > y : entity[a].name < entity[b].name
      }
      let leading = equalities.map { (field: $0, isDescending: false) }
      for columns in need.tails.map({ leading + $0 }) + [leading] + need.tails
      where !columns.isEmpty && !found.contains(where: { same($0, columns) })
        && !isPrefixOfConstraint(columns)
      {
        found.append(columns)
      }
    }
    return Array(found.prefix(Self.mostCandidates))
  }

  private func isKey(_ fields: [FieldID]) -> Bool {
    trees.contains { $0.isUnique && $0.columns.allSatisfy { fields.contains($0.field) } }
  }

  /// Never a repeat of what a constraint begins with.
  private func isPrefixOfConstraint(_ columns: [IndexWorkload.Column]) -> Bool {
    trees.contains { tree in
      tree.columns.count >= columns.count
        && zip(tree.columns, columns).allSatisfy { $0.field == $1.field }
        && Set(columns.map(\.isDescending)).count == 1
    }
  }

  private func same(_ a: [IndexWorkload.Column], _ b: [IndexWorkload.Column]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0.field == $1.field && $0.isDescending == $1.isDescending }
  }

  private func text(_ need: IndexNeed, _ context: PlanningContext) -> String {
    let equalities = need.equalities.map { entity[$0].name }.sorted().joined(separator: ",")
    let tail = need.tails.joined().map { "\(entity[$0.field].name)\($0.isDescending ? "-" : "")" }
    let pattern = need.pattern.map { context.workload[$0].name } ?? ""
    return "\(equalities);\(tail.joined(separator: ","))|\(pattern)"
  }

  // MARK: Use

  /// - Parameter place: Of the tree that the need goes through; `nil` for the whole table.
  private mutating func note(_ need: IndexNeed, _ place: Int?) {
    guard let pattern = need.pattern else { return }
    guard let place else {
      if !scannedBy.contains(pattern) { scannedBy.append(pattern) }
      return
    }
    if trees[place].name.isEmpty {
      trees[place].equalities = max(
        trees[place].equalities,
        trees[place].columns.prefix { need.equalities.contains($0.field) }.count
      )
      if !trees[place].wantedBy.contains(pattern) { trees[place].wantedBy.append(pattern) }
    } else if !trees[place].usedBy.contains(pattern) {
      trees[place].usedBy.append(pattern)
    }
  }
}
