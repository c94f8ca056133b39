import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads `distinct 240 skew zipf(0.9)` behind a type.
struct DistinctReader {
  static let word = "distinct"
  /// More than any table has rows.
  private static let most = 1_000_000_000_000

  let context: Context

  /// What follows the word.
  ///
  /// - Parameter type: What the values are; `nil` where it was reported.
  /// - Returns: `nil` where the clause has failed.
  func read(
    behind word: SyntaxNode,
    _ type: ValueType?,
    _ cursor: inout ClauseCursor
  ) -> DistinctValues? {
    if let type, let wrong = Self.wrong(type) {
      cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "the values of \(wrong.what) are not counted here",
          at: Label(word.span),
          notes: [wrong.reason],
          help: [wrong.help]
        )
      )
      return nil
    }
    guard let count = cursor.expectWhole("the number of different values", upTo: Self.most) else {
      return nil
    }
    if case .integer(let least?, let greatest?)? = type,
      Double(count.value) > Double(greatest) - Double(least) + 1
    {
      cursor.fail(
        NameMessage.outOfRange(
          "the number of different values",
          count.span,
          "from \(least) to \(greatest) there are not so many numbers"
        )
      )
      return nil
    }
    guard cursor.takeWord("skew") != nil else {
      return DistinctValues(count: Double(count.value), skew: nil)
    }
    guard let skew = PopularityReader(context: context, cases: nil).read(&cursor) else {
      return nil
    }
    if let wrong = Self.wrong(skew, of: count.value) {
      cursor.fail(wrong)
      return nil
    }
    return DistinctValues(count: Double(count.value), skew: skew.value)
  }

  /// A distribution that says nothing of rows, or of more values than there are.
  private static func wrong(_ skew: Located<Popularity>, of count: Int) -> Diagnostic? {
    switch skew.value {
    case .recent:
      Diagnostic(
        NameRules.conflicting,
        "rows are not spread over the most recent values alone",
        at: Label(skew.span),
        notes: ["`recent` says which keys are asked for"],
        help: ["write `zipf(0.9)`, `hotset(20 keys, 80%)` or `top(5%, 3%)`"]
      )
    case .top(let shares) where shares.count > count:
      Diagnostic(
        NameRules.conflicting,
        "these are the shares of \(shares.count) values, and there \(count == 1 ? "is" : "are") \(count)",
        at: Label(skew.span),
        help: ["remove the last shares, or raise the number behind `distinct`"]
      )
    default: nil
    }
  }

  /// `bool 41%`: the part of the rows that are true; `nil` where nothing of the kind stands here.
  func trueShare(_ type: ValueType?, _ cursor: inout ClauseCursor) -> DistinctValues? {
    guard type == .bool, cursor.current?.kind == .number,
      let share = cursor.expect(.percent, "the part of the rows that are true")
    else { return nil }
    return DistinctValues(trueShare: share.value)
  }

  private static func wrong(_ type: ValueType) -> (what: String, reason: String, help: String)? {
    switch type {
    case .enumeration:
      ("an enumeration", "its cases are its values", "state their shares: `{ a 90%, b 10% }`")
    case .bool: ("a `bool`", "it has two", "state the part of the rows that are true: `bool 40%`")
    case .structure:
      ("a structure", "each of its members has its own", "write it behind the member's type")
    case .list, .set, .map:
      ("a collection", "only single values are told apart", "remove it")
    default: nil
    }
  }
}
