import DBModelDiagnostics

/// Reads the plans found among a file's lines, each by the reader of its format.
struct PassageReader {
  private let file: SourceFile
  private let limits: PlanLimits
  private var reading = PlanReading()
  /// Steps of the whole file.
  private var nodeCount = 0

  /// - Parameter isRest: Other plans of the file are read elsewhere, so that there may be none.
  static func read(
    _ lines: [PlanLine],
    _ file: SourceFile,
    _ limits: PlanLimits,
    isRest: Bool = false
  ) -> PlanReading {
    var passages = PlanSplitter(lines).passages
    if isRest, passages.isEmpty { return PlanReading() }
    // Steps without figures and without a frame (COSTS OFF) look like any text: last of all.
    if passages.isEmpty { passages = PlanSplitter(lines, isLenient: true).passages }
    if passages.isEmpty {
      return PlanReading(diagnostics: [
        PlanMessage.nothing("this is not a plan in any format that is known", in: file)
      ])
    }
    var reader = PassageReader(file: file, limits: limits)
    for (number, passage) in passages.enumerated() {
      if number == limits.documents {
        let problem = PlanProblem(
          title: "the file holds more than \(limits.documents) plans",
          offset: passage.lines.first?.offset ?? 0
        )
        reader.reading.diagnostics.append(PlanMessage.unreadable(problem, in: file))
        break
      }
      do throws(PlanProblem) {
        try reader.read(passage)
      } catch {
        reader.reading.diagnostics.append(PlanMessage.unreadable(error, in: file))
      }
    }
    return reader.reading
  }

  private init(file: SourceFile, limits: PlanLimits) {
    self.file = file
    self.limits = limits
  }

  private mutating func read(_ passage: PlanPassage) throws(PlanProblem) {
    switch passage.format {
    case .postgreSQLText:
      var reader = PostgreSQLTextReader(file: file, nodesBefore: nodeCount, limits: limits)
      let tree = try reader.read(passage)
      nodeCount = reader.nodeCount
      add([tree], passage.format)
    case .mySQLTree:
      var reader = MySQLTreeReader(file: file, nodesBefore: nodeCount, limits: limits)
      let tree = try reader.read(passage)
      nodeCount = reader.nodeCount
      add([tree], passage.format)
    case .mySQLTabular:
      var reader = MySQLTableReader(file: file, nodesBefore: nodeCount, limits: limits)
      let tree = try reader.read(passage)
      nodeCount = reader.nodeCount
      add([tree], passage.format)
    case .postgreSQLYAML:
      let script = PlanScript(Self.withoutMarks(passage.lines))
      let element = try PlanYAML.read(script, limits: limits)
      try add(element, passage)
    default:
      let script = PlanScript(Self.withoutMarks(passage.lines))
      let start = script.bytes.firstIndex { $0 > 0x20 } ?? 0
      let (element, _) = try PlanJSON.read(script, from: start, limits: limits)
      try add(element, passage)
    }
  }

  /// Whose JSON it is shows in its names.
  private mutating func add(_ element: PlanElement, _ passage: PlanPassage) throws(PlanProblem) {
    if MySQLQueryBlock.isPlan(element) {
      var document = MySQLQueryBlock(file: file, nodesBefore: nodeCount, limits: limits)
      let tree = try document.read(element)
      add([tree], tree.engine == .mariadb ? .mariaDBJSON : .mySQLJSON)
      nodeCount = document.nodeCount
      return
    }
    if MySQLIterators.isPlan(element) {
      var document = MySQLIterators(file: file, nodesBefore: nodeCount, limits: limits)
      add([try document.read(element)], .mySQLIterators)
      nodeCount = document.nodeCount
      return
    }
    var document = PostgreSQLDocument(file: file, nodesBefore: nodeCount, limits: limits)
    try document.take(element)
    nodeCount = document.nodeCount
    guard !document.plans.isEmpty else {
      throw PlanProblem(title: "the document holds no plan", offset: element.place.lowerBound)
    }
    add(
      document.plans.map { plan in
        var plan = plan
        plan.properties = passage.properties + plan.properties
        return plan
      },
      passage.format
    )
  }

  private mutating func add(_ plans: [PlanTree], _ format: PlanFormat) {
    for var plan in plans {
      plan.format = format
      noteUnknown(plan.root)
      reading.plans.append(plan)
    }
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private mutating func noteUnknown(_ node: PlanNode) {
    if case .other(let words) = node.operation {
      reading.diagnostics.append(PlanMessage.unknownStep(words, at: node.span))
    }
    for child in node.children { noteUnknown(child) }
  }

  private static func withoutMarks(_ lines: ArraySlice<PlanLine>) -> ArraySlice<PlanLine> {
    lines.map { PlanFrame.withoutContinuation($0) }[...]
  }
}
