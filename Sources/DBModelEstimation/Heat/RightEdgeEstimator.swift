public import DBModelDesign
import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload

/// Finds the B-trees of a relational store that grow at one end, and how busy that end is.
public struct RightEdgeEstimator {
  /// Seconds for which an insert holds the leaf: the entry is placed and logged while no other
  /// session may write the page (PostgreSQL, src/backend/access/nbtree/README; InnoDB latches pages
  /// likewise).
  ///
  /// The low end is what an entry costs one session alone: 1.1 microseconds, measured on
  /// PostgreSQL 15 with a million rows inserted with and without an index of growing numbers. The
  /// high end is assumed: sessions that wait for the page are put to sleep and woken, which takes
  /// some microseconds more each.
  public static let heldSeconds = Interval(1.1e-6, 15e-6)

  private let workload: Workload
  private let popularity: PopularityReader

  public init(workload: Workload) {
    self.workload = workload
    popularity = PopularityReader(workload: workload)
  }

  /// One for each B-tree that something is inserted into at an end.
  ///
  /// - Parameter patterns: Those that run on the store.
  public func edges(of design: RelationalDesign, _ patterns: [AccessPattern]) -> [RightEdge] {
    // One session at a time writes there in any case.
    guard workload[design.store].kind != .sqlite else { return [] }
    return design.tables.flatMap { table -> [RightEdge] in
      let trees =
        [("primary key", table.primaryKey)] + table.uniques.map { ($0.name, $0.columns) }
        + table.indexes.map { ($0.name, $0.columns.map(\.column)) }
      return trees.compactMap { name, columns in
        edge(name, columns, of: table, design.store, patterns)
      }
    }
  }

  private func edge(
    _ name: String,
    _ columns: [String],
    of table: RelationalTable,
    _ store: StoreID,
    _ patterns: [AccessPattern]
  ) -> RightEdge? {
    let fields = columns.compactMap { column in table.columns.first { $0.name == column }?.field }
    guard let place = fields.firstIndex(where: { isGrowing($0, of: table.entity) }) else {
      return nil
    }
    let leading = Array(fields[..<place])
    let inserts = patterns.flatMap { self.inserts(into: table.entity, leading, $0) }
    guard !inserts.isEmpty else { return nil }
    return RightEdge(
      store: store,
      table: table.name,
      structure: name,
      column: columns[place],
      leading: Array(columns[..<place]),
      inserts: inserts
    )
  }

  /// Whether a new row's value is always the highest so far.
  private func isGrowing(_ field: FieldID, of entity: EntityID) -> Bool {
    let declared = workload[entity][field]
    if declared.flags.contains(.clock) { return true }
    // A row that is one with the row it refers to is made with it.
    return declared.type == .ulid
      && (declared.references == nil || workload[entity].key == [field])
  }

  private func inserts(
    into entity: EntityID,
    _ leading: [FieldID],
    _ pattern: AccessPattern
  ) -> [RightEdge.Inserts] {
    guard let peak = PeakRate.interval(of: pattern),
      case .write(let statements, _) = PatternShape(pattern, workload: workload)
    else { return [] }
    return statements.compactMap { statement in
      guard statement.kind == .insert, statement.entity == entity, let source = statement.source
      else { return nil }
      let rows = statement.repeatedBy.reduce(1.0) { product, list in
        guard case .many(_, let count) = pattern[list].type else { return product }
        return product * count.average
      }
      let findings = leading.map {
        popularity.inserted(FieldReference(entity, $0), source: source, in: pattern)
      }
      return RightEdge.Inserts(
        pattern: pattern.id,
        perSecond: peak * rows,
        share: popularity.combined(findings, in: pattern)?.share.hottest ?? .one
      )
    }
  }
}
