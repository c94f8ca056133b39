import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads a pattern that is SQL, taken as written.
struct SQLReader {
  let context: Context
  let sheet: ClauseSheet
  let parameters: ParameterTable
  /// Where the pattern says that it runs.
  let store: StoreID?

  func read(_ node: SyntaxNode) -> RawSQL? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let text = cursor.takeNode(.rawString) ?? cursor.takeNode(.string) else {
      cursor.failMissing("the statement", forms: ["sql \"\"\" SELECT … \"\"\""])
      return nil
    }
    cursor.finish()
    var rows: Spread?
    if var returns = sheet.cursor("returns", sink: context.sink) {
      let spread = returns.takeSpread(.count, "the rows it returns", unitWord: "rows")
      if spread == nil {
        returns.failMissing("how many rows it returns", forms: ["0..400 rows avg 60"])
      }
      rows = spread?.value.spread
      returns.finish()
    }
    let statement = text.stringValue ?? ""
    useNamed(in: statement, text)
    return RawSQL(
      text: statement,
      rows: rows,
      reads: entities("reads"),
      writes: entities("writes"),
      span: text.span
    )
  }

  /// `reads Order, Customer`.
  private func entities(_ clause: String) -> [Located<EntityID>] {
    guard var cursor = sheet.cursor(clause, sink: context.sink) else { return [] }
    var found: [Located<EntityID>] = []
    var firsts: [String: SourceSpan] = [:]
    repeat {
      guard let name = cursor.expectName("an entity") else { return found }
      if let first = firsts[name.value] {
        cursor.fail(NameMessage.repeated(name.value, name.span, first: first))
        return found
      }
      firsts[name.value] = name.span
      if let id = context.entity(named: name) { found.append(Located(id, name.span)) }
      cursor.failWithoutCommas(between: "entities") { context.entityIDs[$0] != nil }
    } while cursor.nextGroup()
    cursor.finish()
    return found
  }

  /// Parameters stand in SQL as `:name`, outside of texts, quoted names and comments.
  private func useNamed(in text: String, _ node: SyntaxNode) {
    // In a text with escapes places cannot be counted.
    let margin = node.kind == .rawString ? 3 : 1
    let isVerbatim = node.span.upper - node.span.lower == text.utf8.count + 2 * margin
    var unknown: Set<String> = []
    var lower = node.span.lower + margin
    for token in SQLTokens(text, dialect) {
      let start = lower
      lower += token.text.utf8.count
      guard case .parameter(let name) = token else { continue }
      let span =
        isVerbatim ? SourceSpan(file: node.span.file, lower: start + 1, upper: lower) : node.span
      if let id = parameters.find(name) {
        parameters.use(id)
        if isVerbatim { context.record(parameters[id], at: span) }
      } else if unknown.insert(name).inserted {
        parameters.noteUnknown(name)
        context.sink.report(
          NameMessage.unknown("parameter", name, span, among: parameters.names)
        )
      }
    }
  }

  /// That of the store that runs the statement; the model may lack one that speaks SQL.
  private var dialect: SQLDialect {
    let chosen = store.map { context.stores[$0.rawValue] }
    let main = context.stores.first(where: \.isDefault)
    let stores = [chosen, main].compactMap(\.self) + context.stores
    return stores.lazy.compactMap { SQLDialect($0.kind) }.first ?? .postgresql
  }
}
