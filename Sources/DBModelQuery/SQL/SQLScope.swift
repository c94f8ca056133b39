import DBModelDesign
import DBModelWorkload

/// The tables that the expressions of one statement may name.
///
/// To-one paths become joins, collected here while expressions are written; where a statement
/// cannot join (`UPDATE`, `DELETE`) they become scalar subqueries, but for the conditions that
/// `SQLExpressionWriter.conditions(on:_:)` writes.
struct SQLScope {
  let workload: Workload
  let design: RelationalDesign
  let dialect: SQLDialect
  let entity: EntityID
  let table: RelationalTable
  let allowsJoins: Bool
  /// Columns are written with their table before them.
  var isQualified: Bool
  private(set) var joins: [Join] = []
  private var aliases: Set<String>

  struct Join {
    let path: [AttributeReference]
    let table: RelationalTable
    let alias: String
    let isOptional: Bool
    let condition: String
  }

  init(
    _ entity: EntityID,
    workload: Workload,
    design: RelationalDesign,
    dialect: SQLDialect,
    allowsJoins: Bool,
    isQualified: Bool = false
  ) throws(SQLUnsupported) {
    self.workload = workload
    self.design = design
    self.dialect = dialect
    self.entity = entity
    self.allowsJoins = allowsJoins
    self.isQualified = isQualified
    table = try Self.table(of: entity, workload: workload, design: design)
    aliases = [table.name]
  }

  static func table(
    of entity: EntityID,
    workload: Workload,
    design: RelationalDesign
  ) throws(SQLUnsupported) -> RelationalTable {
    guard let table = design.table(of: entity) else {
      throw SQLUnsupported("`\(workload[entity].name)` has no table in this store")
    }
    return table
  }

  static func column(
    _ field: FieldID,
    of table: RelationalTable,
    workload: Workload
  ) throws(SQLUnsupported) -> Column {
    guard let column = table.column(of: field) else {
      let name = workload[table.entity][field].name
      throw SQLUnsupported("`\(workload[table.entity].name).\(name)` has no column")
    }
    return column
  }

  /// A name that is not yet taken in this statement.
  mutating func alias(for table: RelationalTable) -> String {
    var name = table.name
    var number = 2
    while !aliases.insert(name).inserted {
      name = "\(table.name)_\(number)"
      number += 1
    }
    return name
  }

  /// The column of a path; whether it may be null is told beside it.
  mutating func column(
    _ path: FieldPath
  ) throws(SQLUnsupported) -> (text: String, isNullable: Bool) {
    guard let last = path.via.last else {
      let column = try Self.column(path.field.field, of: table, workload: workload)
      let name = dialect.quoted(column.name)
      return (isQualified ? "\(dialect.quoted(table.name)).\(name)" : name, column.isNullable)
    }
    guard allowsJoins else { return (try subquery(path), true) }
    let join = try join(path.via, last)
    let column = try Self.column(path.field.field, of: join.table, workload: workload)
    let text = "\(dialect.quoted(join.alias)).\(dialect.quoted(column.name))"
    return (text, join.isOptional || column.isNullable)
  }

  private mutating func join(
    _ path: [AttributeReference],
    _ last: AttributeReference
  ) throws(SQLUnsupported) -> Join {
    if let known = joins.first(where: { $0.path == path }) { return known }
    var parentAlias = table.name
    var parentTable = table
    var isOptional = false
    if path.count > 1 {
      let parentPath = Array(path.dropLast())
      let parent = try join(parentPath, parentPath[parentPath.count - 1])
      (parentAlias, parentTable, isOptional) = (parent.alias, parent.table, parent.isOptional)
    }
    guard case .reference(let reference) = workload[last].kind else {
      throw SQLUnsupported("`\(workload[last].name)` is no reference")
    }
    let target = try Self.table(of: reference.target, workload: workload, design: design)
    let alias = alias(for: target)
    let condition = try on(last, parentTable, parentAlias, target, alias)
    let join = Join(
      path: path,
      table: target,
      alias: alias,
      isOptional: isOptional || workload[last].isOptional,
      condition: condition
    )
    joins.append(join)
    isQualified = true
    return join
  }

  private func on(
    _ attribute: AttributeReference,
    _ parent: RelationalTable,
    _ parentAlias: String,
    _ target: RelationalTable,
    _ alias: String
  ) throws(SQLUnsupported) -> String {
    var parts: [String] = []
    for field in workload[attribute.entity].fields(of: attribute.attribute) {
      guard let references = field.references else { continue }
      let left = try Self.column(references.field, of: target, workload: workload).name
      let right = try Self.column(field.id, of: parent, workload: workload).name
      parts.append(
        "\(dialect.quoted(alias)).\(dialect.quoted(left)) = "
          + "\(dialect.quoted(parentAlias)).\(dialect.quoted(right))"
      )
    }
    return parts.joined(separator: " AND ")
  }

  /// `(SELECT x FROM target WHERE key = reference)`, nested for longer paths.
  private mutating func subquery(_ path: FieldPath) throws(SQLUnsupported) -> String {
    var inner = try SQLScope(
      path.field.entity,
      workload: workload,
      design: design,
      dialect: dialect,
      allowsJoins: true,
      isQualified: true
    )
    if dialect == .mysql, inner.table.name == table.name {
      throw SQLUnsupported("MySQL cannot read the table that it changes")
    }
    // The chain is walked from the last table back to the row that is changed.
    inner.aliases.insert(table.name)
    let firstAlias = inner.table.name == table.name ? inner.alias(for: table) : inner.table.name
    var from = dialect.quoted(inner.table.name)
    if firstAlias != inner.table.name { from += " AS \(dialect.quoted(firstAlias))" }
    var conditions: [String] = []
    var target = inner.table
    var targetAlias = firstAlias
    for (position, attribute) in path.via.enumerated().reversed() {
      let isFirst = position == 0
      let parent =
        isFirst ? table : try Self.table(of: attribute.entity, workload: workload, design: design)
      let parentAlias = isFirst ? table.name : inner.alias(for: parent)
      let condition = try on(attribute, parent, parentAlias, target, targetAlias)
      if isFirst {
        conditions.append(condition)
      } else {
        from +=
          " JOIN \(dialect.quoted(parent.name)) AS \(dialect.quoted(parentAlias)) ON \(condition)"
      }
      (target, targetAlias) = (parent, parentAlias)
    }
    let column = try Self.column(path.field.field, of: inner.table, workload: workload).name
    return "(SELECT \(dialect.quoted(firstAlias)).\(dialect.quoted(column)) FROM \(from)"
      + " WHERE \(conditions.joined(separator: " AND ")))"
  }

  /// The table and its joins, one on a line.
  var fromClause: String {
    var text = "FROM \(dialect.quoted(table.name))"
    for join in joins {
      let alias = join.alias == join.table.name ? "" : " AS \(dialect.quoted(join.alias))"
      text +=
        "\n  \(join.isOptional ? "LEFT JOIN" : "JOIN") \(dialect.quoted(join.table.name))\(alias)"
        + " ON \(join.condition)"
    }
    return text
  }
}
