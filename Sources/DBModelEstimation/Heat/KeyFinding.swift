import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// How a load falls on keys, what that rests on, and where that stands.
struct KeyFinding {
  /// What a pattern asks a field by.
  struct Asked {
    let pattern: PatternID
    let subject: SkewSubject
    let field: FieldReference

    var ranking: KeyRanking { .asked(pattern, subject.parameter, subject.field) }
  }

  var share: KeyShare
  var spread: KeySpread
  /// Which key is the most popular one; `nil` where nothing says so, or where the keys have names.
  var ranking: KeyRanking?
  /// The requests of one call are for different keys: none of them is asked for twice.
  var isDistinct: Bool
  /// What of it is asked for by what a pattern is given.
  var asked: [Asked]
  /// For people.
  let basis: String
  let span: SourceSpan?

  init(
    _ share: KeyShare,
    _ spread: KeySpread,
    ranking: KeyRanking? = nil,
    isDistinct: Bool = false,
    asked: [Asked] = [],
    basis: String,
    _ span: SourceSpan?
  ) {
    self.share = share
    self.spread = spread
    self.ranking = ranking
    self.isDistinct = isDistinct
    self.asked = asked
    self.basis = basis
    self.span = span
  }

  /// One key whatever is asked for.
  static func constant(_ span: SourceSpan?) -> KeyFinding {
    KeyFinding(
      .named([("the one key", .one)], rest: .zero),
      .oneKey,
      basis: "the key is a constant",
      span
    )
  }

  /// The only row that there is: whoever asks for one asks for it.
  static func only(_ span: SourceSpan?) -> KeyFinding {
    KeyFinding(.named([("the one key", .one)], rest: .zero), .oneKey, basis: "there is one", span)
  }

  /// Every value of a field alike.
  static func even(
    _ field: FieldReference,
    _ cardinality: Cardinality,
    _ basis: String,
    _ span: SourceSpan?
  ) -> KeyFinding {
    let values = cardinality.distinctValues(field)
    guard values.high > 1 else { return .only(span) }
    return KeyFinding(
      .top(Interval(1 / values.high, 1 / values.low)),
      .even(values),
      basis: basis,
      span
    )
  }

  /// A key made of several values; `nil` of none.
  static func combine(_ findings: [KeyFinding]) -> KeyFinding? {
    guard let first = findings.first else { return nil }
    return findings.dropFirst().reduce(first) { whole, next in
      KeyFinding(
        whole.share.combined(with: next.share),
        .pairs(whole.spread, next.spread),
        ranking: whole.ranking.flatMap { own in next.ranking.map { .pair(own, $0) } },
        isDistinct: whole.isDistinct || next.isDistinct,
        basis: "\(whole.basis), and \(next.basis)",
        whole.span ?? next.span
      )
    }
  }

  /// The same of keys that begin with a text.
  func under(_ text: String) -> KeyFinding {
    guard !text.isEmpty, let ranking else { return self }
    var finding = self
    finding.ranking = .under(ranking, text: text)
    return finding
  }

  /// Each key over so many shards; `item` as `KeyShare.sharded` takes it.
  func sharded(over count: Int, item: Interval?) -> KeyFinding {
    guard count > 1 else { return self }
    var sharded = self
    sharded.share = share.sharded(over: count, item: item)
    sharded.spread = .sharded(spread, count: count)
    return sharded
  }
}
