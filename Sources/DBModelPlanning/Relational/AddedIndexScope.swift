import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// An index that the lock adds to a table for SQL as written, in the fields of the table.
struct AddedTree {
  let decision: AddedIndex
  let index: IndexCandidate
  /// Patterns of the store that want it, by declaration.
  let patterns: [PatternID]
}

/// What the lock adds to a store's tables, as far as it fits the model.
struct AddedIndexScope {
  typealias Stale = (decision: AddedIndex, reason: String)

  let context: PlanningContext
  let scope: RelationalScope
  /// Those that fit the model and have no room; see `AddedIndexBudget`.
  var refused: [AddedIndex] = []

  private var store: Store { context.workload[scope.store] }

  /// Those of one table, each once and in an order of their own: not in that of the lock, which a
  /// merge may change.
  ///
  /// - Parameter constraints: What the engine keeps an index for anyway.
  func trees(
    _ entity: Entity,
    _ builder: SchemaBuilder,
    constraints: [[FieldID]]
  ) -> (trees: [AddedTree], stale: [Stale]) {
    let table = builder.table(of: entity.id)
    var trees: [AddedTree] = []
    var stale: [Stale] = []
    let own = context.workload.addedIndexes
      .filter { $0.store == store.name && $0.table == table }
      .sorted { Self.title($0) < Self.title($1) }
    for decision in own {
      switch tree(decision, entity, builder, constraints) {
      case .success(let tree):
        if !trees.contains(where: { $0.index == tree.index }) { trees.append(tree) }
      case .failure(let reason): stale.append((decision, reason.text))
      }
    }
    let shorter = trees.filter { one in trees.contains { one.index.begins($0.index) } }
    stale += shorter.map { ($0.decision, "another index of the lock begins with its columns") }
    let longest = trees.filter { one in !shorter.contains { $0.index == one.index } }
    return (longest.filter { !refused.contains($0.decision) }, stale)
  }

  private struct Reason: Error {
    let text: String
  }

  private func tree(
    _ decision: AddedIndex,
    _ entity: Entity,
    _ builder: SchemaBuilder,
    _ constraints: [[FieldID]]
  ) -> Result<AddedTree, Reason> {
    func failure(_ text: String) -> Result<AddedTree, Reason> { .failure(Reason(text: text)) }
    guard store.kind == .auroraPostgreSQL else {
      return failure("the store `\(store.name)` is no `aurora-postgresql`")
    }
    let columns = AddedColumns(entity, builder)
    guard let index = columns.candidate(decision.columns, decision.included) else {
      let names = decision.columns.map(\.name) + decision.included
      let gone = names.first { columns.field($0) == nil }
      return failure(
        gone.map { "`\(decision.table)` has no column `\($0)`" }
          ?? "a column stands in it twice"
      )
    }
    let patterns = scope.patterns.filter { pattern in
      guard case .sql = pattern.operation else { return false }
      return decision.uses.contains { $0.pattern == pattern.name }
    }
    guard !patterns.isEmpty else {
      let names = decision.uses.map { "`\($0.pattern)`" }.sorted()
      return failure(
        names.isEmpty
          ? "no pattern wants it"
          : "no pattern of the store is SQL and called \(names.joined(separator: " or "))"
      )
    }
    if let rows = entity.rowCount.value, rows <= BTreePlanner.smallTable {
      return failure("`\(decision.table)` has \(PlanPhrase.rows(rows)): they are read as a whole")
    }
    guard !index.isBeginning(of: constraints) else {
      return failure("the key or a unique constraint begins with its columns")
    }
    return .success(
      AddedTree(decision: decision, index: index, patterns: patterns.map(\.id).sorted())
    )
  }

  /// Decisions about tables that are not there, and about indexes that do not fit.
  ///
  /// - Parameter tables: With everything that is made.
  func findings(_ tables: [RelationalTable], stale: [Stale]) -> [Diagnostic] {
    let names = Set(tables.map(\.name))
    let unknown = context.workload.addedIndexes.filter {
      $0.store == store.name && !names.contains($0.table)
    }
    return (unknown.map { ($0, "the store `\($0.store)` has no table `\($0.table)`") } + stale)
      .map { Self.finding($0.0, [$0.1]) }
  }

  /// - Parameter otherwise: A way out besides that of taking it out of the lock.
  static func finding(
    _ decision: AddedIndex,
    _ reasons: [String],
    secondary: [Label] = [],
    otherwise: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      PlanRules.indexDecisionStale,
      "the index on `\(decision.table)` \(title(decision)) that the lock adds fits no more",
      at: decision.span.map { Label($0, "added here") },
      secondary: secondary,
      notes: reasons,
      help: [
        "remove the line and those below it from the lock, or look for indexes anew with"
          + " `dbmodel lock --add-indexes`"
      ] + (otherwise.map { [$0] } ?? []),
      path: "\(decision.store)/\(decision.table)"
    )
  }

  /// `(a, b desc) include (c)`.
  static func title(_ decision: AddedIndex) -> String {
    let columns = decision.columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }
    let key = "(\(columns.joined(separator: ", ")))"
    return decision.included.isEmpty
      ? key : "\(key) include (\(decision.included.joined(separator: ", ")))"
  }
}

/// A table's fields by the names of their columns.
struct AddedColumns {
  private let fields: [String: FieldID]

  init(_ entity: Entity, _ builder: SchemaBuilder) {
    fields = Dictionary(
      entity.fields.map { (builder.columns.name($0.id, of: entity.id), $0.id) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  func field(_ name: String) -> FieldID? { fields[name] }

  /// `nil` where a column is not there, or stands twice.
  func candidate(_ columns: [LeftOutIndex.Column], _ included: [String]) -> IndexCandidate? {
    let key = columns.compactMap { column in
      field(column.name).map { (field: $0, isDescending: column.isDescending) }
    }
    let besides = included.compactMap { field($0) }.sorted()
    let index = IndexCandidate(columns: key, included: besides)
    guard !key.isEmpty, key.count == columns.count, besides.count == included.count,
      Set(index.fields).count == index.fields.count
    else { return nil }
    return index
  }
}

extension IndexCandidate {
  /// Whether a constraint's index begins with it, forwards or backwards as a whole, so that it
  /// finds nothing more. What it holds besides its columns is something more.
  func isBeginning(of constraints: [[FieldID]]) -> Bool {
    included.isEmpty
      && constraints.contains { fields in
        fields.count >= columns.count && zip(fields, columns).allSatisfy { $0 == $1.field }
          && Set(columns.map(\.isDescending)).count == 1
      }
  }
}
