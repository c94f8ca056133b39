import DBModelDiagnostics

/// Reads one plan in PostgreSQL's text format into the properties that JSON has for it, so that
/// both give the same tree.
struct PostgreSQLTextReader {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var nodeCount: Int
  private var tree = PlanTree(engine: .postgresql, root: PlanNode(.query, label: ""))
  /// The open steps and subplans, outermost first.
  private var open: [Open] = []
  private var rootColumn = 0
  private var hasRoot = false
  /// What the lines below belong to, where it is not the innermost step.
  private var group: Group?

  private struct Open {
    /// Where its arrow stands; the root has none, and its text counts.
    let column: Int
    /// `nil` for a subplan's heading.
    var node: PlanNode?
    var subplan: String?
    /// Children that are no subqueries in expressions.
    var inputs = 0
  }

  private struct Group {
    let column: Int
    /// `nil` for a worker of the innermost step.
    let key: String?
    var worker: Int?
    /// What a worker has below a heading of its own (JIT).
    var part: String?
  }

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  mutating func read(_ passage: PlanPassage) throws(PlanProblem) -> PlanTree {
    if passage.lines.count > limits.values {
      throw PlanProblem(
        title: "the plan has more than \(limits.values) lines",
        offset: passage.lines.first?.offset ?? 0
      )
    }
    tree.properties = passage.properties
    rootColumn = passage.lines.first?.indentation ?? 0
    for line in Self.joined(passage.lines, rootColumn) { try take(line) }
    try close(to: -1)
    return tree.finished()
  }

  // MARK: lines

  /// Whole lines out of those that a terminal broke.
  ///
  /// A line that begins with no arrow, no name and a colon, and no other word of its own is the
  /// rest of the line before.
  private static func joined(_ lines: ArraySlice<PlanLine>, _ rootColumn: Int) -> [PlanLine] {
    var whole: [PlanLine] = []
    // A terminal breaks where the line is full; a shorter line ends with the value's own line end.
    let width = lines.map(\.bytes.count).max() ?? 0
    var before = 0
    var literals = PostgreSQLTextLiterals()
    var literalEnd = lines.startIndex
    // psql marks a line end within a cell with `+`.
    var isMarked = false
    for (at, original) in zip(lines.indices, lines) {
      var line = original
      let isInLiteral = at < literalEnd
      if !isInLiteral {
        if line.isBlank { continue }
        literalEnd = literals.end(of: at, in: lines) ?? at
        isMarked = literalEnd > at && lines[at..<(literalEnd - 1)].allSatisfy(PlanFrame.goesOn)
      }
      if isMarked, at < literalEnd - 1 {
        line = PlanFrame.withoutContinuation(line)
        while line.bytes.last == PlanLine.space { line.bytes.removeLast() }
      }
      if let last = whole.indices.last, isInLiteral || !begins(line, rootColumn) {
        let isFull =
          !(isInLiteral && isMarked)
          && (before >= width
            || !isInLiteral && (before + 12 >= width || PostgreSQLTextLine.isHead(whole[last])))
        if !isFull { whole[last].bytes.append(0x0a) }
        whole[last].bytes += line.bytes
      } else {
        whole.append(line)
      }
      before = line.bytes.count
    }
    return whole
  }

  private static func begins(_ line: PlanLine, _ rootColumn: Int) -> Bool {
    if PostgreSQLTextLine.isArrow(line) { return true }
    let text = String(decoding: line.trimmed.prefix(256), as: UTF8.self)[...]
    if PostgreSQLTextLine.key(text) != nil || text.hasPrefix("Total runtime: ") { return true }
    // Everything else stands below a step.
    return line.indentation > rootColumn
      && (PostgreSQLTextLine.isSubplan(text) || PostgreSQLTextLine.isTarget(text))
  }

  private mutating func take(_ line: PlanLine) throws(PlanProblem) {
    let column = line.indentation
    let trimmed = line.trimmed
    let text = String(decoding: trimmed, as: UTF8.self)[...]
    let place = line.offset + (trimmed.startIndex - line.bytes.startIndex)
    if PostgreSQLTextLine.isArrow(line) {
      let rest = text.dropFirst(2).drop { $0 == " " }
      return try openNode(rest, column, place + (text.utf8.count - rest.utf8.count))
    }
    if !hasRoot { return try openNode(text, column, place) }
    if let group, column <= group.column { self.group = nil }
    guard let key = PostgreSQLTextLine.key(text) else {
      if PostgreSQLTextLine.isSubplan(text), column > rootColumn {
        try close(to: column)
        open.append(Open(column: column, node: nil, subplan: String(text)))
      } else {
        target(text)
      }
      return
    }
    let value = text.dropFirst(key.count + 1).drop { $0 == " " }
    property(String(key), value, column)
  }

  /// One of the tables that a step changes; or text that means nothing here and is kept.
  private mutating func target(_ text: Substring) {
    guard let fields = PostgreSQLTextHead.read(text) else {
      return add([PlanProperty("Text", .text(String(text)))])
    }
    let kept = fields.filter { $0.key != "Node Type" && $0.key != "Operation" }
    append(.fields(kept), toList: "Target Tables")
  }

  // MARK: steps

