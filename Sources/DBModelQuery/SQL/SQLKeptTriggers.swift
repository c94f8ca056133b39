public import DBModelDesign
public import DBModelWorkload

/// Writes the triggers that keep aggregates: after each change of a row that counts for another
/// one, in the same transaction.
///
/// Sums and counts change by what the row adds or takes; the least and the greatest are found anew
/// where a row goes or changes. Each trigger is one `UPDATE`, which MySQL takes without a block.
public struct SQLKeptTriggers: Sendable {
  private let design: RelationalDesign
  private let workload: Workload
  private let dialect: SQLDialect

  public init(design: RelationalDesign, workload: Workload, dialect: SQLDialect) {
    self.design = design
    self.workload = workload
    self.dialect = dialect
  }

  /// Why triggers of a dialect cannot keep an attribute; `nil` where they can.
  public static func refusal(
    of kept: KeptAggregate,
    workload: Workload,
    dialect: SQLDialect
  ) -> String? {
    for field in [kept.target] + [kept.source].compactMap({ $0 }) {
      if case .orderedText = SQLStorage(workload[field].type, dialect) {
        return "`\(workload[field].name)` has more digits than the engine computes with"
      }
    }
    if dialect == .mysql, kept.target.entity == kept.reference.entity {
      // MySQL 8.0 manual, "Restrictions on Stored Programs", error 1442, checked 2026-11-28.
      return "a trigger of MySQL changes no other row of its own table"
    }
    if dialect == .mysql, let pattern = reader(of: kept, workload) {
      return
        "`\(pattern.name)` looks at the `\(workload[kept.target.entity].name)` in the statement that"
        + " changes what it is kept from, and a trigger of MySQL changes no table that its statement"
        + " reads"
    }
    return nil
  }

  /// The first pattern with a statement that looks at the row that keeps while it changes one that
  /// counts for it (the same page, error 1442).
  private static func reader(of kept: KeptAggregate, _ workload: Workload) -> AccessPattern? {
    workload.patterns.first { pattern in
      pattern.statements.contains { statement in
        guard statement.entity == kept.reference.entity else { return false }
        return statement.expressions.flatMap(\.fieldPaths).contains { path in
          path.via.contains { step in
            guard case .reference(let reference) = workload[step].kind else { return false }
            return reference.target == kept.target.entity
          }
        }
      }
    }
  }

  /// The statements, without a final semicolon, in an order that runs behind the tables.
  public var statements: [String] {
    var result: [String] = []
    var groups = 0
    for table in design.tables where !table.isCopy {
      let own = workload.keptAggregates.filter {
        $0.reference.entity == table.entity
          && Self.refusal(of: $0, workload: workload, dialect: dialect) == nil
      }
      var references: [AttributeReference] = []
      for kept in own where !references.contains(kept.reference) {
        references.append(kept.reference)
      }
      for reference in references {
        guard
          let group = Group(
            own.filter { $0.reference == reference },
            of: table,
            number: groups + 1,
            self
          )
        else { continue }
        groups += 1
        result += triggers(group)
      }
    }
    return result
  }

  /// What the rows of one table count for through one reference.
  private struct Group {
    let kept: [KeptAggregate]
    let child: RelationalTable
    let parent: RelationalTable
    /// Column of the parent's key, and the child's column that holds it.
    let key: [(parent: String, child: String)]
    let name: String

    init?(
      _ kept: [KeptAggregate],
      of child: RelationalTable,
      number: Int,
      _ writer: SQLKeptTriggers
    ) {
      guard let first = kept.first,
        let parent = writer.design.table(of: first.target.entity), !parent.isCopy
      else { return nil }
      let workload = writer.workload
      let fields = workload[child.entity].fields(of: first.reference.attribute)
      var key: [(parent: String, child: String)] = []
      for part in workload[parent.entity].key {
        guard let column = parent.column(of: part),
          let own = fields.first(where: { $0.references?.field == part }),
          let referring = child.column(of: own.id)
        else { return nil }
        key.append((column.name, referring.name))
      }
      self.kept = kept
      self.child = child
      self.parent = parent
      self.key = key
      // PostgreSQL's names have 63 bytes; the number keeps them apart.
      name = "\(child.name.prefix(32))_kept_\(number)"
    }
  }

  // MARK: Triggers

  private func triggers(_ group: Group) -> [String] {
    let changes = [
      ("INSERT", change(group, old: false, new: true)),
      ("UPDATE", change(group, old: true, new: true)),
      ("DELETE", change(group, old: true, new: false)),
    ]
    let table = dialect.quoted(group.child.name)
    func name(_ event: String) -> String { dialect.quoted("\(group.name)_\(event.lowercased())") }
    switch dialect {
    case .sqlite:
      return changes.map { event, change in
        """
        CREATE TRIGGER \(name(event))
        AFTER \(event)\(event == "UPDATE" ? " OF " + watched(group) : "") ON \(table) FOR EACH ROW
        BEGIN
          \(change);
        END
        """
      }
    case .mysql:
      return changes.map { event, change in
        "CREATE TRIGGER \(name(event)) AFTER \(event) ON \(table) FOR EACH ROW\n  \(change)"
      }
    case .postgresql:
      let function = dialect.quoted(group.name)
      return [
        """
        CREATE FUNCTION \(function)() RETURNS trigger LANGUAGE plpgsql AS $kept$
        #variable_conflict use_column
        BEGIN
          IF TG_OP = 'INSERT' THEN
          \(changes[0].1);
          ELSIF TG_OP = 'UPDATE' THEN
          \(lock(group, old: true, new: true))\(changes[1].1);
          ELSE
          \(lock(group, old: true, new: false))\(changes[2].1);
          END IF;
          RETURN NULL;
        END
        $kept$
        """,
        """
        CREATE TRIGGER \(function)
        AFTER INSERT OR DELETE OR UPDATE OF \(watched(group)) ON \(table)
        FOR EACH ROW EXECUTE FUNCTION \(function)()
        """,
      ]
    }
  }

