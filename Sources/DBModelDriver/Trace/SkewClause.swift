import DBModelDiagnostics
import DBModelStatistics

/// A popularity as the language writes it behind the parameter of a `skew`.
enum SkewClause {
  /// - Precondition: It is one that a fit gives.
  static func text(_ popularity: Popularity) -> String {
    switch popularity {
    case .uniform: return "uniform"
    case .zipf(let exponent): return "zipf(\(FigureFormatter.number(exponent)))"
    case .hotset(let keys, let share):
      let count = String(Int(keys))
      return "hotset(\(count) \(keys == 1 ? "key" : "keys"), \(FigureFormatter.percent(share)))"
    case .hotFraction(let fraction, let share):
      let percent = FigureFormatter.percent(fraction)
      return "hotset(\(percent) of keys, \(FigureFormatter.percent(share)))"
    case .top(let shares):
      return "top(\(shares.map { FigureFormatter.percent($0.share) }.joined(separator: ", ")))"
    case .trace(let path, _): return "trace(\"\(path)\")"
    case .recent, .unknown: return "unknown"
    }
  }
}
