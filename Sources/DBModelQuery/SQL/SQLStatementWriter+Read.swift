import DBModelDesign
import DBModelWorkload

extension SQLStatementWriter {
  func read(
    _ read: Read,
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions
  ) throws(SQLUnsupported) -> [SQLStatement] {
    let filter = read.filter.map { specialized($0.value, pattern, options) }
    let order = CompletedOrder(read, workload: workload)
    var named = read.projection.outputs.flatMap(\.expression.fieldPaths)
    named += filter?.fieldPaths ?? []
    for term in order.terms { if case .field(let path) = term.subject { named.append(path) } }
    let scope = try SQLScope(
      read.entity,
      workload: workload,
      design: design,
      dialect: dialect,
      allowsJoins: true,
      isQualified: named.contains { !$0.via.isEmpty }
    )
    var writer = SQLExpressionWriter(scope: scope, pattern: pattern, options: options)
    var select = SQLSelectList()
    try writer.selectProjection(read.projection, into: &select)
    if !read.isAggregate { try writer.selectLinks(read.projection, into: &select) }
    let fixed = FilterShape(filter, pattern: pattern, workload: workload).equalities
      .filter { !$0.isOptional }.map(\.field)
    let terms = try writer.orderTerms(order, read, fixed: Set(fixed))
    if read.page != nil {
      for term in terms {
        let source = SQLResultColumn.Source.orderTerm(term.position)
        select.add(term.text, SQLResultColumn(source: source, type: term.type))
      }
    }
    var conditions: [SQLText] = []
    if let filter, filter != .literal(.bool(true)) {
      conditions.append(try writer.condition(filter))
    }
    let grouping = try writer.grouping(read)
    let keyset = options.isNextPage ? SQLKeyset(terms: terms, dialect: dialect).text : nil
    if let keyset, !read.isAggregate { conditions.append(keyset) }
    var text: SQLText = "SELECT \(select.text)\n\(writer.scope.fromClause)"
    if !conditions.isEmpty { text += "\nWHERE \(conditions.joined(separator: "\n  AND "))" }
    if !grouping.isEmpty { text += "\nGROUP BY \(grouping.joined(separator: ", "))" }
    if keyset != nil, read.isAggregate {
      let named = terms.map { $0.named(in: select, dialect) }
      text += "\nHAVING \(SQLKeyset(terms: named, dialect: dialect).text)"
    }
    // At most one row needs no order.
    let isSingle =
      read.isAggregate && grouping.isEmpty
      || ReadShape(read, pattern: pattern, workload: workload).isUniqueLookup
    if !terms.isEmpty, !isSingle {
      text += "\nORDER BY \(terms.map { $0.orderText(dialect) }.joined(separator: ", "))"
    }
    if let rows = [read.limit?.value, read.page?.rows].compactMap({ $0 }).min(), !isSingle {
      text += "\nLIMIT \(rows)"
    }
    let root = SQLStatement(text, dialect: dialect, columns: select.columns, role: .readRoot)
    var statements = [root]
    for child in read.projection.children {
      try appendChild(child, [], pattern, options, to: &statements)
    }
    return statements
  }

  private func appendChild(
    _ child: ProjectionChild,
    _ parentPath: [String],
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions,
    to statements: inout [SQLStatement]
  ) throws(SQLUnsupported) {
    let path = parentPath + [child.name]
    statements.append(try self.child(child, path, pattern, options))
    for grandchild in child.projection.children {
      try appendChild(grandchild, path, pattern, options, to: &statements)
    }
  }

