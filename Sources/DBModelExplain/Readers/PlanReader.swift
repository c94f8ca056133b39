public import DBModelDiagnostics

/// Reads a saved EXPLAIN, whatever engine and format it is in.
public enum PlanReader {
  /// Recognises the format and reads the file. Never fails: what cannot be read is a diagnostic.
  public static func read(_ file: SourceFile, limits: PlanLimits = PlanLimits()) -> PlanReading {
    let start = SourceSpan(file: file.id, lower: 0, upper: 0)
    if file.bytes.count > limits.sizeBytes {
      let megabytes = limits.sizeBytes / (1024 * 1024)
      return PlanReading(diagnostics: [
        Diagnostic(
          PlanRules.unreadablePlan,
          "the plan file is larger than \(megabytes) MB",
          at: Label(start),
          notes: ["size: \(PlanFigure.count(Double(file.bytes.count))) bytes"],
          help: ["save one plan per file"]
        )
      ])
    }
    guard let format = PlanFormat.recognise(file.bytes) else {
      return PlanReading(diagnostics: [unrecognised(file, start)])
    }
    switch format {
    case .postgreSQLXML: return PostgreSQLXMLReader.read(file, limits: limits)
    case .sqliteTree, .sqliteRows: return SQLitePlanText.read(file, limits: limits)
    default:
      return PlanReading(diagnostics: [
        Diagnostic(
          PlanRules.unsupportedPlanFormat,
          "this is \(format.title), which cannot be read yet",
          at: Label(start),
          notes: [readable],
          help: [way(for: format)]
        )
      ])
    }
  }

  private static let readable =
    "read are: PostgreSQL EXPLAIN (FORMAT XML), and SQLite EXPLAIN QUERY PLAN as printed or as rows"

  private static func unrecognised(_ file: SourceFile, _ start: SourceSpan) -> Diagnostic {
    let isEmpty = !file.bytes.contains { $0 > 0x20 }
    return Diagnostic(
      PlanRules.unsupportedPlanFormat,
      isEmpty ? "the plan file is empty" : "this is not a plan in any format that is known",
      at: Label(start),
      notes: [readable],
      help: [way(for: nil)]
    )
  }

  private static func way(for format: PlanFormat?) -> String {
    switch format {
    case .mySQLJSON, .mySQLTree, .mySQLTabular, .mariaDBJSON:
      "MySQL and MariaDB plans are not read; compare the schema's indexes with `dbmodel check`"
    default:
      "save it with `EXPLAIN (FORMAT XML) …` in psql with `-At`, or `EXPLAIN QUERY PLAN …` in sqlite3"
    }
  }
}
