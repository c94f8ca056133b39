public import DBModelDiagnostics

/// Reads a saved EXPLAIN, whatever engine and format it is in.
public enum PlanReader {
  /// Recognises the format and reads the file. Never fails: what cannot be read is a diagnostic.
  public static func read(_ file: SourceFile, limits: PlanLimits = PlanLimits()) -> PlanReading {
    if let problem = beyondLimits(file, limits) {
      return PlanReading(diagnostics: [PlanMessage.unreadable(problem, in: file)])
    }
    if !file.bytes.contains(where: { $0 > 0x20 }) {
      return PlanReading(diagnostics: [PlanMessage.nothing("the plan file is empty", in: file)])
    }
    if let problem = encoding(file) {
      return PlanReading(diagnostics: [PlanMessage.unreadable(problem, in: file)])
    }
    let isText = String(validating: file.bytes, as: UTF8.self) != nil
    let lines = PlanLines.unframed(PlanLines.raw(file))
    let format = PlanFormat.recognise(lines)
    if format != nil, !isText {
      return PlanReading(diagnostics: [PlanMessage.unreadable(notText, in: file)])
    }
    switch format {
    case .postgreSQLXML: return xml(lines, file, limits)
    case let format?:
      var reading = SQLitePlanText.read(file, limits: limits)
      for number in reading.plans.indices { reading.plans[number].format = format }
      return reading
    case nil:
      var reading = PassageReader.read(lines, file, limits)
      if !isText,
        let line = lines.first(where: { String(validating: $0.bytes, as: UTF8.self) == nil })
      {
        reading.diagnostics.append(PlanMessage.notText(at: line.offset, in: file))
      }
      return reading
    }
  }

  /// XML is found by its tags, and may stand among plans in other formats.
  private static func xml(_ lines: [PlanLine], _ file: SourceFile, _ limits: PlanLimits)
    -> PlanReading
  {
    let layout = XMLPlanLayout(file.bytes)
    var reading = PostgreSQLXMLReader.read(file, layout, limits: limits)
    for number in reading.plans.indices { reading.plans[number].format = .postgreSQLXML }
    var documents = layout.documents[...]
    let rest = lines.filter { line in
      while let first = documents.first, first.upperBound <= line.offset {
        documents.removeFirst()
      }
      return
        !(documents.first.map { $0.contains(line.offset) || $0.lowerBound == line.offset }
        ?? false)
    }
    let others = PassageReader.read(rest, file, limits, isRest: true)
    guard !others.plans.isEmpty || !others.diagnostics.isEmpty else { return reading }
    reading.plans += others.plans
    reading.diagnostics += others.diagnostics
    let place: (PlanTree) -> Int = { $0.root.span?.lower ?? 0 }
    reading.plans.sort { place($0) < place($1) }
    return reading
  }

  private static func beyondLimits(_ file: SourceFile, _ limits: PlanLimits) -> PlanProblem? {
    if file.bytes.count > limits.sizeBytes {
      return PlanProblem(
        title: "the plan file is larger than \(limits.sizeBytes / (1024 * 1024)) MB",
        offset: 0,
        notes: ["size: \(PlanFigure.count(Double(file.bytes.count))) bytes"]
      )
    }
    if file.lineStarts.count > limits.lines {
      return PlanProblem(
        title: "the plan file has more than \(limits.lines) lines",
        offset: file.lineStarts[limits.lines]
      )
    }
    return nil
  }

  /// UTF-16, which PowerShell's `>` writes, is named; a few bytes that are no text are borne.
  private static func encoding(_ file: SourceFile) -> PlanProblem? {
    let start = Array(file.bytes.prefix(2))
    if start == [0xff, 0xfe] || start == [0xfe, 0xff] {
      return PlanProblem(
        title: "the plan file is UTF-16",
        offset: 0,
        notes: ["PowerShell's `>` writes it; `| Out-File -Encoding utf8` does not"]
      )
    }
    return nil
  }

  private static let notText = PlanProblem(
    title: "the plan file is not UTF-8 text",
    offset: 0,
    notes: ["an engine writes a plan in the encoding of its client"]
  )
}
