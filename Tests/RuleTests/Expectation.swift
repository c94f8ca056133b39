import DBModelDiagnostics
import DBModelDriver
import DBModelReport

/// A rule and the line it has to fire at, ordered by line.
struct Expectation: Hashable, CustomStringConvertible {
  let line: Int
  let code: String

  var description: String { "\(code) in line \(line)" }

  /// The model without its marks: a fix takes no comment along.
  static func removed(from text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let range = line.firstRange(of: "// expects ") else { return line }
      let code = line[..<range.lowerBound]
      return code.lastIndex { $0 != " " }.map { code[...$0] } ?? ""
    }.joined(separator: "\n")
  }

  /// The marks of a model: `// expects DBM4001, DBM4002`.
  static func all(in text: String) -> [Expectation] {
    let mark = "// expects "
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .flatMap { number, line -> [Expectation] in
        guard let range = line.firstRange(of: mark) else { return [] }
        return line[range.upperBound...].split(separator: ",").map {
          Expectation(line: number + 1, code: String($0.drop { $0 == " " }))
        }
      }
  }
}

extension RuleRun {
  /// Where every finding stands, by line, then code.
  var places: [Expectation] {
    findings.map { finding in
      let span = finding.primary?.span
      return Expectation(
        line: span.flatMap { outcome.sources[$0.file].position(at: $0.lower).line } ?? 0,
        code: finding.rule.code
      )
    }
    .sorted { ($0.line, $0.code) < ($1.line, $1.code) }
  }

  /// What a person reads.
  var rendered: String {
    TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
  }
}
