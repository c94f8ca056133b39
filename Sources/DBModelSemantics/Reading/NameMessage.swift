import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// The wording of findings about names, words, units and numbers.
enum NameMessage {
  /// At most 40 characters of the user's text, on one line.
  static func quote(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return "`" + (line.count > 40 || line.count < text.count ? line.prefix(37) + "…" : line) + "`"
  }

  /// Forms as code; those that are sentences already have their own marks.
  private static func quoted(_ forms: [String]) -> String {
    forms.prefix(12).map { $0.contains("`") ? $0 : "`\($0)`" }.joined(separator: ", ")
  }

  static func list(_ words: [String]) -> String {
    let shown = words.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return words.count > 12 ? shown + " and \(words.count - 12) more" : shown
  }

  /// A name that stands for nothing; the nearest one is offered as a fix. A word of the language is
  /// surely meant; of names that somebody declared another may be, and a person decides.
  static func unknown(
    _ what: String,
    _ name: String,
    _ span: SourceSpan,
    among candidates: [String],
    rule: RuleDescriptor = NameRules.unknownName,
    in scope: String = "",
    replaced: SourceSpan? = nil,
    isFixable: Bool = true
  ) -> Diagnostic {
    let native = ForeignWord.native(for: name, among: candidates)
    let near = native ?? NearestName.suggestion(for: name, among: candidates)
    var help: [String] = []
    var fixes: [Fix] = []
    if let near {
      help = [native == nil ? "did you mean `\(near)`?" : "here it is `\(near)`"]
      let isWord = rule.code == NameRules.unexpectedItem.code
      if isFixable {
        fixes = [
          Fix(
            "write `\(near)`",
            edits: [TextEdit(replaced ?? span, near)],
            applicability: isWord ? .machine : .suggest
          )
        ]
      }
    } else if candidates.count == 1 {
      help = ["there is only `\(candidates[0])`"]
    } else if candidates.isEmpty {
      help = ["none is declared\(scope)"]
    } else if candidates.count <= 24 {
      help = ["there are \(list(candidates))"]
    }
    return Diagnostic(
      rule,
      "there is no \(what) \(quote(name))\(scope)",
      at: Label(span),
      help: help,
      fixes: fixes
    )
  }

  /// A clause or declaration that nobody knows.
  static func unknownClause(
    _ word: String,
    _ span: SourceSpan,
    in table: Vocabulary,
    note: String? = nil
  ) -> Diagnostic {
    let names = table.clauses.map(\.name)
    let near = NearestName.suggestion(for: word, among: names)
    let fixes = near.map { [Fix("write `\($0)`", edits: [TextEdit(span, $0)])] } ?? []
    let help =
      near.map { "did you mean `\($0)`?" } ?? "the clauses of \(table.title) are \(list(names))"
    return Diagnostic(
      NameRules.unknownClause,
      "\(quote(word)) is no clause of \(table.title)",
      at: Label(span),
      notes: note.map { [$0] } ?? [],
      help: [help],
      fixes: fixes
    )
  }

