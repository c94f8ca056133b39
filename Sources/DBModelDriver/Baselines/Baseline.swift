import DBModelDiagnostics
import DBModelJSON
public import DBModelReport

/// Findings that were there when a team began to use the tool, as a file it keeps beside the model.
///
/// An entry is a finding's fingerprint, which knows no lines and no figures, with the words it had
/// when the file was written: they are for reviewers and are not compared.
public struct Baseline: Sendable {
  /// The value of `schema`.
  public static let schemaName = "dbmodel.baseline/1"

  /// Findings that share a fingerprint.
  struct Entry: Hashable, Sendable {
    let fingerprint: String
    let code: String
    let name: String
    /// The gravest there was; a graver one is a new finding.
    let severity: Severity
    let subject: String
    let title: String
    let count: Int
  }

  let entries: [Entry]

  /// The baseline of a run: every finding that is not an error.
  public init(_ document: ReportDocument) {
    var groups: [String: [Diagnostic]] = [:]
    var order: [String] = []
    for finding in document.sortedFindings where finding.severity < .error {
      if groups[finding.fingerprint] == nil { order.append(finding.fingerprint) }
      groups[finding.fingerprint, default: []].append(finding)
    }
    entries = order.compactMap { fingerprint -> Entry? in
      guard let group = groups[fingerprint], let first = group.first else { return nil }
      return Entry(
        fingerprint: fingerprint,
        code: first.rule.code,
        name: first.rule.name,
        severity: group.map(\.severity).max() ?? first.severity,
        subject: first.path,
        title: first.title,
        count: group.count
      )
    }.sorted {
      ($0.code, $0.subject, $0.title, $0.fingerprint)
        < ($1.code, $1.subject, $1.title, $1.fingerprint)
    }
  }

  /// Findings it lists, repeated ones counted.
  public var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// The file: sorted, two blanks a level, a line end at the end.
  public var bytes: [UInt8] {
    let value: JSONValue = [
      "schema": .string(Self.schemaName),
      "findings": .array(
        entries.map { entry in
          [
            "code": .string(entry.code), "name": .string(entry.name),
            "severity": .string(entry.severity.name), "subject": .string(entry.subject),
            "title": .string(entry.title), "count": .int(entry.count),
            "fingerprint": .string(entry.fingerprint),
          ]
        }
      ),
    ]
    return Array((JSONWriter.text(of: value) + "\n").utf8)
  }

  typealias Unreadable = SchemaDocument.Unreadable

  /// Reads a file. Members it does not know are passed over.
  init(bytes: [UInt8]) throws(Unreadable) {
    let value = try SchemaDocument.read(bytes, schema: Self.schemaName)
    guard let findings = value["findings"]?.arrayValue else {
      throw Unreadable(reason: "it has no list `findings`")
    }
    var entries: [Entry] = []
    for (index, finding) in findings.enumerated() {
      guard let fingerprint = finding["fingerprint"]?.stringValue,
        let severity = finding["severity"]?.stringValue.flatMap(Severity.init(name:)),
        case .number(let digits)? = finding["count"], let count = Int(digits), count > 0
      else {
        throw Unreadable(
          reason: "its finding \(index + 1) lacks a fingerprint, a severity or a count above 0"
        )
      }
      entries.append(
        Entry(
          fingerprint: fingerprint,
          code: finding["code"]?.stringValue ?? "",
          name: finding["name"]?.stringValue ?? "",
          severity: severity,
          subject: finding["subject"]?.stringValue ?? "",
          title: finding["title"]?.stringValue ?? "",
          count: count
        )
      )
    }
    self.entries = entries
  }
}
