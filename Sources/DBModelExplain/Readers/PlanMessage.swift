import DBModelDiagnostics

/// What is said of a file that cannot be read.
enum PlanMessage {
  static let readable = [
    "PostgreSQL 12 to 18: EXPLAIN as TEXT, JSON, XML or YAML, pasted or from auto_explain's log",
    "MySQL: EXPLAIN FORMAT=JSON (versions 1 and 2), FORMAT=TREE, and the table",
    "MariaDB: EXPLAIN FORMAT=JSON, ANALYZE FORMAT=JSON, and the table",
    "SQLite: EXPLAIN QUERY PLAN, drawn or as rows",
  ]

  static func unreadable(_ problem: PlanProblem, in file: SourceFile) -> Diagnostic {
    let offset = min(max(problem.offset, 0), file.bytes.count)
    return Diagnostic(
      PlanRules.unreadablePlan,
      problem.title,
      at: Label(SourceSpan(file: file.id, lower: offset, upper: offset)),
      notes: problem.notes,
      help: ["save the plan again, whole, into a file of its own"]
    )
  }

  /// A line holds bytes that are no text: a name in another encoding.
  static func notText(at offset: Int, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      PlanRules.unreadablePlan,
      severity: .note,
      "the file holds bytes that are not UTF-8",
      at: Label(SourceSpan(file: file.id, lower: offset, upper: offset)),
      notes: ["each is shown as `\u{fffd}`"]
    )
  }

  /// The file holds no plan.
  static func nothing(_ title: String, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      PlanRules.unsupportedPlanFormat,
      title,
      at: Label(SourceSpan(file: file.id, lower: 0, upper: 0)),
      notes: readable.map { "looked for: \($0)" },
      help: ["save what EXPLAIN prints, whole, with its first line"]
    )
  }

  static func unknownStep(_ words: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      PlanRules.unknownPlanStep,
      "the step `\(PlanFigure.quoted(words))` is not known",
      at: span.map { Label($0) },
      notes: ["it is kept in the tree, and no rule judges it"]
    )
  }
}
