public import DBModelDesign
public import DBModelWorkload

/// Answers a read through its statements: hands values over, runs them, and puts the tree together.
public struct SQLReadRunner: Sendable {
  public let writer: SQLStatementWriter
  public let pattern: AccessPattern
  public let arguments: Arguments
  /// The time of the request, nanoseconds since 1970.
  public let now: Int64

  /// A database's answer that is not what its columns promise.
  public struct UnreadableAnswer: Error, Sendable {
    public let statement: String
    public let column: Int
  }

  public init(
    workload: Workload,
    design: RelationalDesign,
    dialect: SQLDialect,
    pattern: AccessPattern,
    arguments: Arguments,
    now: Int64
  ) {
    writer = SQLStatementWriter(workload: workload, design: design, dialect: dialect)
    self.pattern = pattern
    self.arguments = arguments
    self.now = now
  }

  /// One page: the rows after the cursor. `next` is set where the page is full, so that the page
  /// after it may be empty.
  ///
  /// - Parameter execute: runs one query with its values and returns its rows.
  public func page(
    after cursor: Cursor? = nil,
    execute: (SQLStatement, [Value]) throws -> [[SQLValue]]
  ) throws -> ResultPage {
    guard case .read(let read) = pattern.operation else { return ResultPage(rows: [], next: nil) }
    var options = SQLStatementOptions(
      given: Set(pattern.parameters.filter { arguments.isGiven($0.id) }.map(\.id)),
      isNextPage: cursor != nil,
      elementCounts: elementCounts,
      wordCount: 1
    )
    options.wordCount = wordCount(read.filter?.value)
    var statements = try writer.statements(for: pattern, options: options)
    guard let root = statements.first else { return ResultPage(rows: [], next: nil) }
    var resolver = SQLBindingResolver(
      workload: writer.workload,
      pattern: pattern,
      arguments: arguments,
      now: now,
      cursor: cursor
    )
    let rows = try run(root, resolver, execute)
    var tables: [[String]: [Row]] = [[]: rows]
    // Each child's statement is written for as many rows as its parent has.
    for position in statements.indices.dropFirst() {
      guard case .readChild(let path) = statements[position].role else { continue }
      let parents = tables[Array(path.dropLast())] ?? []
      let needed = parentFields(of: statements[position])
      var handed: [[FieldPath: Value]] = []
      for parent in parents {
        var values: [FieldPath: Value] = [:]
        for path in needed { values[path] = parent.fields[path] ?? .null }
        if !values.values.contains(.null), !handed.contains(values) { handed.append(values) }
      }
      guard !handed.isEmpty else { continue }
      options.parentCounts[path] = handed.count
      statements = try writer.statements(for: pattern, options: options)
      resolver.parents = handed
      tables[path] = try run(statements[position], resolver, execute)
    }
    let needs = Dictionary(
      uniqueKeysWithValues: statements.compactMap { statement -> ([String], [FieldPath])? in
        guard case .readChild(let path) = statement.role else { return nil }
        return (path, parentFields(of: statement))
      }
    )
    let results = rows.map { assemble($0, read.projection, [], tables, needs) }
    let isFull = read.page.map { rows.count >= $0.rows } ?? false
    let terms = CompletedOrder(read, workload: writer.workload).terms
    let next = isFull ? rows.last.map { self.cursor($0, terms) } : nil
    return ResultPage(rows: results, next: next)
  }

  /// The whole answer, page after page.
  public func read(
    execute: (SQLStatement, [Value]) throws -> [[SQLValue]]
  ) throws -> [ResultRow] {
    var rows: [ResultRow] = []
    var cursor: Cursor?
    repeat {
      let page = try page(after: cursor, execute: execute)
      rows += page.rows
      cursor = page.next
    } while cursor != nil
    return rows
  }

  // MARK: Running

  private struct Row {
    var fields: [FieldPath: Value] = [:]
    var outputs: [Int: Value] = [:]
    var terms: [Int: Value] = [:]
    var parentKey: [FieldReference: Value] = [:]
  }

  private func run(
    _ statement: SQLStatement,
    _ resolver: SQLBindingResolver,
    _ execute: (SQLStatement, [Value]) throws -> [[SQLValue]]
  ) throws -> [Row] {
    let values = try statement.bindings.map { try resolver.value($0) }
    let codec = SQLValueCodec(writer.dialect)
    return try execute(statement, values).map { returned in
      var row = Row()
      for (position, column) in statement.columns.enumerated() {
        guard returned.indices.contains(position),
          let value = codec.value(returned[position], as: column.type)
        else { throw UnreadableAnswer(statement: statement.text, column: position) }
        for source in column.sources {
          switch source {
          case .field(let path): row.fields[path] = value
          case .output(let output): row.outputs[output] = value
          case .orderTerm(let term): row.terms[term] = value
          case .parentKey(let field): row.parentKey[field] = value
          }
        }
      }
      return row
    }
  }

  private var elementCounts: [ParameterID: Int] {
    var counts: [ParameterID: Int] = [:]
    for parameter in pattern.parameters {
      if case .many(let elements) = arguments[parameter.id] {
        counts[parameter.id] = elements.count
      }
    }
    return counts
  }

  private func wordCount(_ filter: Expression?) -> Int {
    var count = 1
    filter?.visit { part in
      guard case .match(_, let query) = part, !query.dependsOnRow else { return }
      let value = try? Evaluator(workload: writer.workload)
        .value(query, pattern, arguments, now: now)
      if case .string(let text)? = value { count = TextMatch.words(of: text).count }
    }
    return count
  }

  private func parentFields(of statement: SQLStatement) -> [FieldPath] {
    var fields: [FieldPath] = []
    for column in statement.columns {
      for case .parentKey(let field) in column.sources { fields.append(FieldPath(field: field)) }
    }
    return fields
  }

  // MARK: Assembling

  private func assemble(
    _ row: Row,
    _ projection: Projection,
    _ path: [String],
    _ tables: [[String]: [Row]],
    _ needs: [[String]: [FieldPath]]
  ) -> ResultRow {
    let entity = projection.entity
    let fields = projection.fields.map { id in
      NamedValue(
        writer.workload[entity][id].name,
        row.fields[FieldPath(field: FieldReference(entity, id))] ?? .null
      )
    }
    let outputs = projection.outputs.enumerated().map { position, output in
      NamedValue(output.name, row.outputs[position] ?? .null)
    }
    let children = projection.children.map { child in
      let childPath = path + [child.name]
      let key = (needs[childPath] ?? []).map { row.fields[$0] ?? .null }
      let related = (tables[childPath] ?? []).filter { candidate in
        !key.contains(.null)
          && (needs[childPath] ?? []).map { candidate.parentKey[$0.field] ?? .null } == key
      }
      return NamedRows(
        child.name,
        related.map { assemble($0, child.projection, childPath, tables, needs) }
      )
    }
    return ResultRow(fields: fields, outputs: outputs, children: children)
  }

  private func cursor(
    _ row: Row,
    _ terms: [OrderTerm]
  ) -> Cursor {
    // Terms that the filter fixes are not read; nothing compares with them.
    let values = terms.indices.map { row.terms[$0] ?? .null }
    return Cursor(values: values)
  }
}
