/// Reads one `detail` text of SQLite's EXPLAIN QUERY PLAN into a step.
///
/// Forms from `wherecode.c`, `select.c` and `expr.c` of SQLite 3.53 and 3.40, and the older forms
/// with `TABLE` and `AS` (up to 3.35). The texts are not promised to be stable, so that an unknown
/// one becomes `.other`.
enum SQLitePlanDetail {
  static func node(_ detail: String) -> PlanNode {
    if let scan = scan(detail) { return scan }
    if let step = step(detail) { return step }
    return PlanNode(.other(detail), label: detail)
  }

  // MARK: SCAN and SEARCH

  private static func scan(_ detail: String) -> PlanNode? {
    var rest = detail[...]
    let isSearch: Bool
    if consume("SCAN ", &rest) {
      isSearch = false
    } else if consume("SEARCH ", &rest) {
      isSearch = true
    } else {
      return nil
    }
    if rest == "CONSTANT ROW" { return PlanNode(.result, label: detail) }
    let hadTable = consume("TABLE ", &rest)
    var node = PlanNode(isSearch ? .indexScan : .tableScan, label: detail)
    if dropSuffix(" LEFT-JOIN", &rest) { node.joinType = "Left" }
    let access = splitUsing(&rest)
    if dropSuffix(" EXISTS", &rest) { node.joinType = "Semi" }
    name(&node, rest, hadTable: hadTable)
    guard let access else {
      if rest.hasPrefix("SUBQUERY ") || rest.hasPrefix("(subquery-") {
        node.operation = .subqueryScan
      } else if rest.hasSuffix("-ROW VALUES CLAUSE") || rest.hasSuffix(" CONSTANT ROWS") {
        node.operation = .valuesScan
      }
      return node
    }
    use(access, isSearch: isSearch, &node)
    return node
  }

  private static func name(_ node: inout PlanNode, _ text: Substring, hadTable: Bool) {
    if hadTable, let range = lastRange(of: " AS ", in: text) {
      node.relation = String(text[..<range.lowerBound])
      node.alias = String(text[range.upperBound...])
    } else {
      node.relation = String(text)
    }
  }

  private static let accessForms = [
    "COVERING INDEX ", "AUTOMATIC PARTIAL COVERING INDEX", "AUTOMATIC COVERING INDEX",
    "AUTOMATIC PARTIAL INDEX", "AUTOMATIC INDEX", "INDEX ", "INTEGER PRIMARY KEY", "PRIMARY KEY",
    "ROWID SEARCH", "VIRTUAL TABLE INDEX ",
  ]

  /// Cuts ` USING …` off the name. A table name may itself hold ` USING `, so that the first place
  /// followed by a known form counts.
  private static func splitUsing(_ rest: inout Substring) -> Substring? {
    for keyword in [" USING ", " VIRTUAL TABLE INDEX "] {
      var from = rest.startIndex
      while let range = firstRange(of: keyword, in: rest[from...]) {
        let isVirtual = keyword != " USING "
        let access =
          isVirtual ? rest[rest.index(after: range.lowerBound)...] : rest[range.upperBound...]
        if accessForms.contains(where: { access.hasPrefix($0) }) {
          rest = rest[..<range.lowerBound]
          return access
        }
        from = range.upperBound
      }
    }
    return nil
  }

  private static func use(_ text: Substring, isSearch: Bool, _ node: inout PlanNode) {
    var rest = text
    if consume("VIRTUAL TABLE INDEX ", &rest) {
      node.operation = .virtualTableScan
      node.index = String(rest)
      return
    }
    if rest.hasPrefix("AUTOMATIC") {
      node.operation = .automaticIndex
      node.isCovering = firstRange(of: "COVERING", in: rest) != nil
      rest = rest.firstIndex(of: "(").map { rest[$0...] } ?? rest[rest.endIndex...]
    } else if consume("INTEGER PRIMARY KEY", &rest) || consume("PRIMARY KEY", &rest)
      || consume("ROWID SEARCH", &rest)
    {
      node.operation = isSearch ? .keyLookup : .tableScan
    } else {
      node.isCovering = consume("COVERING ", &rest)
      _ = consume("INDEX ", &rest)
      node.operation = node.isCovering ? .indexOnlyScan : .indexScan
    }
    let condition = splitCondition(&rest)
    if !rest.isEmpty { node.index = String(rest) }
    if let condition {
      node.indexCondition = String(condition)
      node.indexTerms = terms(condition)
    }
  }

  /// Cuts ` (a=? AND b>?)` off the end and gives what stands inside.
  private static func splitCondition(_ rest: inout Substring) -> Substring? {
    while rest.first == " " { rest.removeFirst() }
    guard rest.last == ")" else { return nil }
    var depth = 0
    var at = rest.endIndex
    while at > rest.startIndex {
      at = rest.index(before: at)
      if rest[at] == ")" { depth += 1 }
      if rest[at] == "(" {
        depth -= 1
        if depth == 0 { break }
      }
    }
    guard depth == 0 else { return nil }
    let inside = rest[rest.index(after: at)..<rest.index(before: rest.endIndex)]
    rest = rest[..<at]
    while rest.last == " " { rest.removeLast() }
    return inside
  }

