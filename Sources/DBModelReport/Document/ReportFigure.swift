import DBModelDiagnostics

/// An estimate as reports show it: a range, its unit, and where each input came from.
public struct ReportFigure: Hashable, Sendable {
  /// Never above `high`; both are the same for an exact figure.
  public let low: Double
  public let high: Double
  /// `ms`, `USD/month`, `%`; empty for a bare number.
  public let unit: String
  /// One line per input: what, how much, and whether a line, a default or a measurement says so.
  public let provenance: [String]

  /// Bounds in the wrong order are exchanged; a bound that is not a number stays one, and prints as
  /// `unknown`.
  public init(low: Double, high: Double, unit: String, provenance: [String] = []) {
    self.low = high < low ? high : low
    self.high = high < low ? low : high
    self.unit = unit
    self.provenance = provenance
  }

  public init(_ exact: Double, unit: String, provenance: [String] = []) {
    self.init(low: exact, high: exact, unit: unit, provenance: provenance)
  }

  /// `3.1–4.2 ms`.
  public var text: String { FigureFormatter.range(low: low, high: high, unit: unit) }

  /// `3.1–4.2`, for a column whose heading has the unit.
  public var textWithoutUnit: String {
    FigureFormatter.range(low: low, high: high, unit: unit, showsUnit: false)
  }
}
