import DBModelDesign
import DBModelWorkload

/// Chooses the B-tree indexes of one table: few, each wanted, none the beginning of another.
struct BTreePlanner {
  /// A table of up to so many rows is read as a whole in a few pages, so it gets no index.
  static let smallTable = 1_000.0
  /// So many rows behind an equality are sorted or checked rather than indexed once more.
  static let fewRows = 100.0

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
  }

  let context: PlanningContext
  let entity: Entity
  let isSmall: Bool
  private(set) var trees: [Tree]
  /// Patterns that read the table as a whole because it is small or a value is not selective.
  private(set) var scannedBy: [PatternID] = []

  init(
    context: PlanningContext,
    entity: Entity,
    constraints: [(name: String, fields: [FieldID])],
    needs: [IndexNeed]
  ) {
    self.context = context
    self.entity = entity
    isSmall = entity.rowCount.value.map { $0 <= Self.smallTable } ?? false
    trees = constraints.map { constraint in
      Tree(
        name: constraint.name,
        columns: constraint.fields.map { ($0, false) },
        isUnique: true
      )
    }
    let uses = needs.reduce(into: [FieldID: Int]()) { counts, need in
      for field in need.equalities { counts[field, default: 0] += 1 }
    }
    // The most demanding first: the others find their index made.
    let ordered = needs.sorted {
      let (a, b) = (width($0), width($1))
      return a != b ? a > b : text($0) < text($1)
    }
    for need in ordered { add(need, uses) }
  }

  private func width(_ need: IndexNeed) -> Int { need.equalities.count + need.tail.count }

  private func text(_ need: IndexNeed) -> String {
    let equalities = need.equalities.map { entity[$0].name }.sorted().joined(separator: ",")
    let tail = need.tail.map { "\(entity[$0.field].name)\($0.isDescending ? "-" : "")" }
    let pattern = need.pattern.map { context.workload[$0].name } ?? ""
    return "\(equalities);\(tail.joined(separator: ","))|\(pattern)"
  }

  private mutating func add(_ need: IndexNeed, _ uses: [FieldID: Int]) {
    if let position = trees.indices.first(where: { serves(trees[$0], need) }) {
      note(need, at: position)
      return
    }
    if isSmall {
      if let pattern = need.pattern, !scannedBy.contains(pattern) { scannedBy.append(pattern) }
      return
    }
    let equalities = need.equalities.sorted { a, b in
      let (x, y) = (uses[a] ?? 0, uses[b] ?? 0)
      return x != y ? x > y : entity[a].name < entity[b].name
    }
    trees.append(
      Tree(
        name: "",
        columns: equalities.map { ($0, false) } + need.tail.map { ($0.field, $0.isDescending) },
        isUnique: false,
        equalities: equalities.count
      )
    )
    note(need, at: trees.count - 1)
  }

  private mutating func note(_ need: IndexNeed, at position: Int) {
    guard let pattern = need.pattern else { return }
    if trees[position].name.isEmpty {
      if !trees[position].wantedBy.contains(pattern) { trees[position].wantedBy.append(pattern) }
    } else if !trees[position].usedBy.contains(pattern) {
      trees[position].usedBy.append(pattern)
    }
  }

  /// Whether a tree's first columns are the equalities, in any order, and what follows is the rest.
  private func serves(_ tree: Tree, _ need: IndexNeed) -> Bool {
    let count = need.equalities.count
    let first = tree.columns.prefix(count).map(\.field)
    // A whole unique key finds one row whatever else is asked of it.
    if tree.isUnique, !tree.columns.isEmpty,
      tree.columns.allSatisfy({ need.equalities.contains($0.field) })
    {
      return true
    }
    guard first.count == count, Set(first) == Set(need.equalities) else { return false }
    let rest = tree.columns.dropFirst(count)
    let matches =
      rest.count >= need.tail.count
      && (zip(rest, need.tail).allSatisfy {
        $0.field == $1.field && $0.isDescending == $1.isDescending
      }
        || zip(rest, need.tail).allSatisfy {
          $0.field == $1.field && $0.isDescending != $1.isDescending
        })
    if matches { return true }
    let most = RowBound(context: context).most(entity.id, fixed: need.equalities)
    return count > 0 && (most.map { $0 <= Self.fewRows } ?? false)
  }
}
