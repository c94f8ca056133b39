import DBModelDiagnostics
import DBModelWorkload

/// What is wrong with the two numbers of `decimal(12, 2)`.
enum DecimalMessage {
  /// What DynamoDB keeps of a number; a model means the same on every store.
  ///
  /// Source: Amazon DynamoDB Developer Guide, "Supported data types", Number (2026-11-23).
  static let maximumDigits = 38.0

  /// `nil` where the two make a decimal.
  static func check(_ precision: Located<Double>, _ scale: Located<Double>) -> Diagnostic? {
    let all = precision.value
    guard all >= 1, all <= maximumDigits, all == all.rounded() else {
      return Diagnostic(
        NameRules.outOfRange,
        "a decimal has 1 to 38 digits",
        at: Label(precision.span),
        notes: ["a number of DynamoDB has 38 digits, and a model means the same on every store"],
        help: [
          all > maximumDigits
            ? "write `decimal(38, …)`, or keep it as `string` if nothing is computed with it"
            : "write all digits first, then those after the point: `decimal(12, 2)`"
        ]
      )
    }
    let behind = scale.value
    guard behind >= 0, behind == behind.rounded() else {
      return Diagnostic(
        NameRules.outOfRange,
        "the digits after the point are counted from 0",
        at: Label(scale.span),
        help: ["write `decimal(\(FigureFormatter.term(all)), 0)` for whole numbers"]
      )
    }
    guard behind > all else { return nil }
    let text = "decimal(\(FigureFormatter.term(behind)), \(FigureFormatter.term(all)))"
    return Diagnostic(
      NameRules.wrongBounds,
      "a decimal of \(FigureFormatter.term(all)) digits cannot have \(FigureFormatter.term(behind)) after the point",
      at: Label(scale.span, "at most \(FigureFormatter.term(all))"),
      notes: ["the first number counts all digits, the second those of them after the point"],
      help: ["write all digits first, then those after the point: `decimal(12, 2)`"],
      fixes: behind > maximumDigits
        ? []
        : [
          Fix(
            "write `\(text)`",
            edits: [
              TextEdit(precision.span, FigureFormatter.term(behind)),
              TextEdit(scale.span, FigureFormatter.term(all)),
            ],
            applicability: .suggest
          )
        ]
    )
  }
}