  private mutating func openNode(_ text: Substring, _ column: Int, _ place: Int)
    throws(PlanProblem)
  {
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      throw PlanProblem(title: "the file holds more than \(limits.nodes) steps", offset: place)
    }
    try close(to: column)
    guard open.count(where: { $0.node != nil }) < limits.depth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: place,
        notes: ["limit: \(limits.depth) steps"]
      )
    }
    if hasRoot, open.isEmpty {
      throw PlanProblem(
        title: "a step stands beside the plan's first, and not below it",
        offset: place,
        notes: ["lines of one plan have lost their indentation, or two plans stand together"]
      )
    }
    hasRoot = true
    group = nil
    let (head, figures) = PostgreSQLTextLine.split(text)
    var node = PlanNode(.other(""), label: "")
    node.span = SourceSpan(
      file: file.id,
      lower: min(place, file.bytes.count),
      upper: min(place + head.utf8.count, file.bytes.count)
    )
    node.properties =
      PostgreSQLTextHead.read(head) ?? [PlanProperty("Node Type", .text(String(head)))]
    node.properties += PostgreSQLTextFigures.read(figures)
    open.append(Open(column: column, node: node))
  }

  /// Closes what does not hold a step whose arrow stands at a column.
  private mutating func close(to column: Int) throws(PlanProblem) {
    while let last = open.last, last.column >= column || column < 0 {
      open.removeLast()
      guard var node = last.node else { continue }
      PostgreSQLTextProperty.finish(&node)
      let subplan = open.last?.node == nil ? open.last?.subplan : nil
      var above = open.count - 1
      while above >= 0, open[above].node == nil { above -= 1 }
      guard above >= 0 else {
        PostgreSQLPlanKeys.resolve(&node)
        tree.root = node
        continue
      }
      relate(&node, to: open[above], subplan)
      if subplan == nil { open[above].inputs += 1 }
      PostgreSQLPlanKeys.resolve(&node)
      open[above].node?.children.append(node)
    }
  }

  /// What JSON says of a step's place, which here follows from where it stands.
  private func relate(_ node: inout PlanNode, to parent: Open, _ subplan: String?) {
    var relationship: String
    if let subplan {
      relationship = subplan.hasPrefix("SubPlan") ? "SubPlan" : "InitPlan"
      node.properties.append(PlanProperty("Subplan Name", .text(subplan)))
    } else {
      relationship = parent.inputs == 0 ? "Outer" : "Inner"
      switch parent.node?.properties["Node Type"]?.text {
      case "Append", "Merge Append", "BitmapAnd", "BitmapOr": relationship = "Member"
      case "Subquery Scan": relationship = "Subquery"
      case "Custom Scan": relationship = "child"
      default: break
      }
    }
    node.properties.append(PlanProperty("Parent Relationship", .text(relationship)))
  }

  // MARK: properties

  private mutating func property(_ key: String, _ value: Substring, _ column: Int) {
    if let group {
      let read = PostgreSQLTextProperty.read(key, value)
      if let key = group.key {
        addToStatement(key, read)
      } else if let worker = group.worker {
        if value.isEmpty {
          self.group?.part = key
        } else if let part = group.part, PostgreSQLTextProperty.isOfJIT(key) {
          addToWorker(worker, [PlanProperty(part, .fields(read))])
        } else {
          addToWorker(worker, read)
        }
      }
      return
    }
    if key.hasPrefix("Worker "), let number = Int(key.dropFirst(7)) {
      group = Group(column: column, key: nil, worker: number)
      let inner = PostgreSQLTextLine.key(value)
      if value.hasPrefix("actual ") {
        addToWorker(number, PostgreSQLTextFigures.read("(" + value + ")"))
      } else if let inner {
        let rest = value.dropFirst(inner.count + 1).drop { $0 == " " }
        addToWorker(number, PostgreSQLTextProperty.read(String(inner), rest))
      } else {
        addToWorker(number, [])
      }
      return
    }
    if column <= rootColumn + 1, PostgreSQLTextProperty.isOfStatement(key) || column <= rootColumn {
      statementProperty(key, value, column)
      return
    }
    add(PostgreSQLTextProperty.read(key, value))
  }

  private mutating func statementProperty(_ key: String, _ value: Substring, _ column: Int) {
    if key.hasPrefix("Trigger ") {
      let trigger = PostgreSQLTextProperty.trigger(key, value)
      addToStatement("Triggers", [], item: .fields(trigger))
    } else if value.isEmpty {
      group = Group(column: column, key: key, worker: nil)
    } else {
      tree.properties += PostgreSQLTextProperty.ofStatement(key, value)
    }
  }

  private mutating func add(_ properties: [PlanProperty]) {
    guard let last = open.lastIndex(where: { $0.node != nil }) else {
      tree.properties += properties
      return
    }
    open[last].node?.properties += properties
  }

  private mutating func append(_ value: PlanValue, toList key: String) {
    guard let last = open.lastIndex(where: { $0.node != nil }) else { return }
    open[last].node?.properties.appendItem(value, to: key)
  }

  private mutating func addToWorker(_ number: Int, _ properties: [PlanProperty]) {
    guard let last = open.lastIndex(where: { $0.node != nil }) else { return }
    let name = PlanProperty("Worker Number", .text(String(number)))
    open[last].node?.properties.mergeItem(named: name, properties, in: "Workers")
  }

  private mutating func addToStatement(
    _ key: String,
    _ properties: [PlanProperty],
    item: PlanValue? = nil
  ) {
    if let item { return tree.properties.appendItem(item, to: key) }
    tree.properties.mergeFields(properties, in: key)
  }
}
