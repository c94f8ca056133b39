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
    let raw = PlanLines.raw(file)
    let lines = PlanLines.unframed(raw)
    let layout = PlanFormat.holdsXML(lines) ? XMLPlanLayout(file.bytes) : nil
    let documents = layout?.documents ?? []
    let sqlite = PlanFormat.ofSQLite(outside(documents, raw))
    if layout != nil || sqlite != nil, !isText {
      return PlanReading(diagnostics: [PlanMessage.unreadable(notText, in: file)])
    }
    var readings: [PlanReading] = []
    if let layout {
      var reading = PostgreSQLXMLReader.read(file, layout, limits: limits)
      for number in reading.plans.indices { reading.plans[number].format = .postgreSQLXML }
      readings.append(reading)
    }
    var rest = raw
    if let sqlite {
      var reading = SQLitePlanText.read(outside(documents, raw), file, limits: limits)
      for number in reading.plans.indices { reading.plans[number].format = sqlite }
      readings.append(reading)
      rest = SQLitePlanText.others(raw)
    }
    var others = PassageReader.read(
      outside(documents, PlanLines.unframed(rest)),
      file,
      limits,
      isRest: !readings.isEmpty
    )
    if !isText,
      let line = lines.first(where: { String(validating: $0.bytes, as: UTF8.self) == nil })
    {
      others.diagnostics.append(PlanMessage.notText(at: line.offset, in: file))
    }
    return readings.isEmpty ? others : merged(readings + [others])
  }

  /// The lines that are in no XML document.
  private static func outside(_ documents: [Range<Int>], _ lines: [PlanLine]) -> [PlanLine] {
    guard !documents.isEmpty else { return lines }
    var documents = documents[...]
    return lines.filter { line in
      while let first = documents.first, first.upperBound <= line.offset {
        documents.removeFirst()
      }
      guard let first = documents.first else { return true }
      return !first.contains(line.offset)
    }
  }

  /// The plans of one file in the order in which they stand there.
  private static func merged(_ readings: [PlanReading]) -> PlanReading {
    let plans = readings.flatMap(\.plans).map { (place: place($0.root) ?? 0, plan: $0) }
    return PlanReading(
      plans: plans.enumerated()
        .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        .map(\.element.plan),
      diagnostics: readings.flatMap(\.diagnostics)
    )
  }

  /// Where a plan begins: its statement may have no place of its own.
  private static func place(_ node: PlanNode) -> Int? {
    node.span?.lower ?? node.children.lazy.compactMap { place($0) }.first
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
