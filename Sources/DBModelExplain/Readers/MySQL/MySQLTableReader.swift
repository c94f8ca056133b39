import DBModelDiagnostics

/// Makes a plan tree of the table that MySQL and MariaDB print by default.
///
/// Rows of one `id` in a row are one SELECT: a nested loop, outermost first. `<derived2>`,
/// `<subquery2>` and `<union1,2>` name SELECTs whose rows they read; every other SELECT that
/// stands by itself is a subquery of the first.
struct MySQLTableReader {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var nodeCount: Int
  /// The rows of each SELECT, in the order printed; the first is the statement's.
  private var selects: [(id: String, rows: [MySQLTable.Row])] = []
  private var places: [String: Int] = [:]
  /// The result of a union, by the first SELECT it reads.
  private var unions: [String: Int] = [:]
  /// Those that stand somewhere already.
  private var placed: Set<String> = []

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  mutating func read(_ passage: PlanPassage) throws(PlanProblem) -> PlanTree {
    let (rows, isMariaDB) = MySQLTable.rows(passage.lines)
    nodeCount += rows.count
    guard nodeCount <= limits.nodes else {
      throw PlanProblem(
        title: "the file holds more than \(limits.nodes) steps",
        offset: passage.lines.first?.offset ?? 0
      )
    }
    guard !rows.isEmpty else {
      throw PlanProblem(
        title: "the table has a heading and no row",
        offset: passage.lines.first?.offset ?? 0
      )
    }
    group(rows)
    var root = PlanNode(.query, label: "query")
    let results = selects.filter { $0.id.hasPrefix("<") }
    if let result = results.last, !isNamed(result.id) {
      root = try select(result.id, result.rows, depth: 1)
    } else if let first = selects.first {
      root = try select(first.id, first.rows, depth: 1)
    }
    for select in selects where !placed.contains(select.id) {
      root.children.append(try subquery(select.id, select.rows))
    }
    var tree = PlanTree(engine: isMariaDB ? .mariadb : .mysql, root: root)
    tree.isAnalyzed = rows.contains { $0["r_rows"] != nil }
    return tree
  }

  private mutating func group(_ rows: [MySQLTable.Row]) {
    for row in rows {
      // The result of a union has no number; its name says what it reads.
      let id = row["id"] ?? row["table"] ?? ""
      if let place = places[id] {
        selects[place].rows.append(row)
      } else {
        places[id] = selects.count
        if id.hasPrefix("<"), let first = Self.members(id).first { unions[first] = selects.count }
        selects.append((id, [row]))
      }
    }
  }

  /// Whether some other row reads it: the union inside a derived table.
  private func isNamed(_ result: String) -> Bool {
    let members = Self.members(result)
    guard let first = members.first else { return false }
    return selects.contains { select in
      select.rows.contains { Self.members($0["table"] ?? "") == [first] }
    }
  }

  /// The numbers in `<union1,2>`, `<derived3>`, `<subquery4>`.
  private static func members(_ table: String) -> [String] {
    guard table.hasPrefix("<"), table.hasSuffix(">") else { return [] }
    let inner = table.dropFirst().dropLast()
    let digits = inner.drop { !$0.isNumber }
    let kinds = ["union", "derived", "subquery", "intersect", "except", "unit", "materialized"]
    guard kinds.contains(where: { inner.hasPrefix($0) }) else { return [] }
    return digits.split(separator: ",").map(String.init)
  }

  // MARK: steps

  private mutating func select(_ id: String, _ rows: [MySQLTable.Row], depth: Int)
    throws(PlanProblem) -> PlanNode
  {
    placed.insert(id)
    guard depth <= limits.depth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: rows.first?.place.lowerBound ?? 0,
        notes: ["limit: \(limits.depth) steps"]
      )
    }
    var scans: [PlanNode] = []
    for row in rows { scans.append(try node(row, depth: depth + 1)) }
    var inner: PlanNode
    if scans.count == 1 {
      inner = scans[0]
    } else {
      inner = PlanNode(.nestedLoop, label: "nested loop")
      inner.joinType = "Inner"
      inner.span = scans.first?.span
      inner.children = scans
    }
    let extras = rows.map { $0["Extra"] ?? "" }
    if extras.contains(where: { $0.contains("Using temporary") }) {
      inner = wrap(inner, .materialize, "Using temporary")
    }
    if extras.contains(where: { $0.contains("Using filesort") }) {
      inner = wrap(inner, .sort, "Using filesort")
    }
    var query = PlanNode(.query, label: id.hasPrefix("<") ? id : "select \(id)")
    query.children = [inner]
    query.span = inner.span
    return query
  }

  private func wrap(_ node: PlanNode, _ operation: PlanOperation, _ label: String) -> PlanNode {
    var outer = PlanNode(operation, label: label)
    outer.span = node.span
    outer.children = [node]
    return outer
  }

  private mutating func node(_ row: MySQLTable.Row, depth: Int) throws(PlanProblem) -> PlanNode {
    let table = row["table"] ?? ""
    let extra = row["Extra"] ?? ""
    let type = row["type"]
    var node = PlanNode(.result, label: type.map { "table \($0)" } ?? extra)
    let upper = min(row.place.upperBound, file.bytes.count)
    node.span = SourceSpan(
      file: file.id,
      lower: min(row.place.lowerBound, upper),
      upper: upper
    )
    node.properties = row.cells.filter { !["id"].contains($0.key) }.map(Self.renamed)
    MySQLTableFields.table(&node)
    node.isCovering = extra.contains("Using index") && !extra.contains("Using index condition")
    if node.isCovering, node.operation == .indexScan { node.operation = .indexOnlyScan }
    if extra.contains("Using where") { node.filter = "Using where" }
    if row["id"] == nil, !Self.members(table).isEmpty { node.operation = .setOperation }
    for member in Self.members(table) where !placed.contains(member) {
      guard let select = select(named: member, by: table) else { continue }
      node.children.append(try self.select(select.id, select.rows, depth: depth + 1))
    }
    return node
  }

  /// A derived table may be a union: then its result row names the first of its SELECTs.
  private func select(named member: String, by table: String)
    -> (id: String, rows: [MySQLTable.Row])?
  {
    if table.hasPrefix("<derived"), let union = unions[member], !placed.contains(selects[union].id)
    {
      return selects[union]
    }
    return places[member].map { selects[$0] }
  }

  private mutating func subquery(_ id: String, _ rows: [MySQLTable.Row]) throws(PlanProblem)
    -> PlanNode
  {
    var node = try select(id, rows, depth: 2)
    let type = rows.first?["select_type"] ?? ""
    let isCorrelated = type.hasPrefix("DEPENDENT") || type.hasPrefix("UNCACHEABLE")
    node.operation = .subquery(correlated: isCorrelated)
    node.parentRelationship = "SubPlan"
    node.subplanName = "\(type.lowercased()) \(id)"
    return node
  }

  /// The names of JSON for the columns.
  private static func renamed(_ cell: PlanProperty) -> PlanProperty {
    switch cell.key {
    case "table": PlanProperty("table_name", cell.value)
    case "type": PlanProperty("access_type", cell.value)
    case "key_len": PlanProperty("key_length", cell.value)
    case "ref":
      PlanProperty(
        "ref",
        .items((cell.value.text ?? "").split(separator: ",").map { .text(String($0)) })
      )
    default: cell
    }
  }
}
