import DBModelDiagnostics

/// Collects the findings of one file, and stops building them once there are enough. A reference,
/// because the lexer, the bracket matcher and the parser of a file write into one list.
final class DiagnosticSink {
  /// More than this many findings in one file help nobody.
  static let limit = 100

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var dropped = 0

  /// The message is built only where it will be kept.
  func report(_ diagnostic: @autoclosure () -> Diagnostic) {
    if diagnostics.count < DiagnosticSink.limit {
      diagnostics.append(diagnostic())
    } else {
      dropped += 1
    }
  }

  /// In the order of the file, with the count of what was left out.
  func finished(_ file: SourceFile) -> [Diagnostic] {
    var sorted = diagnostics.enumerated().sorted { a, b in
      let left = a.element.primary?.span.lower ?? 0
      let right = b.element.primary?.span.lower ?? 0
      return (left, a.offset) < (right, b.offset)
    }.map(\.element)
    if dropped > 0, let last = sorted.last?.primary?.span {
      sorted.append(SyntaxMessage.andMore(last, count: dropped))
    }
    return sorted
  }
}
