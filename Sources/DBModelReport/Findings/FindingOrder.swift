public import DBModelDiagnostics

/// The one order in which findings appear, whatever the format.
public enum FindingOrder {
  /// Findings of one file that a person is shown; the rest is counted.
  public static let capPerFile = 100

  /// By file, offset, code and title; findings about no file come first. Of several with the same
  /// fingerprint at the same place the gravest stays.
  public static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    struct Identity: Hashable {
      let fingerprint: String
      let span: SourceSpan?
    }
    let ordered = findings.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      let left = key(x)
      let right = key(y)
      if left != right { return left < right }
      if x.severity != y.severity { return x.severity > y.severity }
      if x.title != y.title { return x.title < y.title }
      return a.offset < b.offset
    }
    var seen: Set<Identity> = []
    return ordered.map(\.element).filter {
      seen.insert(Identity(fingerprint: $0.fingerprint, span: $0.primary?.span)).inserted
    }
  }

  /// By severity, gravest first, and in reading order among equals.
  public static func gravestFirst(_ sorted: [Diagnostic]) -> [Diagnostic] {
    Severity.allCases.reversed().flatMap { severity in sorted.filter { $0.severity == severity } }
  }

  /// Of a sorted list, the gravest `cap` of each file in reading order, and how many each file has
  /// beyond that.
  static func capped(_ sorted: [Diagnostic], perFile cap: Int = capPerFile) -> Capped {
    var counts: [FileID?: Int] = [:]
    for finding in sorted { counts[finding.primary?.span.file, default: 0] += 1 }
    guard counts.values.contains(where: { $0 > cap }) else {
      return Capped(shown: sorted, leftOut: [])
    }
    var taken: [FileID?: Int] = [:]
    var keeps: Set<Int> = []
    let bySeverity = sorted.indices.sorted { a, b in
      if sorted[a].severity != sorted[b].severity {
        return sorted[a].severity > sorted[b].severity
      }
      return a < b
    }
    for index in bySeverity {
      let file = sorted[index].primary?.span.file
      if taken[file, default: 0] < cap {
        taken[file, default: 0] += 1
        keeps.insert(index)
      }
    }
    var leftOut: [(file: FileID?, count: Int)] = []
    for finding in sorted {
      let file = finding.primary?.span.file
      guard let count = counts.removeValue(forKey: file), count > cap else { continue }
      leftOut.append((file, count - cap))
    }
    return Capped(shown: sorted.indices.filter(keeps.contains).map { sorted[$0] }, leftOut: leftOut)
  }

  /// What is shown of many findings, and what is not.
  struct Capped {
    var shown: [Diagnostic]
    /// In the order of the files' first findings.
    var leftOut: [(file: FileID?, count: Int)]
  }

  private static func key(_ finding: Diagnostic) -> OrderKey {
    OrderKey(
      file: finding.primary?.span.file.rawValue ?? -1,
      offset: finding.primary?.span.lower ?? 0,
      code: finding.rule.code
    )
  }

  private struct OrderKey: Comparable {
    let file: Int32
    let offset: Int
    let code: String

    static func < (a: OrderKey, b: OrderKey) -> Bool {
      (a.file, a.offset, a.code) < (b.file, b.offset, b.code)
    }
  }
}