  static func unexpected(_ item: SyntaxNode, wanted: String, forms: [String]) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "\(quote(item.text)) stands where \(wanted) is needed",
      at: Label(item.span),
      help: forms.isEmpty ? [] : ["write \(quoted(forms))"]
    )
  }

  static func missingItem(_ what: String, at span: SourceSpan, forms: [String]) -> Diagnostic {
    Diagnostic(
      NameRules.missingPart,
      "\(what) is missing",
      at: Label(span, "expected here"),
      help: forms.isEmpty
        ? ["write \(what) here"] : ["write \(quoted(forms))"]
    )
  }

  /// An item behind everything that was understood.
  static func leftover(_ item: SyntaxNode, expected: [String], behind previous: SyntaxNode? = nil)
    -> Diagnostic
  {
    let word = item.word ?? item.text
    let words = expected.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let native = item.word.flatMap { ForeignWord.native(for: $0, among: words) }
    let near = native ?? item.word.flatMap { NearestName.suggestion(for: $0, among: words) }
    if near == nil, let unit = item.word, let previous, isCount(previous) {
      return UnitMessage.ofCount(unit, item.span, previous, words)
    }
    let help: [String] =
      if let native { ["here it is `\(native)`"] } else if let near {
        ["did you mean `\(near)`?"]
      } else if words.isEmpty { ["remove it"] } else {
        ["here may stand \(list(words))"]
      }
    return Diagnostic(
      NameRules.unexpectedItem,
      "\(quote(word)) is not understood here",
      at: Label(item.span),
      help: help,
      fixes: near.map { [Fix("write `\($0)`", edits: [TextEdit(item.span, $0)])] } ?? []
    )
  }

  /// An item behind a comma that ended what was read. People write `12,000` and `0,9`.
  static func behindComma(_ item: SyntaxNode, after previous: SyntaxNode?) -> Diagnostic {
    guard let previous, previous.kind == .number, item.kind == .number,
      item.span.lower == previous.span.upper + 1,
      previous.text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let first = item.text.utf8.first,
      first &- 0x30 < 10
    else { return leftover(item, expected: []) }
    let isGroup = item.text.utf8.count == 3 && previous.text != "0"
    let number = previous.text + (isGroup ? "_" : ".") + item.text
    return Diagnostic(
      NameRules.unexpectedItem,
      "a comma ends a number",
      at: Label(previous.span.union(item.span)),
      help: ["thousands are grouped by `_`, and a fraction stands behind a point"],
      fixes: [
        Fix(
          "write `\(number)`",
          edits: [TextEdit(previous.span.union(item.span), number)],
          applicability: .suggest
        )
      ]
    )
  }

  /// A word behind a number that is a unit elsewhere.
  static func foreignUnit(
    _ word: SyntaxNode,
    behind span: SourceSpan,
    _ meant: (text: String, isSure: Bool)
  ) -> Diagnostic {
    let unit = meant.text
    let isAttached = ForeignWord.isAttached(unit)
    let place =
      isAttached
      ? SourceSpan(file: span.file, lower: span.upper, upper: word.span.upper) : word.span
    return Diagnostic(
      NameRules.wrongUnit,
      "there is no unit \(quote(word.text))",
      at: Label(word.span),
      help: [
        isAttached ? "here it is `\(unit)`, directly behind the number" : "here it is `\(unit)`"
      ],
      fixes: [
        Fix(
          "write `\(unit)`",
          edits: [TextEdit(place, unit)],
          applicability: meant.isSure ? .machine : .suggest
        )
      ]
    )
  }

  private static func isCount(_ item: SyntaxNode) -> Bool {
    switch item.kind {
    case .number: item.quantity?.isPlain ?? false
    case .range: item.rangeQuantities.upper?.isPlain ?? false
    default: false
    }
  }

  static func wrongUnit(_ quantity: Quantity, _ measure: Measure, _ span: SourceSpan) -> Diagnostic
  {
    var help = ["write \(measure.form)"]
    var title = "this is not \(measure.title)"
    if let unit = quantity.unit ?? quantity.perUnit.map({ "/" + $0 }) {
      title = "`\(unit)` does not measure \(measure.title)"
    } else if quantity.isPlain {
      title = "\(measure.title) needs its unit"
    }
    if case .count = measure { help.append("a count has no unit") }
    return Diagnostic(
      NameRules.wrongUnit,
      title,
      at: Label(span, "wanted: \(measure.title)"),
      help: help
    )
  }

  static func outOfRange(_ what: String, _ span: SourceSpan, _ reason: String) -> Diagnostic {
    Diagnostic(
      NameRules.outOfRange,
      "this number is no possible \(bare(what))",
      at: Label(span),
      notes: [reason],
      help: ["correct the number"]
    )
  }

  private static func bare(_ what: String) -> String {
    for article in ["a ", "an ", "the "] where what.hasPrefix(article) {
      return String(what.dropFirst(article.count))
    }
    return what
  }

  static func wrongBounds(
    _ what: String,
    _ span: SourceSpan,
    _ reason: String,
    help: String = "write the least, the greatest and an average between: `1..30 avg 3`"
  ) -> Diagnostic {
    Diagnostic(
      NameRules.wrongBounds,
      "the bounds of \(what) contradict each other",
      at: Label(span),
      notes: [reason],
      help: [help]
    )
  }

  /// A median that no numbers with that average have.
  static func wrongMedian(_ what: String, _ span: SourceSpan, _ reason: String) -> Diagnostic {
    wrongBounds(
      what,
      span,
      reason,
      help: "state the median of the same numbers as the average: half of them are at most so many"
    )
  }

  /// A median in front of the average.
  static func medianFirst(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "`median` stands behind the average",
      at: Label(span),
      help: ["write `avg 20 median 6`"]
    )
  }

  /// Of numbers whose average nobody knows, a median says nothing yet.
  static func medianOfUnknown(_ what: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.wrongBounds,
      "a median of \(what) says nothing without their average",
      at: Label(span),
      notes: ["`avg unknown` leaves all of it unknown"],
      help: ["write the average, or leave the median out"]
    )
  }

  static func secondMedian(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "the median is stated twice",
      at: Label(span),
      help: ["leave one of them out"]
    )
  }

  /// An entity that does not live where something is said of it.
  static func livesElsewhere(
    _ entity: EntityID,
    _ name: Located<String>,
    _ store: Store,
    _ context: Context
  ) -> Diagnostic {
    let home = context.entities[entity.rawValue].home.rawValue
    let place = home < context.stores.count ? context.stores[home].name : nil
    return Diagnostic(
      NameRules.notInStore,
      "`\(name.value)` does not live in `\(store.name)`",
      at: Label(name.span),
      notes: place.map { ["it lives in `\($0)`"] } ?? [],
      help: ["name an entity that lives in `\(store.name)`"]
    )
  }

  /// Two ends in the wrong order, where no average belongs.
  static func contradictingBounds(_ what: String, _ span: SourceSpan, form: String) -> Diagnostic {
    Diagnostic(
      NameRules.wrongBounds,
      "the bounds of \(what) contradict each other",
      at: Label(span),
      notes: ["the lower bound is above the upper one"],
      help: ["write the least first: `\(form)`"]
    )
  }

  static func missingAverage(_ what: String, _ span: SourceSpan) -> Diagnostic {
    let end = SourceSpan(file: span.file, lower: span.upper, upper: span.upper)
    return Diagnostic(
      NameRules.undeclared,
      "the average of \(what) is not stated",
      at: Label(span),
      notes: ["bounds alone say nothing about the usual case, which decides size and cost"],
      help: ["write `avg` and the mean; `avg unknown` where nobody knows it"],
      fixes: [
        Fix(
          "insert `avg unknown`",
          edits: [TextEdit(end, " avg unknown")],
          applicability: .placeholder
        )
      ]
    )
  }

  static func duplicate(_ what: String, _ name: String, _ span: SourceSpan, first: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      NameRules.duplicateName,
      "\(what) \(quote(name)) is declared twice",
      at: Label(span, "declared again"),
      secondary: [Label(first, "declared first here")],
      help: ["rename one, or remove it"]
    )
  }

  static func repeated(_ clause: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.duplicateClause,
      "\(quote(clause)) is stated twice",
      at: Label(span, "stated again"),
      secondary: [Label(first, "stated first here")],
      help: ["keep one of the two"]
    )
  }

  /// A name that stands twice in a list.
  static func standsTwice(_ name: Located<String>, _ place: String) -> Diagnostic {
    Diagnostic(
      NameRules.duplicateClause,
      "`\(name.value)` stands twice \(place)",
      at: Label(name.span),
      help: ["name it once"]
    )
  }

  /// Something that decides a verdict and is left out.
  static func undeclared(
    _ title: String,
    at span: SourceSpan,
    label: String = "",
    insert text: String,
    at place: SourceSpan,
    reason: String,
    help: String
  ) -> Diagnostic {
    Diagnostic(
      NameRules.undeclared,
      title,
      at: Label(span, label),
      notes: [reason],
      help: [help],
      fixes: [
        Fix(
          "insert `\(text.split { $0.isNewline }.joined().trimmedBlanks)`",
          edits: [TextEdit(place, text)],
          applicability: .placeholder
        )
      ]
    )
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmedBlanks: String {
    var rest = self[startIndex..<endIndex]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
