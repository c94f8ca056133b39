import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// The clause by which the tables of a store serve more from the start.
struct WarmFix {
  let store: Store
  /// Units a second, of the table or the index that needs the most.
  let reads: Double
  let writes: Double

  /// As the language writes it, in whole thousands.
  var clause: String {
    "warm \(Self.text(reads))/s reads \(Self.text(writes))/s writes"
  }

  /// What is there is replaced, else the clause follows the last one of the store, or is its first.
  var fix: Fix {
    let settings = store.dynamoDB
    let edit =
      if let warm = settings.warm {
        TextEdit(warm.span, clause)
      } else if let last = store.lastClauseSpan {
        Self.insertion("\n  \(clause)", last.file, last.upper)
      } else if let block = store.blockSpan, !block.isEmpty {
        Self.insertion("\n  \(clause)\n", block.file, block.lower + 1)
      } else {
        Self.insertion(" {\n  \(clause)\n}", store.span.file, store.span.upper)
      }
    return Fix("write `\(clause)`", edits: [edit])
  }

  private static func insertion(_ text: String, _ file: FileID, _ place: Int) -> TextEdit {
    TextEdit(SourceSpan(file: file, lower: place, upper: place), text)
  }

  private static func text(_ units: Double) -> String {
    ThroughputText.grouped(ThroughputText.rounded(units, to: 1_000))
  }
}
