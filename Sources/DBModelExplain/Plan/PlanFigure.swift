import DBModelDiagnostics

/// The words findings make of figures and of texts a plan brought along.
enum PlanFigure {
  static func count(_ value: Double) -> String { FigureFormatter.number(value) }

  /// A share of one in percent.
  static func percent(_ share: Double) -> String {
    FigureFormatter.range(low: share * 100, high: share * 100, unit: "%")
  }

  /// `1 run`, `3 runs`.
  static func runs(_ value: Double) -> String {
    value == 1 ? "1 run" : count(value) + " runs"
  }

  /// Line ends made spaces.
  static func oneLine(_ text: String) -> String {
    text.contains(where: \.isNewline) ? String(text.map { $0.isNewline ? " " : $0 }) : text
  }

  /// A text of the plan on one line and of a length one can read: a filter may hold megabytes.
  static func quoted(_ text: String) -> String {
    let limit = 200
    // By scalars, not by bytes: a cut must not break one in two.
    var kept = String(text.unicodeScalars.prefix(limit))
    if kept.utf8.count < text.utf8.count { kept += "…" }
    return oneLine(kept)
  }
}
