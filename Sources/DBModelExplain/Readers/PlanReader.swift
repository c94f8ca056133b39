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
    let lines = PlanLines.unframed(PlanLines.raw(file))
    guard let format = PlanFormat.recognise(lines) else {
      return PassageReader.read(lines, file, limits)
    }
    var reading =
      format == .postgreSQLXML
      ? PostgreSQLXMLReader.read(file, limits: limits)
      : SQLitePlanText.read(file, limits: limits)
    for number in reading.plans.indices { reading.plans[number].format = format }
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

  /// UTF-8 is all that is read; UTF-16, which PowerShell's `>` writes, is named.
  private static func encoding(_ file: SourceFile) -> PlanProblem? {
    let start = Array(file.bytes.prefix(2))
    if start == [0xff, 0xfe] || start == [0xfe, 0xff] {
      return PlanProblem(
        title: "the plan file is UTF-16",
        offset: 0,
        notes: ["PowerShell's `>` writes it; `| Out-File -Encoding utf8` does not"]
      )
    }
    guard String(validating: file.bytes, as: UTF8.self) == nil else { return nil }
    return PlanProblem(
      title: "the plan file is not UTF-8 text",
      offset: 0,
      notes: ["an engine writes a plan in the encoding of its client"]
    )
  }
}
