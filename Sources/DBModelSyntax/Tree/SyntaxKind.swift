/// What a node is. One production serves every clause; which words mean what is Semantics' matter.
public enum SyntaxKind: UInt8, Hashable, BitwiseCopyable, Sendable {
  /// Clauses.
  case file
  /// One line, with its continuation lines: groups separated by commas.
  case clause
  /// Items beside each other.
  case group
  /// `{ … }`: clauses.
  case block
  /// `name:`; what it labels are the items after it, in the same group.
  case label
  /// `a.b.c`.
  case path
  /// `path(…)`: the path, then one group for each argument.
  case call
  /// `( … )`: groups.
  case parens
  /// A number with its suffixes, and the unit behind it.
  case number
  /// `a..b`, `a..`, `..b`: the bounds that are there.
  case range
  /// `"…"`.
  case string
  /// `"""…"""`.
  case rawString
  /// `2027-06-30`.
  case date
  /// `02:00`.
  case time
  /// `$name.a.b`.
  case parameter
  /// `.name`.
  case caseReference
  /// `*`.
  case star
  /// `?` directly behind a type; the item after it.
  case optional
  /// `->`.
  case arrow
  /// A reserved word. The expression after `where` and `if` is the next item.
  case keyword
  /// `target = value`, `+=`, `-=`; or `= value`, with the value as the only child.
  case assignment
  /// `not a`, `- a`: one child.
  case unary
  /// `a and b`, `a not in b`: two children.
  case binary
  /// What could not be read; it was reported.
  case error
}