  private func child(
    _ child: ProjectionChild,
    _ path: [String],
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions
  ) throws(SQLUnsupported) -> SQLStatement {
    let entity = child.projection.entity
    if child.projection.outputs.contains(where: { $0.expression.containsAggregate }) {
      throw SQLUnsupported("an aggregate over related rows is not written yet")
    }
    let link = try ChildLink(child.step, workload: workload)
    let viaPaths = child.projection.outputs.flatMap(\.expression.fieldPaths)
    let scope = try SQLScope(
      entity,
      workload: workload,
      design: design,
      dialect: dialect,
      allowsJoins: true,
      isQualified: link.linkEntity != nil || viaPaths.contains { !$0.via.isEmpty }
    )
    var writer = SQLExpressionWriter(scope: scope, pattern: pattern, options: options)
    var select = SQLSelectList()
    var matched: [SQLText] = []
    var from = SQLText()
    if let linkEntity = link.linkEntity {
      let table = try SQLScope.table(of: linkEntity, workload: workload, design: design)
      let alias = writer.scope.alias(for: table)
      for field in link.matchedFields {
        let column = try SQLScope.column(field.field, of: table, workload: workload).name
        matched.append(SQLText("\(dialect.quoted(alias)).\(dialect.quoted(column))"))
      }
      var conditions: [String] = []
      for (linkField, keyField) in zip(link.joinedFields, workload[entity].key) {
        let left = try SQLScope.column(linkField.field, of: table, workload: workload).name
        let right = try writer.scope.column(FieldPath(field: FieldReference(entity, keyField)))
        conditions.append("\(dialect.quoted(alias)).\(dialect.quoted(left)) = \(right.text)")
      }
      from = SQLText(
        "\n  JOIN \(dialect.quoted(table.name)) ON \(conditions.joined(separator: " AND "))"
      )
    } else {
      for field in link.matchedFields {
        matched.append(SQLText(try writer.scope.column(FieldPath(field: field)).text))
      }
    }
    for (text, field) in zip(matched, link.parentFields) {
      select.add(text, SQLResultColumn(source: .parentKey(field), type: workload[field].type))
    }
    try writer.selectProjection(child.projection, into: &select)
    try writer.selectLinks(child.projection, into: &select)
    let count = max(1, options.parentCounts[path] ?? 1)
    let rows = (0..<count).map { row in
      link.parentFields.map {
        SQLText(SQLBinding(.parent(FieldPath(field: $0), row: row), workload[$0].type))
      }
    }
    let condition = SQLExpressionWriter.membership(matched, rows, dialect)
    let order =
      link.isToOne ? [] : try childOrder(entity, matched, hasOneParent: count == 1, &writer)
    var text: SQLText = "SELECT \(select.text)\n\(writer.scope.fromClause)\(from)"
    text += "\nWHERE \(condition)"
    if !order.isEmpty { text += "\nORDER BY \(order.joined(separator: ", "))" }
    return SQLStatement(
      text,
      dialect: dialect,
      columns: select.columns,
      role: .readChild(path: path)
    )
  }

  /// By parent, then by key; what one parent fixes is left out.
  private func childOrder(
    _ entity: EntityID,
    _ matched: [SQLText],
    hasOneParent: Bool,
    _ writer: inout SQLExpressionWriter
  ) throws(SQLUnsupported) -> [SQLText] {
    var order = hasOneParent ? [] : matched
    for key in workload[entity].key {
      let column = try writer.scope.column(FieldPath(field: FieldReference(entity, key)))
      let text = SQLText(column.text)
      let isFixed = hasOneParent && matched.contains(text)
      if !order.contains(text), !isFixed { order.append(text) }
    }
    return order
  }
}

/// How the rows of a node find the row of their parent.
struct ChildLink {
  /// The fields of the parent whose values are handed over, in the order of `matchedFields`.
  let parentFields: [FieldReference]
  /// The fields that hold those values: of the child's entity, or of the link's.
  let matchedFields: [FieldReference]
  let linkEntity: EntityID?
  /// The link's fields with the child's key.
  let joinedFields: [FieldReference]
  let isToOne: Bool

  init(_ step: RelationshipStep, workload: Workload) throws(SQLUnsupported) {
    switch step {
    case .reference(let attribute):
      let fields = workload[attribute.entity].fields(of: attribute.attribute)
      parentFields = fields.map { FieldReference(attribute.entity, $0.id) }
      matchedFields = fields.compactMap(\.references)
      (linkEntity, joinedFields, isToOne) = (nil, [], true)
    case .inverse(let attribute):
      let fields = workload[attribute.entity].fields(of: attribute.attribute)
      parentFields = fields.compactMap(\.references)
      matchedFields = fields.map { FieldReference(attribute.entity, $0.id) }
      (linkEntity, joinedFields, isToOne) = (nil, [], false)
    case .many(let attribute), .inverseMany(let attribute):
      guard let link = LinkEntity(attribute, workload: workload) else {
        throw SQLUnsupported("`\(workload[attribute].name)` is no many-to-many attribute")
      }
      var isForward = false
      if case .many = step { isForward = true }
      let (here, there) =
        isForward ? (link.ownerFields, link.targetFields) : (link.targetFields, link.ownerFields)
      let parent = isForward ? link.owner : link.target
      parentFields = workload[parent].key.map { FieldReference(parent, $0) }
      matchedFields = here.map { FieldReference(link.entity, $0) }
      joinedFields = there.map { FieldReference(link.entity, $0) }
      (linkEntity, isToOne) = (link.entity, false)
    }
  }
}

/// The columns of a query, each text once.
struct SQLSelectList {
  private(set) var texts: [SQLText] = []
  private(set) var columns: [SQLResultColumn] = []
  private var labels: [String?] = []