  static func terms(_ condition: Substring) -> [PlanTerm] {
    var terms: [PlanTerm] = []
    var rest = condition
    while !rest.isEmpty {
      let end = firstRange(of: " AND ", in: rest)
      let term = rest[..<(end?.lowerBound ?? rest.endIndex)]
      rest = end.map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
      terms.append(self.term(term))
    }
    return terms
  }

  private static func term(_ text: Substring) -> PlanTerm {
    if text.hasPrefix("ANY("), text.hasSuffix(")") {
      return PlanTerm(columns: [String(text.dropFirst(4).dropLast())], comparison: .any)
    }
    guard let at = text.firstIndex(where: { "=<>".contains($0) }) else {
      return PlanTerm(columns: [String(text)], comparison: .other)
    }
    // `<expr>=?` names an expression: its own `<` and `>` are no comparison.
    if text.hasPrefix("<expr>"), let sign = text.dropFirst(6).first {
      return PlanTerm(columns: ["<expr>"], comparison: comparison(sign))
    }
    var left = text[..<at]
    if left.hasPrefix("("), left.hasSuffix(")") { left = left.dropFirst().dropLast() }
    let columns = left.split(separator: ",").map(String.init)
    return PlanTerm(columns: columns, comparison: comparison(text[at]))
  }

  private static func comparison(_ sign: Character) -> PlanTerm.Comparison {
    switch sign {
    case "=": .equal
    case ">": .above
    case "<": .below
    default: .other
    }
  }

  // MARK: every other step

  private static func step(_ detail: String) -> PlanNode? {
    if let tree = temporaryBTree(detail) { return tree }
    if let subquery = subquery(detail) { return subquery }
    var rest = detail[...]
    if consume("CO-ROUTINE ", &rest) || consume("MATERIALIZE ", &rest) {
      let flows = detail.hasPrefix("CO")
      var node = PlanNode(flows ? .subqueryScan : .materialize, label: detail)
      node.relation = String(rest)
      return node
    }
    if consume("BLOOM FILTER ON ", &rest) {
      var node = PlanNode(.bloomFilter, label: detail)
      node.indexCondition = splitCondition(&rest).map(String.init)
      node.relation = String(rest)
      return node
    }
    if consume("RIGHT-JOIN ", &rest) {
      // Its child is the scan for rows without a match.
      var node = PlanNode(.append, label: detail)
      node.joinType = "Right"
      return node
    }
    switch detail {
    case "CREATE BLOOM FILTER": return PlanNode(.bloomFilter, label: detail)
    case "MULTI-INDEX OR": return PlanNode(.multiIndexOr, label: detail)
    case "COMPOUND QUERY", "LEFT-MOST SUBQUERY", "UNION ALL", "LEFT", "RIGHT":
      return PlanNode(.append, label: detail)
    case "SETUP", "RECURSIVE STEP": return PlanNode(.recursiveUnion, label: detail)
    default: break
    }
    if detail.hasPrefix("INDEX "), detail.dropFirst(6).allSatisfy(\.isNumber) {
      return PlanNode(.bitmapOr, label: detail)
    }
    let compounds = ["UNION ", "INTERSECT ", "EXCEPT ", "MERGE ("]
    if compounds.contains(where: { detail.hasPrefix($0) }) {
      return PlanNode(.setOperation, label: detail)
    }
    return nil
  }

  private static func temporaryBTree(_ detail: String) -> PlanNode? {
    var rest = detail[...]
    guard consume("USE TEMP B-TREE FOR ", &rest) else { return nil }
    var node = PlanNode(.other(detail), label: detail)
    if rest.hasSuffix("ORDER BY") {
      node.operation = .temporaryBTree(.orderBy)
      let part = rest.dropLast("ORDER BY".count)
      if !part.isEmpty {
        var sort = PlanSort()
        sort.method = "only the \(part.lowercased().dropLast(4))"
        node.sort = sort
      }
    } else if rest.hasSuffix("GROUP BY") {
      node.operation = .temporaryBTree(.groupBy)
    } else if rest.contains("DISTINCT") {
      node.operation = .temporaryBTree(.distinct)
    }
    return node
  }

  private static func subquery(_ detail: String) -> PlanNode? {
    var rest = detail[...]
    let isReuse = consume("REUSE ", &rest)
    let isCorrelated = consume("CORRELATED ", &rest)
    let kinds = ["SCALAR SUBQUERY", "LIST SUBQUERY", "SUBQUERY"]
    guard kinds.contains(where: { rest.hasPrefix($0) }) else { return nil }
    var node = PlanNode(.subquery(correlated: isCorrelated && !isReuse), label: detail)
    node.subplanName = String(rest).lowercased()
    return node
  }

  // MARK: text

  private static func consume(_ prefix: String, _ text: inout Substring) -> Bool {
    guard text.hasPrefix(prefix) else { return false }
    text.removeFirst(prefix.count)
    return true
  }

  private static func dropSuffix(_ suffix: String, _ text: inout Substring) -> Bool {
    guard text.hasSuffix(suffix) else { return false }
    text.removeLast(suffix.count)
    return true
  }

  private static func firstRange(of wanted: String, in text: Substring)
    -> Range<Substring.Index>?
  {
    PlanText.firstRange(of: wanted, in: text)
  }

  private static func lastRange(of wanted: String, in text: Substring)
    -> Range<Substring.Index>?
  {
    PlanText.lastRange(of: wanted, in: text)
  }
}
