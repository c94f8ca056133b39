import DBModelDiagnostics
import DBModelSemantics
import DBModelTestKit

/// What a model says, without where it says it.
enum ModelDump {
  static func of(_ model: SemanticModel) -> [String] {
    ValueDump.lines(model, withPlaces: false)
  }

  /// Findings without places, in an order that places do not decide.
  static func of(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { finding in
      let labels = ([finding.primary].compactMap { $0 } + finding.secondary).map(\.text)
      return "\(finding.severity) \(finding.rule.code) \(finding.title) \(labels) \(finding.notes) "
        + "\(finding.help) \(finding.path)"
    }.sorted()
  }
}
