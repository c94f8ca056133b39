import DBModelDiagnostics
import DBModelSemantics

/// What a model says, without where it says it.
enum ModelDump {
  static func of(_ model: SemanticModel) -> [String] {
    var lines: [String] = []
    add(model, "", &lines)
    return lines
  }

  /// Findings without places, in an order that places do not decide.
  static func of(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { finding in
      let labels = ([finding.primary].compactMap { $0 } + finding.secondary).map(\.text)
      return "\(finding.severity) \(finding.rule.code) \(finding.title) \(labels) \(finding.notes) "
        + "\(finding.help) \(finding.path)"
    }.sorted()
  }

  private static func add(_ value: Any, _ name: String, _ lines: inout [String]) {
    if value is SourceSpan || value is Label { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .dictionary, .set:
      // Neither has an order of its own.
      let parts = mirror.children.map { child in
        var part: [String] = []
        add(child.value, "", &part)
        return part.joined(separator: " ")
      }
      lines.append("\(name): \(parts.sorted())")
    case nil: lines.append("\(name) = \(value)")
    case .enum where mirror.children.isEmpty: lines.append("\(name) = \(value)")
    default:
      lines.append(name)
      for child in mirror.children { add(child.value, child.label ?? "-", &lines) }
    }
  }
}