  /// The rows that are left are asked only when nobody else can change them any more: an `UPDATE`
  /// that waits goes on with what its subquery saw before (PostgreSQL 15 documentation, "Read
  /// Committed Isolation Level", checked 2026-11-28).
  private func lock(_ group: Group, old: Bool, new: Bool) -> String {
    if group.kept.allSatisfy(\.isAdditive) { return "" }
    return "PERFORM 1 FROM \(dialect.quoted(group.parent.name))"
      + "\n  WHERE \(condition(group, old: old, new: new))\n  FOR UPDATE;\n  "
  }

  private func watched(_ group: Group) -> String {
    dialect.quoted(watchedColumns(group))
  }

  private func watchedColumns(_ group: Group) -> [String] {
    var names = group.key.map(\.child)
    for kept in group.kept {
      if let source = source(kept, group), !names.contains(source) { names.append(source) }
    }
    return names
  }

  private func source(_ kept: KeptAggregate, _ group: Group) -> String? {
    kept.source.flatMap { group.child.column(of: $0.field)?.name }
  }

  // MARK: One update

  private func change(_ group: Group, old: Bool, new: Bool) -> String {
    let sets = group.kept.compactMap { kept -> String? in
      guard let column = group.parent.column(of: kept.target.field) else { return nil }
      let value =
        kept.isAdditive
        ? sum(kept, group, column.name, old: old, new: new)
        : extreme(kept, group, column.name, isNew: new && !old)
      return "\(dialect.quoted(column.name)) = \(value)"
    }
    var condition = self.condition(group, old: old, new: new)
    if old, new, dialect == .mysql {
      // It has no `UPDATE OF`.
      let same = watchedColumns(group).map {
        "OLD.\(dialect.quoted($0)) <=> NEW.\(dialect.quoted($0))"
      }
      condition += "\n    AND NOT (\(same.joined(separator: " AND ")))"
    }
    // A trigger of SQLite gives its table no other name, and a table may be named `new` in the
    // others.
    let parent =
      dialect.quoted(group.parent.name) + (dialect == .sqlite ? "" : " AS \(Self.parent)")
    return "UPDATE \(parent)\n  SET \(sets.joined(separator: ",\n    "))\n  WHERE \(condition)"
  }

  private static let parent = "kept_parent"

  /// The key of the row that keeps, without its table's name: no other table has such a column
  /// there.
  private func isRow(_ group: Group, _ side: String) -> String {
    group.key.map { key in
      "\(dialect.quoted(key.parent)) = \(side).\(dialect.quoted(key.child))"
    }.joined(separator: " AND ")
  }

  private func condition(_ group: Group, old: Bool, new: Bool) -> String {
    if old, new { return "((\(isRow(group, "OLD"))) OR (\(isRow(group, "NEW"))))" }
    return isRow(group, old ? "OLD" : "NEW")
  }

  /// What was, and what the row adds to it and takes from it.
  private func sum(
    _ kept: KeptAggregate,
    _ group: Group,
    _ column: String,
    old: Bool,
    new: Bool
  ) -> String {
    func part(_ side: String) -> String {
      guard let source = source(kept, group) else { return "1" }
      let value = "\(side).\(dialect.quoted(source))"
      if kept.function == .count { return "CASE WHEN \(value) IS NULL THEN 0 ELSE 1 END" }
      return workload[kept.reference.entity][kept.source?.field ?? FieldID(0)].isOptional
        ? "COALESCE(\(value), 0)" : value
    }
    let own = dialect.quoted(column)
    if old, new {
      return "\(own)\n    + CASE WHEN \(isRow(group, "NEW")) THEN \(part("NEW")) ELSE 0 END"
        + "\n    - CASE WHEN \(isRow(group, "OLD")) THEN \(part("OLD")) ELSE 0 END"
    }
    return new ? "\(own) + \(part("NEW"))" : "\(own) - \(part("OLD"))"
  }

  /// A new row can only lower the least; any other change asks the rows that are left.
  private func extreme(
    _ kept: KeptAggregate,
    _ group: Group,
    _ column: String,
    isNew: Bool
  ) -> String {
    let source = dialect.quoted(source(kept, group) ?? column)
    let own = dialect.quoted(column)
    let isMinimum = kept.function == .min
    if isNew {
      return "CASE WHEN \(own) IS NULL OR NEW.\(source) \(isMinimum ? "<" : ">") \(own)"
        + " THEN NEW.\(source) ELSE \(own) END"
    }
    let rows = group.key.map { key in
      "kept_row.\(dialect.quoted(key.child))"
        + " = \(dialect == .sqlite ? dialect.quoted(group.parent.name) : Self.parent)"
        + ".\(dialect.quoted(key.parent))"
    }
    return "(SELECT \(isMinimum ? "MIN" : "MAX")(kept_row.\(source))"
      + " FROM \(dialect.quoted(group.child.name)) AS kept_row"
      + " WHERE \(rows.joined(separator: " AND ")))"
  }
}
