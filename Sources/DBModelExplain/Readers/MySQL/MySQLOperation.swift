/// Reads the words that MySQL has for an iterator, in TREE and as `operation` of JSON version 2.
///
/// Source: `sql/join_optimizer/explain_access_path.cc` of MySQL 8.0 to 9, by what it prints.
enum MySQLOperation {
  static func node(_ text: String) -> PlanNode {
    var node = PlanNode(.other(text), label: text)
    let text = text[...]
    if scan(text, &node) || join(text, &node) || modification(text, &node) { return node }
    if step(text, &node) { return node }
    if text.hasPrefix("Select #") {
      node.operation = .subquery(correlated: text.contains("dependent"))
      node.parentRelationship = "SubPlan"
      node.subplanName = String(text.prefix { $0 != "(" }).lowercased()
      if node.subplanName?.hasSuffix(" ") == true { node.subplanName?.removeLast() }
    }
    return node
  }

  // MARK: tables and indexes

  private static func scan(_ text: Substring, _ node: inout PlanNode) -> Bool {
    if let rest = after("Table scan on ", text) {
      node.operation = .tableScan
      node.relation = name(rest).name
      return true
    }
    for (words, operation) in [
      ("Scan new records on ", PlanOperation.cteScan), ("Constant row from ", .keyLookup),
      ("Count rows in ", .aggregate), ("Sample scan on ", .tableScan),
    ] {
      guard let rest = after(words, text) else { continue }
      node.operation = operation
      node.relation = name(rest).name
      return true
    }
    return index(text, &node)
  }

  /// `Single-row covering index lookup on t using PRIMARY (id=1)`, and its like.
  private static func index(_ text: Substring, _ node: inout PlanNode) -> Bool {
    guard let on = PlanText.firstRange(of: " on ", in: text.prefix(80)) else { return false }
    let what = text[..<on.lowerBound].lowercased()
    guard what.contains("index "), !what.contains(":") else { return false }
    let (table, behind) = name(text[on.upperBound...])
    node.relation = table
    node.isCovering = what.contains("covering ")
    node.operation = node.isCovering ? .indexOnlyScan : .indexScan
    var rest = behind
    if let using = after(" using ", rest) {
      let (index, more) = name(using)
      node.index = index
      rest = more
    }
    if index(what: what, rest, &node) { return true }
    return false
  }

  private static func index(what: String, _ rest: Substring, _ node: inout PlanNode) -> Bool {
    var rest = rest
    if let pushed = PlanText.firstRange(of: ", with index condition: ", in: rest) {
      node.filter = String(rest[pushed.upperBound...])
      rest = rest[..<pushed.lowerBound]
    }
    if what.contains("lookup") || what.contains("search") || what.contains("range scan")
      || what.contains("skip scan")
    {
      var condition = after(" over ", rest) ?? rest.drop { $0 == " " }
      for suffix in [" (reverse)"] where condition.hasSuffix(suffix) {
        condition = condition.dropLast(suffix.count)
      }
      node.indexCondition = String(condition)
      node.indexTerms = IndexCondition.terms(String(condition))
      return true
    }
    // From end to end, in the order of the index.
    return what.hasSuffix("index scan")
  }

  // MARK: joins

  private static func join(_ text: Substring, _ node: inout PlanNode) -> Bool {
    let words = text.prefix { $0 != "(" && $0 != ":" }.lowercased()
    guard words.contains("join") else { return false }
    if words.hasPrefix("nested loop") || words.hasPrefix("batched key access") {
      node.operation = .nestedLoop
    } else if words.contains("hash ") {
      node.operation = .hashJoin
    } else {
      return false
    }
    let types = [("left", "Left"), ("antijoin", "Anti"), ("anti", "Anti"), ("semi", "Semi")]
    node.joinType = types.first { words.contains($0.0) }?.1 ?? "Inner"
    if let open = text.firstIndex(of: "("), node.operation == .hashJoin {
      node.joinCondition = String(text[open...])
    }
    return true
  }

  private static func modification(_ text: Substring, _ node: inout PlanNode) -> Bool {
    for verb in ["Insert into ", "Replace into ", "Update ", "Delete from "] {
      guard let rest = after(verb, text) else { continue }
      node.operation = .modifyTable
      node.relation = name(rest).name
      return true
    }
    return false
  }

  // MARK: everything else

  private static func step(_ text: Substring, _ node: inout PlanNode) -> Bool {
    if let rest = after("Filter: ", text) {
      node.operation = .filter
      node.filter = String(rest)
      return true
    }
    if text.hasPrefix("Sort: ") || text.hasPrefix("Sort row IDs: ")
      || text.hasPrefix("Sort with duplicate removal: ")
    {
      node.operation = .sort
      var keys = text[(PlanText.firstRange(of: ": ", in: text)?.upperBound ?? text.endIndex)...]
      if let limit = PlanText.lastRange(of: ", limit input to ", in: keys) {
        keys = keys[..<limit.lowerBound]
      }
      var sort = PlanSort()
      sort.keys = PostgreSQLTextProperty.items(keys)
      node.sort = sort
      return true
    }
    guard let operation = operations.first(where: { text.hasPrefix($0.0) })?.1 else { return false }
    node.operation = operation
    return true
  }

  /// By how the words begin; the longer before the shorter.
  private static let operations: [(String, PlanOperation)] = [
    ("Limit", .limit), ("Offset", .limit), ("Group aggregate", .aggregate),
    ("Aggregate", .aggregate), ("Group ", .group), ("Window ", .windowAggregate),
    ("Materialize", .materialize), ("Temporary table", .materialize),
    ("Union ", .setOperation), ("Intersect materialize", .setOperation),
    ("Except materialize", .setOperation), ("Append", .append), ("Stream results", .result),
    ("Rows fetched before execution", .result), ("Zero rows", .result),
    ("Zero input rows", .result), ("Repeat until convergence", .recursiveUnion),
    ("Remove duplicate", .unique), ("Hash", .hash), ("Sort-deduplicate", .multiIndexOr),
    ("Deduplicate rows", .multiIndexOr), ("Intersect rows", .multiIndexOr),
    ("Clustered primary key", .result), ("Alternative plans", .append),
    ("Invalidate materialized tables", .result), ("Materialized", .materialize),
    ("Rows fetched", .result), ("Rows constant", .result), ("Weedout", .unique),
    ("Values scan", .valuesScan), ("Buffered", .materialize),
  ]

  // MARK: names

  private static func after(_ prefix: String, _ text: Substring) -> Substring? {
    text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
  }

  /// A name: in backquotes, in `<>`, or up to a space or comma.
  private static func name(_ text: Substring) -> (name: String, rest: Substring) {
    if text.first == "<", let end = text.firstIndex(of: ">") {
      let after = text.index(after: end)
      return (String(text[..<after]), text[after...])
    }
    if text.first == "`", let end = text.dropFirst().firstIndex(of: "`") {
      return (String(text.dropFirst()[..<end]), text[text.index(after: end)...])
    }
    let name = text.prefix { $0 != " " && $0 != "," }
    return (String(name), text[name.endIndex...])
  }
}