  func position(of text: SQLText) -> Int? { texts.firstIndex(of: text) }

  func label(of text: SQLText) -> String? { position(of: text).flatMap { labels[$0] } }

  mutating func add(_ text: SQLText, _ column: SQLResultColumn, label: String? = nil) {
    if label == nil, let position = position(of: text) {
      columns[position].sources += column.sources
      return
    }
    texts.append(text)
    columns.append(column)
    labels.append(label)
  }

  var text: SQLText {
    if texts.isEmpty { return "1" }
    return zip(texts, labels).map { text, label in
      label.map { "\(text) AS \($0)" } ?? text
    }.joined(separator: ", ")
  }
}

/// A term of an order, written.
struct SQLOrderTerm {
  /// In the completed order, where cursors count.
  let position: Int
  let text: SQLText
  let type: ValueType
  let isNullable: Bool
  let isDescending: Bool

  /// By the column's name in MySQL, whose `HAVING` knows no expression over the rows themselves.
  func named(in select: SQLSelectList, _ dialect: SQLDialect) -> SQLOrderTerm {
    guard dialect == .mysql, let label = select.label(of: text) else { return self }
    return SQLOrderTerm(
      position: position,
      text: SQLText(label),
      type: type,
      isNullable: isNullable,
      isDescending: isDescending
    )
  }

  /// PostgreSQL puts nulls at the other end unless told.
  func orderText(_ dialect: SQLDialect) -> SQLText {
    let direction = isDescending ? " DESC" : ""
    guard isNullable, dialect == .postgresql else { return "\(text)\(direction)" }
    return "\(text)\(direction) NULLS \(isDescending ? "LAST" : "FIRST")"
  }
}

extension SQLExpressionWriter {
  /// The fields and computed columns that an answer shows.
  mutating func selectProjection(
    _ projection: Projection,
    into select: inout SQLSelectList
  ) throws(SQLUnsupported) {
    for id in projection.fields {
      try selectField(FieldReference(projection.entity, id), into: &select)
    }
    for (position, output) in projection.outputs.enumerated() {
      select.add(
        try value(output.expression).text,
        SQLResultColumn(source: .output(position), type: type(of: output.expression)),
        label: dialect.quoted(output.name)
      )
    }
  }

  /// What the children's statements are handed over, where it is not shown anyway.
  mutating func selectLinks(
    _ projection: Projection,
    into select: inout SQLSelectList
  ) throws(SQLUnsupported) {
    for child in projection.children {
      for field in try ChildLink(child.step, workload: workload).parentFields {
        let source = SQLResultColumn.Source.field(FieldPath(field: field))
        if !select.columns.contains(where: { $0.sources.contains(source) }) {
          try selectField(field, into: &select)
        }
      }
    }
  }

  private mutating func selectField(
    _ field: FieldReference,
    into select: inout SQLSelectList
  ) throws(SQLUnsupported) {
    let path = FieldPath(field: field)
    let column = try scope.column(path)
    select.add(
      SQLText(column.text),
      SQLResultColumn(source: .field(path), type: workload[field].type)
    )
  }

  mutating func orderTerms(
    _ order: CompletedOrder,
    _ read: Read,
    fixed: Set<FieldPath>
  ) throws(SQLUnsupported) -> [SQLOrderTerm] {
    var terms: [SQLOrderTerm] = []
    for (position, term) in order.terms.enumerated() {
      // A field that the filter fixes orders nothing.
      if case .field(let path) = term.subject, fixed.contains(path) { continue }
      let expression: Expression
      switch term.subject {
      case .field(let path): expression = .field(path)
      case .output(let name):
        guard let output = read.projection.outputs.first(where: { $0.name == name }) else {
          throw SQLUnsupported("there is no output `\(name)` to order by")
        }
        expression = output.expression
      }
      let (text, isNullable) = try value(expression)
      terms.append(
        SQLOrderTerm(
          position: position,
          text: text,
          type: type(of: expression),
          isNullable: isNullable,
          isDescending: term.isDescending
        )
      )
    }
    return terms
  }

  mutating func grouping(_ read: Read) throws(SQLUnsupported) -> [SQLText] {
    guard read.isAggregate else { return [] }
    var texts: [SQLText] = []
    for id in read.projection.fields {
      let path = FieldPath(field: FieldReference(read.entity, id))
      texts.append(SQLText(try scope.column(path).text))
    }
    for name in read.group.map(\.value) {
      for output in read.projection.outputs where output.name == name {
        texts.append(try value(output.expression).text)
      }
    }
    return texts
  }
}
