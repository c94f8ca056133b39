/// Writes markup that is HTML to a browser and well-formed XML 1.0 to everything else.
package struct MarkupWriter {
  private var output = ""

  package static func text(_ markup: Markup) -> String {
    var writer = MarkupWriter()
    writer.add(markup)
    return writer.output
  }

  private mutating func add(_ markup: Markup) {
    switch markup {
    case .group(let parts): for part in parts { add(part) }
    case .text(let text): output += Self.escaped(text)
    case .style(let sheet): output += "<style>\n\(sheet)</style>\n"
    case .element(let name, let attributes, let children):
      let name = name.description
      output += "<\(name)"
      for attribute in attributes {
        output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
      }
      // HTML knows no short form of an empty element but of these.
      if children.isEmpty, Self.leaves.contains(name) {
        output += "/>"
      } else {
        output += ">"
        for child in children { add(child) }
        output += "</\(name)>"
      }
      if !Self.inline.contains(name) { output += "\n" }
    }
  }

  private static let leaves: Set<String> = [
    "meta", "br", "hr", "path", "line", "rect", "circle", "polyline", "polygon",
  ]

  /// A line end behind these would be seen as a blank.
  private static let inline: Set<String> = [
    "a", "b", "code", "del", "em", "ins", "span", "strong", "td", "th", "tspan",
  ]

  /// The characters of markup as references; what steers, hides or reorders text is spelled out,
  /// and so is what XML 1.0 (section 2.2) cannot hold. Line ends stay.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let isForbidden = scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
      if scalar != "\n", isForbidden || VisibleText.isUnsafe(scalar) {
        result += VisibleText.escape(scalar)
      } else {
        result += HTMLText.escape(scalar)
      }
    }
    return result
  }
}
