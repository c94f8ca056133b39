import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// Chooses the B-tree indexes of one table: those that pay for what their upkeep costs.
struct BTreePlanner {
  /// A table of up to so many rows is read as a whole in a few pages, so it gets no index.
  static let smallTable = 1_000.0

  struct Tree {
    /// `primary key`, a constraint's name, or empty for an index that is to be made.
    let name: String
    var columns: [IndexCandidate.Column]
    /// Fields that its entries hold besides.
    var included: [FieldID] = []
    let isUnique: Bool
    /// How many leading columns are equalities.
    var equalities = 0
    var wantedBy: [PatternID] = []
    /// Patterns that use it though they do not need it made.
    var usedBy: [PatternID] = []
    /// What it is worth; of an index that is made.
    var worth: IndexWorth?
    /// The decision that adds it; `nil` for what is derived.
    var added: AddedIndex?
  }

  let entity: Entity
  let isSmall: Bool
  private(set) var trees: [Tree]
  /// Indexes that it chose among.
  private(set) var candidates: [IndexCandidate] = []
  /// Of the decisions to do without an index, those that keep one away, and those that do not.
  let leftOut: (effective: [LeftOutIndex], stale: [LeftOutIndex])
  let workload: IndexWorkload
  let selection: IndexSelection
  private let needs: [IndexNeed]
  /// Patterns that read the table as a whole: it is small, or an index would not pay.
  private(set) var scannedBy: [PatternID] = []

  init(
    context: PlanningContext,
    entity: Entity,
    store: Store,
    missShare: Double,
    constraints: [(name: String, fields: [FieldID])],
    foreignKeys: [[FieldID]] = [],
    needs: [IndexNeed],
    leftOut: [LeftOutCandidates.Entry] = [],
    added: [AddedTree] = []
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
    for one in added {
      var tree = Tree(
        name: "",
        columns: one.index.columns,
        included: one.index.included,
        isUnique: false
      )
      tree.wantedBy = one.patterns
      tree.added = one.decision
      trees.append(tree)
    }
    let own = IndexWorkload(
      context: context,
      entity: entity,
      store: store,
      missShare: missShare,
      needs: needs,
      constraints: constraints.map(\.fields),
      foreignKeys: foreignKeys,
      given: added.map(\.index)
    )
    let all =
      isSmall
      ? []
      : IndexCandidates(
        entity: entity,
        context: context,
        workload: own,
        constraints: constraints.map(\.fields)
      ).found
    let chosen = LeftOutCandidates(leftOut, candidates: all, in: own)
    self.leftOut = (chosen.effective, chosen.stale)
    candidates = chosen.candidates
    workload = chosen.workload
    selection = IndexSelection(workload, candidates: candidates)
    self.needs = needs
  }

  /// Makes the indexes of a set of the candidates.
  mutating func make(_ set: IndexPricing.Places) {
    let made = selection.candidates(of: set)
    let derived = trees.count
    for index in made {
      trees.append(
        Tree(name: "", columns: index.columns, included: index.included, isUnique: false)
      )
    }
    let places = needs.map { workload.best($0, among: made).place }
    let served = Set(zip(needs, places).compactMap { $1 == nil || $0.isStep ? nil : $0.pattern })
    for (need, place) in zip(needs, places) {
      if place == nil, need.isStep, need.pattern.map(served.contains) == true { continue }
      note(need, place)
    }
    for (place, index) in made.enumerated() {
      trees[derived + place].worth = IndexWorth(index, among: made, in: workload)
    }
    for (place, index) in workload.given.enumerated() {
      var without = workload
      without.given.remove(at: place)
      trees[derived - workload.given.count + place].worth =
        IndexWorth(index, among: made + [index], in: without)
    }
  }

  /// An index that the lock adds, and its size.
  typealias Addition = (decision: AddedIndex, bytes: Double)

  var additions: [Addition] {
    zip(trees.compactMap(\.added), workload.given).map { ($0, workload.bytes($1)) }
  }

  /// What the indexes that the lock adds take.
  var addedBytes: Double { workload.given.reduce(0) { $0 + workload.bytes($1) } }

  /// Additions that an index which is derived begins with.
  var repeatedAdditions: [AddedIndexScope.Stale] {
    let derived = trees.filter { $0.name.isEmpty && $0.added == nil }
      .map { IndexCandidate(columns: $0.columns, included: $0.included) }
    return trees.compactMap { tree in
      guard let decision = tree.added else { return nil }
      let index = IndexCandidate(columns: tree.columns, included: tree.included)
      guard derived.contains(where: index.begins) else { return nil }
      return (decision, "the design has an index that begins with its columns")
    }
  }

  // MARK: Use

  /// - Parameter place: Of the tree that the need goes through; `nil` for the whole table.
  private mutating func note(_ need: IndexNeed, _ place: Int?) {
    guard let pattern = need.pattern else { return }
    guard let place else {
      if workload.isJoined(need) { return }
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
