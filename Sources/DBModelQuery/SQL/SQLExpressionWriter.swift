import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// Writes the expressions of one statement.
///
/// Columns stay bare wherever the model compares a field with something known, so that an index on
/// them serves; what is known is computed before the statement runs and bound.
struct SQLExpressionWriter {
  var scope: SQLScope
  let pattern: AccessPattern
  let options: SQLStatementOptions
  let typing: ExpressionTyping
  /// The field of which a missing value is read as 0: the left side of `+=` and `-=`.
  var zeroWhereMissing: FieldPath?

  init(scope: SQLScope, pattern: AccessPattern, options: SQLStatementOptions) {
    self.scope = scope
    self.pattern = pattern
    self.options = options
    typing = ExpressionTyping(pattern: pattern, workload: scope.workload)
  }

  var dialect: SQLDialect { scope.dialect }
  var workload: Workload { scope.workload }
  var codec: SQLValueCodec { SQLValueCodec(scope.dialect) }

  /// A condition whose null means false.
  mutating func condition(_ expression: Expression) throws(SQLUnsupported) -> SQLText {
    switch expression {
    case .literal(.bool(let flag)): return flag ? "TRUE" : "FALSE"
    case .and(let parts): return try conjunction(parts)
    case .or(let parts):
      var texts: [SQLText] = []
      for part in parts { texts.append(try operand(part)) }
      return "(\(texts.joined(separator: " OR ")))"
    case .not(.comparison(let comparison, let left, let right))
    where isNeverNull(left) && isNeverNull(right):
      return try condition(.comparison(comparison.negated, left, right))
    case .not(let part):
      return "(\(try condition(part))) IS NOT TRUE"
    case .isIn(let tested, let list) where reference(leadingTo: expression) == nil:
      return try membership([(tested, list)])
    case .isLinked(let attribute, let reference): return try link(attribute, [reference])
    case _ where reference(leadingTo: expression) != nil: return try conjunction([expression])
    case .comparison(let comparison, let left, let right) where expression.dependsOnRow:
      return try compare(comparison, left, right)
    case .isWithin(let tested, let parameter) where expression.dependsOnRow:
      return try within(tested, parameter)
    case .match(let text, let query) where expression.dependsOnRow:
      return try match(text, query)
    case .contains(let path, let element): return try contains(path, element)
    case .follows(let path, let target): return try follows(path, target)
    default:
      guard expression.dependsOnRow else {
        return SQLText(SQLBinding(.expression(expression), .bool))
      }
      return try value(expression).text
    }
  }

  /// Whether a comparison with it is true or false, so that it can be turned around.
  private func isNeverNull(_ expression: Expression) -> Bool {
    switch expression {
    case .literal(let value): return value != .null
    case .parameter(let reference):
      guard !pattern[reference.parameter].isOptional else { return false }
      guard let field = reference.field else { return true }
      return !workload[field].isOptional
    case .field(let path): return path.via.isEmpty && !workload[path.field].isOptional
    default: return false
    }
  }

  /// A condition with parentheses where an operator beside it could tear it apart.
  private mutating func operand(_ expression: Expression) throws(SQLUnsupported) -> SQLText {
    if case .and(let parts) = expression, parts.count > 1 {
      return "(\(try condition(expression)))"
    }
    return try condition(expression)
  }

  private mutating func conjunction(_ parts: [Expression]) throws(SQLUnsupported) -> SQLText {
    var texts: [SQLText] = []
    var done: Set<Int> = []
    for (position, part) in parts.enumerated() where !done.contains(position) {
      if let reference = reference(leadingTo: part) {
        let alike = parts.indices.filter { self.reference(leadingTo: parts[$0]) == reference }
        texts.append(try conditions(on: reference, alike.map { parts[$0] }))
        done.formUnion(alike)
        continue
      }
      switch part {
      case .isIn(let tested, let list) where list.field != nil:
        var tests = [(tested, list)]
        for (other, candidate) in parts.enumerated() where other > position {
          guard case .isIn(let operand, let more) = candidate,
            more.parameter == list.parameter
          else { continue }
          tests.append((operand, more))
          done.insert(other)
        }
        texts.append(try membership(tests))
      case .isLinked(let attribute, let reference):
        var references = [reference]
        for (other, candidate) in parts.enumerated() where other > position {
          guard case .isLinked(attribute, let more) = candidate,
            more.parameter == reference.parameter
          else { continue }
          references.append(more)
          done.insert(other)
        }
        texts.append(try link(attribute, references))
      default: texts.append(try condition(part))
      }
    }
    return texts.isEmpty ? "TRUE" : texts.joined(separator: " AND ")
  }

  // MARK: Sets and links

  private mutating func membership(
    _ tests: [(tested: Expression, list: ParameterReference)]
  ) throws(SQLUnsupported) -> SQLText {
    let count = elementCount(tests[0].list.parameter)
    guard count > 0 else { return "FALSE" }
    var columns: [SQLText] = []
    var types: [ValueType] = []
    for test in tests {
      columns.append(try value(test.tested).text)
      types.append(type(of: test.tested))
    }
    let rows = (0..<count).map { index in
      zip(tests, types).map { test, type in
        SQLText(SQLBinding(.element(test.list, index), type))
      }
    }
    return Self.membership(columns, rows, dialect)
  }

