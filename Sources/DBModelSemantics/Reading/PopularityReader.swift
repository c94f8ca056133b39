import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads a popularity: `zipf(0.9)`, `top(.paid 50%)`, `unknown`.
struct PopularityReader {
  static let words = ["uniform", "zipf", "hotset", "top", "recent", "trace", "unknown"]
  static let forms = [
    "uniform", "zipf(0.9)", "hotset(20 keys, 80%)", "top(5%, 3%)", "recent(30 days)",
    "trace(\"file\")", "unknown",
  ]

  let context: Context
  /// The cases of the value's enumeration, where it has one.
  let cases: [String]?
  /// What those cases belong to, where names are recorded.
  var caseOwner: SymbolID?

  func read(_ cursor: inout ClauseCursor) -> Located<Popularity>? {
    guard let item = cursor.current else {
      cursor.failMissing("a distribution", forms: Self.forms)
      return nil
    }
    let isCall = item.kind == .call
    let named = isCall ? item.children.first ?? item : item
    guard let name = named.word else {
      cursor.failMissing("a distribution", forms: Self.forms)
      return nil
    }
    let groups = item.children.dropFirst().filter { $0.kind == .group }.map { Array($0.children) }
    var popularity: Popularity?
    switch (name, isCall) {
    case ("uniform", false): popularity = .uniform
    case ("unknown", false): popularity = .unknown
    case ("zipf", true): popularity = zipf(groups, item, &cursor)
    case ("hotset", true): popularity = hotset(groups, item, &cursor)
    case ("top", true): popularity = top(groups, item, &cursor)
    case ("recent", true): popularity = recent(groups, item, &cursor)
    case ("trace", true): popularity = trace(groups, item, &cursor)
    case (_, _) where Self.words.contains(name):
      cursor.fail(
        NameMessage.unexpected(
          item,
          wanted: "a distribution",
          forms: Self.forms.filter { $0.hasPrefix(name) }
        )
      )
    default:
      cursor.fail(
        NameMessage.unknown(
          "distribution",
          name,
          named.span,
          among: Self.words,
          rule: NameRules.unexpectedItem
        )
      )
    }
    guard let popularity, !cursor.hasFailed else {
      cursor.fail()
      return nil
    }
    cursor.advance()
    return Located(popularity, item.span)
  }

  /// A cursor over one argument; nothing may stand behind what is read from it.
  private func argument<T>(
    _ groups: [[SyntaxNode]],
    _ index: Int,
    _ item: SyntaxNode,
    _ cursor: inout ClauseCursor,
    _ read: (inout ClauseCursor) -> T?
  ) -> T? {
    if item.containsError { cursor.fail() }
    guard !cursor.hasFailed else { return nil }
    var inner = ClauseCursor(
      index < groups.count ? groups[index] : [],
      of: item,
      sink: context.sink
    )
    let value = read(&inner)
    inner.finish()
    if inner.hasFailed || value == nil { cursor.fail() }
    return cursor.hasFailed ? nil : value
  }

  private func checkCount(
    _ groups: [[SyntaxNode]],
    _ most: Int,
    _ cursor: inout ClauseCursor
  ) {
    if groups.count > most, let extra = groups[most].first {
      let before = most > 0 ? groups[most - 1].last : nil
      cursor.fail(NameMessage.behindComma(extra, after: before))
    }
  }

  private func zipf(_ groups: [[SyntaxNode]], _ item: SyntaxNode, _ cursor: inout ClauseCursor)
    -> Popularity?
  {
    checkCount(groups, 1, &cursor)
    if let first = groups.first?.first, let quantity = first.quantity, quantity.isPlain,
      quantity.mantissa < 0
    {
      cursor.fail(Self.wrongExponent(first.span))
      return nil
    }
    guard
      let exponent = argument(groups, 0, item, &cursor, { $0.expect(.count, "the exponent") })
    else { return nil }
    // Exponents of measured workloads lie between 0.5 and 2; beyond 4 one key takes over 92 %.
    guard exponent.value <= 4 else {
      cursor.fail(Self.wrongExponent(exponent.span))
      return nil
    }
    return .zipf(exponent: exponent.value)
  }

