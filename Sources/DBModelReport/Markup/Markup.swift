/// A piece of HTML or SVG as a value.
///
/// Names of elements and attributes are literals of ours, and text is escaped where it is written:
/// nothing that comes from a user can become markup.
package indirect enum Markup: Sendable {
  case element(StaticString, [MarkupAttribute], [Markup])
  case text(String)
  /// A style sheet of ours, written as it is; free of `<` and `&`.
  case style(StaticString)
  /// Several pieces one after the other.
  case group([Markup])

  /// An element that holds nothing but text.
  package static func element(
    _ name: StaticString,
    _ attributes: [MarkupAttribute] = [],
    text: String
  ) -> Markup {
    .element(name, attributes, [.text(text)])
  }
}

/// An attribute of an element; the value may hold anything.
package struct MarkupAttribute: Sendable {
  package let name: StaticString
  package let value: String

  package init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }
}