  /// `a = x`, `a IN (x, y)`, `(a, b) IN ((x, y), …)`.
  static func membership(
    _ columns: [SQLText],
    _ rows: [[SQLText]],
    _ dialect: SQLDialect
  ) -> SQLText {
    if rows.count == 1 {
      return zip(columns, rows[0]).map { "\($0) = \($1)" as SQLText }.joined(separator: " AND ")
    }
    if columns.count == 1 {
      return "\(columns[0]) IN (\(rows.map { $0[0] }.joined(separator: ", ")))"
    }
    let tuples = rows.map { "(\($0.joined(separator: ", ")))" as SQLText }
      .joined(separator: ", ")
    // SQLite takes rows on the right only from a query.
    let list: SQLText = dialect == .sqlite ? "VALUES \(tuples)" : tuples
    return "(\(columns.joined(separator: ", "))) IN (\(list))"
  }

  func elementCount(_ parameter: ParameterID) -> Int {
    if let count = options.elementCounts[parameter] { return count }
    guard case .many(_, let spread) = pattern[parameter].type else { return 1 }
    return max(1, Int(min(1_000, spread.average.rounded())))
  }

  /// `key IN (SELECT … FROM link WHERE …)`: engines that cannot turn a correlated `EXISTS` around
  /// start from the link's rows this way.
  private mutating func link(
    _ attribute: AttributeReference,
    _ references: [ParameterReference]
  ) throws(SQLUnsupported) -> SQLText {
    guard let link = LinkEntity(attribute, workload: workload) else {
      throw SQLUnsupported("`\(workload[attribute].name)` is no many-to-many attribute")
    }
    let isOwner = scope.entity == link.owner
    let (here, there) =
      isOwner ? (link.ownerFields, link.targetFields) : (link.targetFields, link.ownerFields)
    let other = isOwner ? link.target : link.owner
    let table = try SQLScope.table(of: link.entity, workload: workload, design: scope.design)
    var selected: [String] = []
    for field in here {
      selected.append(try SQLScope.column(field, of: table, workload: workload).name)
    }
    var conditions: [SQLText] = []
    for (field, keyField) in zip(there, workload[other].key) {
      let column = try SQLScope.column(field, of: table, workload: workload).name
      let reference = references.first { $0.field?.field == keyField } ?? references[0]
      let binding = SQLBinding(.expression(.parameter(reference)), workload[other][keyField].type)
      conditions.append("\(dialect.quoted(column)) = \(SQLText(binding))")
    }
    var keys: [String] = []
    for field in workload[scope.entity].key {
      keys.append(try scope.column(FieldPath(field: FieldReference(scope.entity, field))).text)
    }
    let left = keys.count == 1 ? keys[0] : "(\(keys.joined(separator: ", ")))"
    return """
      \(left) IN (SELECT \(dialect.quoted(selected)) FROM \(dialect.quoted(table.name)) \
      WHERE \(conditions.joined(separator: " AND ")))
      """
  }

  /// Whether the JSON array of a list or a set holds a value.
  private mutating func contains(
    _ path: FieldPath,
    _ element: Expression
  ) throws(SQLUnsupported) -> SQLText {
    guard !element.dependsOnRow, let type = workload[path.field].type.elementType else {
      throw SQLUnsupported("only a value that is known beforehand is looked for in a list")
    }
    let column = try scope.column(path).text
    let wanted = SQLText(
      SQLBinding(.singleton(element), .list(element: type, count: Spread.exactly(1)))
    )
    return switch dialect {
    case .postgresql: "\(column) @> CAST(\(wanted) AS jsonb)"
    case .mysql: "JSON_CONTAINS(\(column), \(wanted))"
    case .sqlite:
      "EXISTS (SELECT 1 FROM json_each(\(column)) AS e "
        + "WHERE e.value = JSON_EXTRACT(\(wanted), '$[0]'))"
    }
  }

  private mutating func match(
    _ text: Expression,
    _ query: Expression
  ) throws(SQLUnsupported) -> SQLText {
    let column = try value(text).text
    guard !query.dependsOnRow else {
      throw SQLUnsupported("a text search needs words that are known beforehand")
    }
    guard options.wordCount > 0 else { return "\(column) IS NOT NULL" }
    let type = ValueType.string(maximumCharacters: 1_000, averageBytes: 0)
    return (0..<options.wordCount).map { index in
      let binding = SQLBinding(
        .word(of: query, index),
        type,
        isPattern: dialect == .postgresql
      )
      let word = SQLText(binding)
      // PostgreSQL can serve this `LIKE` from a trigram index on the same expression.
      return switch dialect {
      case .postgresql: "LOWER(\(column)) LIKE \(word)"
      case .mysql: "INSTR(LOWER(\(column)), LOWER(\(word))) > 0"
      case .sqlite: "INSTR(LOWER(\(column)), \(word)) > 0"
      }
    }.joined(separator: " AND ")
  }

  private mutating func follows(
    _ path: FieldPath,
    _ target: Expression
  ) throws(SQLUnsupported) -> SQLText {
    let column = try scope.column(path).text
    let lifecycle = workload[path.field.entity].lifecycle.first { $0.field == path.field.field }
    var branches: [SQLText] = []
    for step in lifecycle?.steps ?? [] where !step.destinations.isEmpty {
      let wanted =
        try target.dependsOnRow
        ? value(target).text
        : SQLText(SQLBinding(.expression(target), workload[path.field].type))
      let names = step.destinations.map { codec.quoted($0.to) }.joined(separator: ", ")
      branches.append("\(column) = \(codec.quoted(step.from)) AND \(wanted) IN (\(names))")
    }
    if branches.isEmpty { return "FALSE" }
    if branches.count == 1 { return branches[0] }
    return "(\(branches.map { "(\($0))" as SQLText }.joined(separator: " OR ")))"
  }
}