  private static func wrongExponent(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.outOfRange,
      "the exponent of `zipf` is from 0 to 4",
      at: Label(span),
      notes: [
        "the i-th most popular key is asked for in proportion to i^-exponent: at 0 all keys alike, "
          + "at 4 one key takes over 92 %"
      ],
      help: ["measured workloads lie between 0.5 and 1.5: write `zipf(0.9)`, or `unknown`"]
    )
  }

  private func hotset(_ groups: [[SyntaxNode]], _ item: SyntaxNode, _ cursor: inout ClauseCursor)
    -> Popularity?
  {
    checkCount(groups, 2, &cursor)
    let first = groups.first?.first?.quantity
    if first?.isPercent == true {
      guard
        let keys = argument(groups, 0, item, &cursor, { $0.expect(.percent, "a share of keys") }),
        let share = argument(
          groups,
          1,
          item,
          &cursor,
          { $0.expect(.percent, "their share of the requests") }
        )
      else { return nil }
      return keys.value > 0 ? .hotFraction(ofKeys: keys.value, share: share.value) : .uniform
    }
    guard
      let keys = argument(
        groups,
        0,
        item,
        &cursor,
        { inner -> Located<Int>? in
          let count = inner.expectWhole("the number of hot keys")
          if inner.takeWord("keys") == nil { _ = inner.takeWord("key") }
          return count
        }
      ),
      let share = argument(
        groups,
        1,
        item,
        &cursor,
        { $0.expect(.percent, "their share of the requests") }
      )
    else { return nil }
    return .hotset(keys: Double(keys.value), share: share.value)
  }

  private func top(_ groups: [[SyntaxNode]], _ item: SyntaxNode, _ cursor: inout ClauseCursor)
    -> Popularity?
  {
    var entries: [ShareList.Entry] = []
    var shares: [TopShare] = []
    var rest: Located<Double>?
    for index in groups.indices {
      if groups[index].first?.word == "others" {
        guard let others = others(groups, index, item, &cursor) else { return nil }
        rest = others
        continue
      }
      let entry = argument(groups, index, item, &cursor) { inner -> TopShare? in
        let label = inner.takeNode(.caseReference)
        if let label, let name = label.name, let cases, !cases.contains(name) {
          inner.fail(
            NameMessage.unknown(
              "case",
              "." + name,
              label.span,
              among: cases.map { "." + $0 }
            )
          )
          return nil
        }
        if let label, cases == nil {
          inner.fail(
            Diagnostic(
              NameRules.typeMismatch,
              "this value has no named cases",
              at: Label(label.span),
              help: ["write shares alone: `top(5%, 3%)`"]
            )
          )
          return nil
        }
        if let label, let name = label.name { context.recordCase(name, label, of: caseOwner) }
        guard let share = inner.expect(.percent, "a share") else { return nil }
        return TopShare(value: label?.name, share: share.value)
      }
      guard let entry else { return nil }
      shares.append(entry)
      entries.append(
        ShareList.Entry(name: entry.value ?? "", share: entry.share, span: item.span)
      )
    }
    guard !shares.isEmpty else {
      cursor.failMissing("the shares of the most popular values", forms: ["top(5%, 3%)"])
      return nil
    }
    let sum = shares.reduce(0) { $0 + $1.share }
    if let rest {
      // Where the rest is stated, everything makes up the whole.
      entries.append(ShareList.Entry(name: "others", share: rest.value, span: rest.span))
      ShareList.checkSum(entries, item.span, context.sink)
    } else if sum > 1 + 1e-9 {
      ShareList.checkSum(entries, item.span, context.sink)
    }
    return .top(shares.sorted { $0.share > $1.share })
  }

  /// `others 20%`, behind the shares: what is left for every other value, evenly.
  private func others(
    _ groups: [[SyntaxNode]],
    _ index: Int,
    _ item: SyntaxNode,
    _ cursor: inout ClauseCursor
  ) -> Located<Double>? {
    guard index + 1 == groups.count, index > 0 else {
      if let word = groups[index].first {
        cursor.fail(
          Diagnostic(
            NameRules.unexpectedItem,
            "`others` stands last, behind the shares of the most popular values",
            at: Label(word.span),
            help: ["write `top(50%, 30%, others 20%)`"]
          )
        )
      }
      return nil
    }
    return argument(groups, index, item, &cursor) { inner in
      _ = inner.takeWord("others")
      return inner.expect(.percent, "the share of all others")
    }
  }

  private func recent(_ groups: [[SyntaxNode]], _ item: SyntaxNode, _ cursor: inout ClauseCursor)
    -> Popularity?
  {
    checkCount(groups, 1, &cursor)
    return argument(groups, 0, item, &cursor) { $0.expect(.time, "how far back it reaches") }
      .map { .recent(withinSeconds: $0.value) }
  }

  private func trace(_ groups: [[SyntaxNode]], _ item: SyntaxNode, _ cursor: inout ClauseCursor)
    -> Popularity?
  {
    checkCount(groups, 1, &cursor)
    let path = argument(groups, 0, item, &cursor) { inner -> Located<String>? in
      guard let node = inner.takeNode(.string), let text = node.stringValue, !text.isEmpty else {
        inner.failMissing("the path of a profile", forms: ["trace(\"orders.csv\")"])
        return nil
      }
      return Located(text, node.span)
    }
    guard let path else { return nil }
    context.traces.append(path)
    return .trace(path: path.value, shares: context.profiles(path))
  }
}
