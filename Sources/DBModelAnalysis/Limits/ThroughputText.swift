import DBModelDiagnostics

/// Units a second as the language writes them: `12_000`.
enum ThroughputText {
  /// The next multiple of a step.
  static func rounded(_ units: Double, to step: Double) -> Double {
    min((units / step).rounded(.up) * step, 1e12)
  }

  static func grouped(_ units: Double) -> String {
    String(FigureFormatter.integer(Int(min(units, 1e12))).map { $0 == "," ? "_" : $0 })
  }
}
