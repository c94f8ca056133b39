import DBModelDiagnostics

/// Reads a saved EXPLAIN QUERY PLAN: the tree the sqlite3 shell draws, or its rows.
///
/// Several plans may follow each other; text that belongs to neither is passed over, since a saved
/// session holds prompts and answers too.
enum SQLitePlanText {
  /// - Parameter lines: Those of the file that are no other plan's.
  static func read(_ lines: [PlanLine], _ file: SourceFile, limits: PlanLimits) -> PlanReading {
    var state = State(file: file, limits: limits)
    for line in lines {
      // A frame's rule may look like a step.
      if PlanFrame.isRule(line) {
        state.finish()
        continue
      }
      state.take(line.text, start: line.offset)
      if let problem = state.problem { return PlanReading(diagnostics: [problem]) }
    }
    state.finish()
    if state.plans.isEmpty {
      return PlanReading(diagnostics: [unreadable(file, 0, "the file holds no step of a plan", [])])
    }
    return PlanReading(plans: state.plans, diagnostics: state.unknown)
  }

  /// `|--`, `` `-- `` or `QUERY PLAN` alone.
  static func isTreeLine(_ line: Substring) -> Bool {
    step(line) != nil || line.trimmedEnd == "QUERY PLAN"
  }

  /// The depth, from 1, and the byte where the detail starts.
  static func step(_ line: Substring) -> (depth: Int, offset: Int)? {
    let bytes = Array(line.utf8)
    var at = 0
    var depth = 1
    while at + 2 < bytes.count {
      let mark = (bytes[at], bytes[at + 1], bytes[at + 2])
      switch mark {
      case (UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: "-")),
        (UInt8(ascii: "`"), UInt8(ascii: "-"), UInt8(ascii: "-")):
        return (depth, at + 3)
      case (UInt8(ascii: "|"), 0x20, 0x20), (0x20, 0x20, 0x20):
        depth += 1
        at += 3
      default: return nil
      }
    }
    return nil
  }

  /// `id|parent|notused|detail`, separated by `|` or tabs.
  static func row(_ line: Substring) -> (row: SQLitePlanRow, offset: Int)? {
    for separator: Character in ["|", "\t"] {
      let parts = line.split(separator: separator, maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let id = Int(parts[0]), let parent = Int(parts[1]),
        let notUsed = Int(parts[2]), let first = parts[3].first, first.isLetter
      else { continue }
      let offset = line.utf8.count - parts[3].utf8.count
      let detail = String(parts[3].trimmedEnd)
      return (SQLitePlanRow(id: id, parent: parent, notUsed: notUsed, detail: detail), offset)
    }
    return nil
  }

  /// The lines that are no part of a plan of SQLite; a blank one stands where such a plan was.
  static func others(_ lines: [PlanLine]) -> [PlanLine] {
    var others: [PlanLine] = []
    var isInPlan = false
    for line in lines {
      let text = line.text[...]
      if !PlanFrame.isRule(line), step(text) != nil || row(text) != nil {
        // The heading belongs to what stands below it.
        while !isInPlan, let last = others.last, last.text[...].trimmedEnd == "QUERY PLAN" {
          others.removeLast()
        }
        if !isInPlan { others.append(PlanLine(bytes: [], offset: line.offset)) }
        isInPlan = true
      } else {
        isInPlan = false
        others.append(line)
      }
    }
    return others
  }

  static func unreadable(_ file: SourceFile, _ offset: Int, _ title: String, _ notes: [String])
    -> Diagnostic
  {
    let offset = min(offset, file.bytes.count)
    return Diagnostic(
      PlanRules.unreadablePlan,
      title,
      at: Label(SourceSpan(file: file.id, lower: offset, upper: offset)),
      notes: notes,
      help: ["save the plan again, whole, into a file of its own"]
    )
  }

  private struct State {
    let file: SourceFile
    let limits: PlanLimits
    var plans: [PlanTree] = []
    var unknown: [Diagnostic] = []
    var problem: Diagnostic?
    private var rows: [(row: SQLitePlanRow, span: SourceSpan?)] = []
    /// Ids of the steps above the next line, by depth, for the drawn tree.
    private var path: [Int] = []
    private var count = 0

    init(file: SourceFile, limits: PlanLimits) {
      self.file = file
      self.limits = limits
    }

    mutating func take(_ line: String, start: Int) {
      let text = line[...]
      if text.trimmedEnd == "QUERY PLAN" { return finish() }
      if let (depth, offset) = SQLitePlanText.step(text) {
        let detail = String(decoding: text.utf8.dropFirst(offset), as: UTF8.self)
        guard depth <= limits.depth else {
          return refuse(start, "the plan is nested too deep", ["limit: \(limits.depth) steps"])
        }
        path = Array(path.prefix(depth - 1))
        let id = rows.count + 1
        let row = SQLitePlanRow(id: id, parent: path.last ?? 0, detail: detail)
        path.append(id)
        add(row, start + offset)
      } else if let (row, offset) = SQLitePlanText.row(text) {
        if row.id == 0 {
          // Before 3.24 the first column was the number of the SELECT, and steps had no parent.
          let id = (rows.last?.row.id ?? 0) + 1
          return add(SQLitePlanRow(id: id, parent: 0, detail: row.detail), start + offset)
        }
        // Ids grow within a plan; a smaller one starts the next plan.
        if let last = rows.last, row.id <= last.row.id { finish() }
        add(row, start + offset)
      } else {
        finish()
      }
    }

    private mutating func add(_ row: SQLitePlanRow, _ offset: Int) {
      count += 1
      guard count <= limits.nodes else {
        return refuse(offset, "the file holds more than \(limits.nodes) steps")
      }
      let upper = min(offset + row.detail.utf8.count, file.bytes.count)
      let span = SourceSpan(file: file.id, lower: min(offset, upper), upper: upper)
      rows.append((row, span))
    }

    private mutating func refuse(_ offset: Int, _ title: String, _ notes: [String] = []) {
      problem = SQLitePlanText.unreadable(file, offset, title, notes)
    }

    mutating func finish() {
      path = []
      guard !rows.isEmpty else { return }
      let tree = SQLitePlanBuilder.tree(rows, version: nil, limits: limits)
      for (row, span) in rows {
        guard case .other = SQLitePlanDetail.node(row.detail).operation else { continue }
        unknown.append(
          Diagnostic(
            PlanRules.unknownPlanStep,
            "the step `\(PlanFigure.quoted(row.detail))` is not known",
            at: span.map { Label($0) },
            notes: ["it is kept in the tree, and no rule judges it"]
          )
        )
      }
      plans.append(tree)
      rows = []
    }
  }
}

extension Substring {
  /// Without spaces and carriage returns at its end.
  var trimmedEnd: Substring {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
