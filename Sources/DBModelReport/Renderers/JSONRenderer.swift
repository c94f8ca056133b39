public import DBModelDiagnostics

/// The report for machines: the versioned envelope of `docs/schemas/report-1.schema.json`.
///
/// Changes within a version only add members.
public enum JSONRenderer {
  /// The value of `schema`.
  public static let schemaName = "dbmodel.report/1"

  public static func render(_ document: ReportDocument, sources: SourceMap) -> [UInt8] {
    JSONWriter.write(value(of: document, sources: sources))
  }

  /// The document as a value, every finding included.
  static func value(of document: ReportDocument, sources: SourceMap) -> ReportValue {
    let sorted = document.sortedFindings
    let summary = document.summary(of: sorted)
    var members: [ReportValue.Member] = [
      .init("schema", .string(schemaName)),
      .init("tool", ["name": "dbmodel", "version": .string(document.toolVersion)]),
      .init("command", .string(document.command)),
      .init("complete", .bool(document.isComplete)),
      .init("model", .optional(document.modelName)),
      .init("inputs", .array(document.inputs.map(input))),
      .init("assumptions", assumptions(document.assumptions)),
      .init("findings", .array(sorted.map { finding($0, sources) })),
      .init("allowed", .array(document.allowed.map { allowed($0, sources) })),
      .init("summary", self.summary(summary, subjects: document.subjects)),
    ]
    let parts = [
      ("plan", document.plan), ("estimates", document.estimates),
      ("explanation", document.explanation), ("verification", document.verification),
      ("simulation", document.simulation),
    ]
    members += parts.compactMap { name, value in value.map { .init(name, $0) } }
    let pictures = ReportBlock.pictures(of: document.sections)
    if !pictures.isEmpty {
      members.append(.init("pictures", .array(pictures.map(PictureValue.value))))
    }
    if let known = document.known {
      members.append(.init("known", .array(known.map { finding($0, sources) })))
    }
    if !document.fixed.isEmpty { members.append(.init("fixed", .array(document.fixed.map(fixed)))) }
    return .object(members)
  }

  private static func input(_ input: ReportInput) -> ReportValue {
    [
      "path": .string(input.path), "fingerprint": .string(input.fingerprint),
      "size_bytes": .int(input.sizeBytes),
    ]
  }

  private static func assumptions(_ assumptions: ReportAssumptions) -> ReportValue {
    [
      "price_book": assumptions.priceBook.map {
        ["name": .string($0.name), "date": .string($0.date)]
      } ?? .null,
      "month_s": assumptions.monthSeconds.map(ReportValue.int) ?? .null,
      "engines": .array(
        assumptions.engines.map { ["name": .string($0.name), "version": .string($0.version)] }
      ),
      "remarks": .strings(assumptions.remarks),
    ]
  }

  private static func summary(
    _ summary: FindingSummary,
    subjects: [ReportCount]
  ) -> ReportValue {
    [
      "errors": .int(summary.errors), "dangers": .int(summary.dangers),
      "warnings": .int(summary.warnings), "notes": .int(summary.notes),
      "files": .int(summary.files), "allowed": .int(summary.allowed),
      "subjects": .array(
        subjects.map { ["count": .int($0.count), "name": .string($0.singular)] }
      ),
    ]
  }

  private static func finding(_ finding: Diagnostic, _ sources: SourceMap) -> ReportValue {
    [
      "code": .string(finding.rule.code), "name": .string(finding.rule.name),
      "severity": .string(finding.severity.name), "title": .string(finding.title),
      "subject": .string(finding.path), "fingerprint": .string(finding.fingerprint),
      "primary": finding.primary.map { label($0, sources) } ?? .null,
      "secondary": .array(finding.secondary.map { label($0, sources) }),
      "notes": .strings(finding.notes), "help": .strings(finding.help),
      "fixes": .array(finding.fixes.map { fix($0, sources) }),
    ]
  }

  private static func allowed(_ allowed: AllowedFinding, _ sources: SourceMap) -> ReportValue {
    [
      "finding": finding(allowed.finding, sources), "reason": .string(allowed.reason),
      "until": .optional(allowed.until),
    ]
  }

  private static func fixed(_ fix: AppliedFix) -> ReportValue {
    [
      "code": .string(fix.rule.code), "name": .string(fix.rule.name),
      "title": .string(fix.title), "path": .string(fix.path), "line": .int(fix.line),
      "column_utf8": .int(fix.columnUTF8),
    ]
  }

  private static func label(_ label: Label, _ sources: SourceMap) -> ReportValue {
    ["place": place(label.span, sources), "text": .string(label.text)]
  }

  private static func fix(_ fix: Fix, _ sources: SourceMap) -> ReportValue {
    [
      "title": .string(fix.title), "applicability": .string(fix.applicability.rawValue),
      "edits": .array(
        fix.edits.map {
          ["place": place($0.span, sources), "replacement": .string($0.replacement)]
        }
      ),
    ]
  }

  private static func place(_ span: SourceSpan, _ sources: SourceMap) -> ReportValue {
    let file = sources[span.file]
    func end(_ offset: Int) -> ReportValue {
      let position = file.position(at: offset)
      return [
        "line": .int(position.line), "column_utf8": .int(position.columnUTF8),
        "column_utf16": .int(position.columnUTF16), "offset_bytes": .int(offset),
      ]
    }
    return ["path": .string(file.path), "start": end(span.lower), "end": end(span.upper)]
  }
}
