public import DBModelDiagnostics

/// SARIF 2.1.0 as GitHub code scanning reads it.
///
/// What GitHub requires and how much it takes: docs.github.com, "SARIF support for code scanning"
/// (checked 2026-11-23). Allowed findings are left out: GitHub does not read `suppressions`.
public struct SARIFRenderer: Sendable {
  /// Paths below it are written relative to it: the root of the repository, as an absolute path.
  public var baseDirectory: String?
  /// The rules to describe; those of findings are added where they are missing.
  public var rules: [RuleDescriptor]

  public init(baseDirectory: String? = nil, rules: [RuleDescriptor] = RuleRegistry.all) {
    self.baseDirectory = baseDirectory
    self.rules = rules
  }

  /// GitHub rejects runs with more results.
  private static let maxResults = 25_000
  /// GitHub rejects longer descriptions.
  private static let maxDescription = 1_024

  public func render(_ document: ReportDocument, sources: SourceMap) -> [UInt8] {
    let sorted = document.sortedFindings
    let shown =
      sorted.count > Self.maxResults
      ? Array(FindingOrder.gravestFirst(sorted).prefix(Self.maxResults)) : sorted
    var described: [String: RuleDescriptor] = [:]
    for rule in rules + shown.map(\.rule) { described[rule.code] = rule }
    let all = described.values.sorted { $0.code < $1.code }
    var ruleIndex: [String: Int] = [:]
    for (index, rule) in all.enumerated() { ruleIndex[rule.code] = index }
    let place = Placer(
      sources: sources,
      baseDirectory: baseDirectory,
      fallbackPath: document.inputs.first?.path ?? sources.files.first?.path ?? "model.dbmodel"
    )

    var ordinals: [String: Int] = [:]
    let results = shown.map { finding in
      let ordinal = ordinals[finding.fingerprint, default: 0] + 1
      ordinals[finding.fingerprint] = ordinal
      // The same finding at a second place must not be taken for the first.
      let hash = ordinal == 1 ? finding.fingerprint : "\(finding.fingerprint):\(ordinal)"
      return result(finding, ruleIndex: ruleIndex[finding.rule.code] ?? 0, hash: hash, place)
    }
    let driver: ReportValue = [
      "name": "dbmodel", "semanticVersion": .string(document.toolVersion),
      "rules": .array(all.map(Self.rule)),
    ]
    var run: [ReportValue.Member] = [
      .init("tool", ["driver": driver]),
      .init("automationDetails", ["id": .string("dbmodel/\(document.command)/")]),
      .init("columnKind", "utf16CodeUnits"),
      .init("results", .array(results)),
    ]
    var invocation: [ReportValue.Member] = [
      .init("executionSuccessful", .bool(document.isComplete))
    ]
    if shown.count < sorted.count {
      let text = "\(sorted.count - shown.count) results beyond \(Self.maxResults) are left out"
      let notification: ReportValue = ["level": "warning", "message": ["text": .string(text)]]
      invocation.append(.init("toolExecutionNotifications", [notification]))
    }
    run.append(.init("invocations", [.object(invocation)]))
    return JSONWriter.write([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [.object(run)],
    ])
  }

  private func result(
    _ finding: Diagnostic,
    ruleIndex: Int,
    hash: String,
    _ place: Placer
  ) -> ReportValue {
    // GitHub reads at most 100 locations of a result, the primary one included.
    let related = finding.secondary.prefix(99)
    var lines = [Self.plain(finding.title)]
    if let text = finding.primary?.text, !text.isEmpty { lines.append("here: " + Self.plain(text)) }
    lines += finding.notes.map { "= " + Self.plain($0) }
    lines += related.enumerated().map { index, label in
      let text = label.text.isEmpty ? "see also" : Self.plain(label.text)
      return "see [\(text)](\(index + 1))"
    }
    lines += finding.waysOut.map { "help: " + Self.plain($0) }
    var members: [ReportValue.Member] = [
      .init("ruleId", .string(finding.rule.code)),
      .init("ruleIndex", .int(ruleIndex)),
      .init("level", .string(Self.level(finding.severity))),
      .init("message", ["text": .string(lines.joined(separator: "\n"))]),
      .init("locations", [["physicalLocation": place.physical(finding.primary?.span)]]),
      .init("partialFingerprints", ["primaryLocationLineHash": .string(hash)]),
    ]
    if !related.isEmpty {
      let values = related.enumerated().map { index, label -> ReportValue in
        [
          "id": .int(index + 1), "physicalLocation": place.physical(label.span),
          "message": ["text": .string(VisibleText.line(label.text))],
        ]
      }
      members.append(.init("relatedLocations", .array(values)))
    }
    return .object(members)
  }

  private static func rule(_ rule: RuleDescriptor) -> ReportValue {
    let severity =
      switch rule.severity {
      case .error, .danger: "error"
      case .warning: "warning"
      case .note: "recommendation"
      }
    return [
      "id": .string(rule.code), "name": .string(rule.name),
      "shortDescription": ["text": .string(description(rule.summary))],
      "fullDescription": ["text": .string(description(rule.rationale))],
      "help": [
        "text": .string(RulePage.text(rule)), "markdown": .string(RulePage.markdown(rule)),
      ],
      "defaultConfiguration": ["level": .string(level(rule.severity))],
      "properties": [
        "precision": "high", "problem.severity": .string(severity),
        "tags": ["dbmodel", .string(rule.family.title)],
      ],
    ]
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error, .danger: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  /// Never empty, never longer than GitHub takes.
  private static func description(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.unicodeScalars.count > maxDescription else { return words.isEmpty ? "-" : words }
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: words.unicodeScalars.prefix(maxDescription - 1))
    return String(cut) + "…"
  }

  /// One line in which nothing can be taken for an embedded link (SARIF 2.1.0, section 3.11.6).
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.line(text).unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Turns spans into physical locations.
  private struct Placer {
    let sources: SourceMap
    let baseDirectory: String?
    let fallbackPath: String

    /// All four of line and column at both ends; no span is the first input at 1:1.
    func physical(_ span: SourceSpan?) -> ReportValue {
      guard let span else { return physical(path: fallbackPath, from: (1, 1), to: (1, 2)) }
      let file = sources[span.file]
      let start = file.position(at: span.lower)
      let end = file.position(at: file.shownEnd(of: span))
      // An empty region would be an insertion point, which is not shown.
      let widens = start == end
      return physical(
        path: file.path,
        from: (start.line, start.columnUTF16),
        to: (end.line, end.columnUTF16 + (widens ? 1 : 0))
      )
    }

    private func physical(
      path: String,
      from: (line: Int, column: Int),
      to: (line: Int, column: Int)
    ) -> ReportValue {
      [
        "artifactLocation": [
          "uri": .string(RelativeURI.of(path: path, baseDirectory: baseDirectory))
        ],
        "region": [
          "startLine": .int(from.line), "startColumn": .int(from.column),
          "endLine": .int(to.line), "endColumn": .int(to.column),
        ],
      ]
    }
  }
}
