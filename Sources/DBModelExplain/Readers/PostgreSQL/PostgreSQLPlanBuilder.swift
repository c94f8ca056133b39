import DBModelDiagnostics

/// Builds plan trees from the elements of PostgreSQL's XML.
///
/// `explain > Query > Plan` and within a plan `Plans > Plan`; every other element is a property,
/// known or not.
struct PostgreSQLPlanBuilder: XMLEvents {
  struct Problem {
    var title: String
    var offset: Int?
    var notes: [String] = []
  }

  private(set) var plans: [PlanTree] = []
  private(set) var problem: Problem?
  private(set) var nodeCount: Int

  /// What each open element is; the last is the innermost.
  private enum Element {
    case explain
    case query
    case node
    case plans
    case value
  }

  fileprivate struct Value {
    let key: String
    var text = ""
    var fields: [PlanProperty] = []
  }

  /// Below the 256 at which libxml2 gives up without naming a place (`xmlParserMaxDepth`, 2.9).
  private static let elementDepth = 250

  private let file: SourceFile
  private let limits: PlanLimits
  private let isTabbed: Bool
  private var starts: ArraySlice<Range<Int>>
  private var stack: [Element] = []
  private var query = PlanTree(engine: .postgresql, root: PlanNode(.query, label: ""))
  private var queryHasPlan = false
  /// The open steps, and the open properties within the innermost of them.
  private var nodes: [PlanNode] = []
  private var values: [Value] = []
  private var lastOffset: Int?
  /// Names by the address the reader keeps them at: a document has few, and uses them often.
  private var names: [UnsafePointer<UInt8>: String] = [:]

  init(
    file: SourceFile,
    starts: ArraySlice<Range<Int>>,
    nodesBefore: Int,
    isTabbed: Bool,
    limits: PlanLimits
  ) {
    self.file = file
    self.isTabbed = isTabbed
    self.starts = starts
    self.limits = limits
    nodeCount = nodesBefore
  }

  mutating func open(_ pointer: UnsafePointer<UInt8>) -> Bool {
    let name = self.name(pointer)
    switch (stack.last, name) {
    case (nil, "explain"): stack.append(.explain)
    case (nil, _):
      return refuse("the document is no plan: its root is `\(PlanFigure.quoted(name))`")
    case (.explain, "Query"):
      beginQuery()
      stack.append(.query)
    // auto_explain has no element for the statement: the document is it.
    case (.explain, "Plan"), (.explain, "Query Text"), (.explain, "Query Parameters"):
      beginQuery()
      stack[stack.count - 1] = .query
      return open(pointer)
    case (.query, "Plan"):
      if queryHasPlan { return refuse("a query of the document has two plans") }
      return openNode()
    case (.plans, "Plan"): return openNode()
    case (.node, "Plans"): stack.append(.plans)
    default:
      guard stack.count < Self.elementDepth else { return tooDeep() }
      values.append(Value(key: name))
      stack.append(.value)
    }
    return true
  }

  private mutating func beginQuery() {
    query = PlanTree(engine: .postgresql, root: PlanNode(.query, label: ""))
    queryHasPlan = false
  }

  mutating func text(_ pointer: UnsafePointer<UInt8>) -> Bool {
    guard stack.last == .value else { return true }
    var text = String(cString: pointer)
    if isTabbed { text = Self.withoutTabs(text) }
    let place = values.count - 1
    // Text comes in one piece but around comments and CDATA.
    if values[place].text.isEmpty {
      values[place].text = text
    } else {
      values[place].text += text
    }
    return true
  }

  /// The server's log puts a tab before each line of an entry but the first.
  private static func withoutTabs(_ text: String) -> String {
    guard text.utf8.contains(0x09) else { return text }
    var isFirst = false
    let bytes = text.utf8.filter { byte in
      let isMark = isFirst && byte == 0x09
      isFirst = byte == 0x0a
      return !isMark
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func close() -> Bool {
    switch stack.popLast() {
    case .query: if queryHasPlan { plans.append(query.finished()) }
    case .node: closeNode()
    case .value:
      if let value = values.popLast(), let property = value.property { attach(property) }
    case .explain, .plans, nil: break
    }
    return true
  }

  mutating func declaration() -> Bool { refuse("the plan declares a document type") }

  // MARK: steps and properties

  private mutating func openNode() -> Bool {
    let start = starts.popFirst()
    lastOffset = start?.lowerBound ?? lastOffset
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      return refuse("the file holds more than \(limits.nodes) steps")
    }
    guard nodes.count < limits.depth, stack.count < Self.elementDepth else { return tooDeep() }
    var node = PlanNode(.other(""), label: "")
    if let start {
      node.span = SourceSpan(file: file.id, lower: start.lowerBound, upper: start.upperBound)
    }
    nodes.append(node)
    stack.append(.node)
    return true
  }

  private mutating func closeNode() {
    guard var node = nodes.popLast() else { return }
    nameSortGroups(&node)
    PostgreSQLPlanKeys.resolve(&node)
    if nodes.isEmpty {
      query.root = node
      queryHasPlan = true
    } else {
      nodes[nodes.count - 1].children.append(node)
    }
  }

  /// XML has one name for both groups of an incremental sort, which stand in this order.
  private func nameSortGroups(_ node: inout PlanNode) {
    var names = ["Full-sort Groups", "Pre-sorted Groups"]
    for place in node.properties.indices
    where node.properties[place].key == "Incremental Sort Groups" && !names.isEmpty {
      node.properties[place] = PlanProperty(names.removeFirst(), node.properties[place].value)
    }
  }

  private mutating func attach(_ property: PlanProperty) {
    switch stack.last {
    case .query: query.properties.append(property)
    case .node: nodes[nodes.count - 1].properties.append(property)
    case .value: values[values.count - 1].fields.append(property)
    case .explain, .plans, nil: break
    }
  }

  private mutating func refuse(_ title: String, _ notes: [String] = []) -> Bool {
    problem = Problem(title: title, offset: lastOffset, notes: notes)
    return false
  }

  private mutating func tooDeep() -> Bool {
    refuse(
      "the plan is nested too deep",
      ["limits: \(limits.depth) steps, \(Self.elementDepth) elements"]
    )
  }

  private mutating func name(_ pointer: UnsafePointer<UInt8>) -> String {
    if let known = names[pointer] { return known }
    let name = String(cString: pointer)
    // `-` stands for a space, in `I-O` for a slash, and in some names for itself.
    var key = String(name.map { $0 == "-" ? " " : $0 })
    for word in ["I/O", "One-Time", "Full-sort", "Pre-sorted"] {
      let shown = String(word.map { $0 == "-" || $0 == "/" ? " " : $0 })
      guard let range = PlanText.firstRange(of: shown, in: key[...]) else { continue }
      key.replaceSubrange(range, with: word)
    }
    names[pointer] = key
    return key
  }
}

extension PostgreSQLPlanBuilder.Value {
  /// Whitespace between elements is layout; the text of a leaf is kept as it is. Lists are written
  /// as elements of one name: `Item`, or the singular of the list's own. `nil` for what is empty.
  fileprivate var property: PlanProperty? {
    if fields.isEmpty {
      return text.allSatisfy(\.isWhitespace) ? nil : PlanProperty(key, .text(text))
    }
    if let first = fields.first?.key, first == "Item" || first + "s" == key,
      fields.allSatisfy({ $0.key == first })
    {
      return PlanProperty(key, .items(fields.map(\.value)))
    }
    return PlanProperty(key, .fields(fields))
  }
}
