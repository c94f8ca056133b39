import DBModelDesign
public import DBModelDiagnostics
import DBModelDriver
import DBModelSemantics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// What is shown beside a word.
public struct EditorHover: Hashable, Sendable {
  /// The word.
  public let span: SourceSpan
  public let markdown: String
}

extension EditorSnapshot {
  /// What is known of the name, the number or the clause word at an offset. Figures are there once
  /// the model was judged.
  public func hover(at offset: Int, in file: FileID) -> EditorHover? {
    if let found = occurrence(at: offset, in: file) {
      let text = HoverText(snapshot: self, symbol: symbols[found.symbol]).markdown
      return EditorHover(span: found.span, markdown: text)
    }
    guard let tree = tree(file) else { return nil }
    let chain = tree.nodes(at: offset)
    if let number = chain.last(where: { $0.kind == .number }),
      let text = QuantityText.normalized(number)
    {
      return EditorHover(span: number.span, markdown: text)
    }
    return clauseWord(chain)
  }

  /// The form of the clause whose first word the offset is in.
  private func clauseWord(_ chain: [SyntaxNode]) -> EditorHover? {
    guard let word = chain.last, word.kind == .path || word.kind == .keyword,
      let clause = chain.last(where: { $0.kind == .clause }),
      clause.tokens.first?.span == word.tokens.first?.span
    else { return nil }
    let outer = chain.prefix { $0 != clause }.last { $0.kind == .clause }
    let head = outer?.tokens.first?.text
    let owners = ClauseOwner.titles(of: head, outer?.text ?? "")
    let forms = LanguageVocabulary.clauses.filter {
      $0.name == word.text && owners.contains($0.owner)
    }
    guard !forms.isEmpty else { return nil }
    let lines = forms.map { "\(Markdown.code($0.form))  \nin \($0.owner)" }
    return EditorHover(span: word.span, markdown: lines.joined(separator: "\n\n"))
  }
}

/// Which kinds of declaration a clause may belong to, by the first word around it.
enum ClauseOwner {
  static func titles(of head: String?, _ text: String) -> [String] {
    switch head {
    case nil: ["a model"]
    case "store": text.contains("aurora") ? ["an aurora store"] : ["a dynamodb store"]
    case "service": ["a service"]
    case "entity": ["an entity"]
    case "access", "transaction", "for": ["an access pattern"]
    case "flow": ["a flow"]
    case "design": ["a design"]
    case "table": ["a table", "a sql table"]
    case "index": ["an index", "a sql index"]
    case "local": ["a local index"]
    case "policy": ["a policy"]
    case "goals": ["goals"]
    default: []
    }
  }
}

/// Text for an editor that shows Markdown. What a user wrote is escaped or stands as code.
enum Markdown {
  /// A piece of code in a line; a text with backticks gets a longer fence.
  static func code(_ text: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let line = text.split(omittingEmptySubsequences: true) { $0.isNewline }.joined(separator: " ")
    return longest == 0 ? fence + line + fence : "\(fence) \(line) \(fence)"
  }

  /// Prose of a user, which may hold anything.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]()<>#+-!|~&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  static func list(_ names: [String], limit: Int = 8) -> String {
    let shown = names.prefix(limit).map(code).joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }
}

/// Numbers in the base unit of what they measure.
enum QuantityText {
  /// `nil` where there is nothing to say that the text does not say itself.
  static func normalized(_ node: SyntaxNode) -> String? {
    guard let quantity = node.quantity, !quantity.isAbsurd else { return nil }
    let written = Markdown.code(node.text)
    if quantity.unit == nil, let per = quantity.perUnit, !quantity.isPercent {
      guard let seconds = seconds(of: per) else { return nil }
      let rate = quantity.value / seconds
      let figures = [(1.0, "s"), (86_400.0, "day"), (730 * 3600.0, "month")].map { factor, unit in
        FigureFormatter.number(rate * factor) + "/" + unit
      }
      return "\(written) = " + figures.joined(separator: " = ")
    }
    if let unit = quantity.unit, quantity.perUnit == nil {
      if let bytes = bytes(of: unit) {
        return unit == "B"
          ? nil : "\(written) = \(FigureFormatter.number(quantity.value * bytes)) B"
      }
      if let seconds = seconds(of: unit) {
        return unit == "s"
          ? nil : "\(written) = \(FigureFormatter.number(quantity.value * seconds)) s"
      }
      return nil
    }
    guard quantity.isPlain, let whole = quantity.integer, abs(whole) >= 1_000 else { return nil }
    return "\(written) = \(FigureFormatter.integer(Int(whole)))"
  }

  private static func seconds(of unit: String) -> Double? { LanguageVocabulary.seconds(of: unit) }

  private static func bytes(of unit: String) -> Double? { LanguageVocabulary.bytes(of: unit) }
}
