import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// A condition of the DynamoDB API over one item: what key conditions and filters are made of.
///
/// Source: DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions"
/// (checked 2026-11-28).
struct HeldCondition {
  typealias Item = [AttributeValue.Member]

  private indirect enum Node {
    case all([Node])
    case any([Node])
    case not(Node)
    case compare(String, Term, Term)
    case within(Term, Term, Term)
    case oneOf(Term, [Term])
    case call(String, [Term])
  }

  private enum Term {
    case path([String])
    case value(AttributeValue)
  }

  private var tokens: [String] = []
  private var position = 0
  private let names: JSONValue
  private let values: JSONValue
  private var root = Node.all([])

  /// - Parameter body: Where the expression's names and values stand.
  init(_ text: String, _ body: JSONValue) {
    names = body["ExpressionAttributeNames"] ?? .null
    values = body["ExpressionAttributeValues"] ?? .null
    tokens = Self.tokens(of: text)
    root = either()
  }

  func holds(_ item: Item) -> Bool { holds(root, item) }

  /// The value that an attribute must have.
  func equal(to name: String) -> AttributeValue? {
    let parts = if case .all(let parts) = root { parts } else { [root] }
    for part in parts {
      if case .compare("=", .path([name]), .value(let value)) = part { return value }
    }
    return nil
  }

  /// Numbers by their value, texts and bytes byte by byte.
  static func order(_ a: AttributeValue, _ b: AttributeValue) -> Int {
    switch (a, b) {
    case (.number(let x), .number(let y)):
      guard let low = Decimal38(text: x), let high = Decimal38(text: y) else { return 0 }
      return low == high ? 0 : low < high ? -1 : 1
    case (.string(let x), .string(let y)):
      return x.utf8.lexicographicallyPrecedes(y.utf8)
        ? -1 : y.utf8.lexicographicallyPrecedes(x.utf8) ? 1 : 0
    case (.binary(let x), .binary(let y)):
      return x.lexicographicallyPrecedes(y) ? -1 : y.lexicographicallyPrecedes(x) ? 1 : 0
    default: return a == b ? 0 : 1
    }
  }

  // MARK: Reading

  private static func tokens(of text: String) -> [String] {
    var found: [String] = []
    var word = ""
    for character in text {
      if character.isLetter || character.isNumber || "#:_.".contains(character) {
        word.append(character)
        continue
      }
      if !word.isEmpty { found.append(word) }
      word = ""
      if character == " " { continue }
      // `<>`, `<=` and `>=` are one sign.
      if "=>".contains(character), let last = found.last, ["<", ">"].contains(last),
        text.contains(last + String(character))
      {
        found[found.count - 1] = last + String(character)
      } else {
        found.append(String(character))
      }
    }
    return word.isEmpty ? found : found + [word]
  }

  private mutating func take() -> String {
    defer { position += 1 }
    return position < tokens.count ? tokens[position] : ""
  }

  private mutating func skip(_ word: String) -> Bool {
    guard position < tokens.count, tokens[position] == word else { return false }
    position += 1
    return true
  }

  private mutating func either() -> Node {
    var parts = [both()]
    while skip("OR") { parts.append(both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() -> Node {
    var parts = [single()]
    while skip("AND") { parts.append(single()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func single() -> Node {
    if skip("NOT") { return .not(single()) }
    if skip("(") {
      let inner = either()
      _ = skip(")")
      return inner
    }
    let first = take()
    if skip("(") { return .call(first, terms()) }
    let left = term(first)
    if skip("IN") {
      _ = skip("(")
      return .oneOf(left, terms())
    }
    if skip("BETWEEN") {
      let low = term(take())
      _ = skip("AND")
      return .within(left, low, term(take()))
    }
    let sign = take()
    return .compare(sign, left, term(take()))
  }

  private mutating func terms() -> [Term] {
    var found: [Term] = []
    while position < tokens.count, !skip(")") {
      if !skip(",") { found.append(term(take())) }
    }
    return found
  }

  private func term(_ word: String) -> Term {
    if word.hasPrefix(":") {
      return .value(values[word].flatMap(AttributeValue.init(json:)) ?? .null)
    }
    return .path(
      word.split(separator: ".").map { names[String($0)]?.stringValue ?? String($0) }
    )
  }

  // MARK: Holding

  private func value(_ term: Term, _ item: Item) -> AttributeValue? {
    guard case .path(let path) = term else {
      if case .value(let value) = term { return value }
      return nil
    }
    var members = item
    for (number, name) in path.enumerated() {
      guard let found = members.first(where: { $0.name == name })?.value else { return nil }
      if number == path.count - 1 { return found }
      guard case .map(let inner) = found else { return nil }
      members = inner
    }
    return nil
  }

  private func holds(_ node: Node, _ item: Item) -> Bool {
    switch node {
    case .all(let parts): return parts.allSatisfy { holds($0, item) }
    case .any(let parts): return parts.contains { holds($0, item) }
    case .not(let inner): return !holds(inner, item)
    case .compare(let sign, let a, let b):
      guard let x = value(a, item), let y = value(b, item) else { return sign == "<>" }
      let order = Self.order(x, y)
      return switch sign {
      case "=": order == 0
      case "<>": order != 0
      case "<": order < 0
      case "<=": order <= 0
      case ">": order > 0
      default: order >= 0
      }
    case .within(let a, let low, let high):
      guard let x = value(a, item), let from = value(low, item), let to = value(high, item) else {
        return false
      }
      return Self.order(from, x) <= 0 && Self.order(x, to) <= 0
    case .oneOf(let a, let terms):
      guard let x = value(a, item) else { return false }
      return terms.contains { value($0, item).map { Self.order(x, $0) == 0 } ?? false }
    case .call(let name, let terms): return call(name, terms, item)
    }
  }

  private func call(_ name: String, _ terms: [Term], _ item: Item) -> Bool {
    let first = terms.first.flatMap { value($0, item) }
    let second = terms.count > 1 ? value(terms[1], item) : nil
    switch (name, first, second) {
    case ("attribute_exists", _, _): return first != nil
    case ("attribute_not_exists", _, _): return first == nil
    case ("begins_with", .string(let text)?, .string(let prefix)?):
      return text.utf8.starts(with: prefix.utf8)
    case ("contains", .list(let elements)?, let element?): return elements.contains(element)
    case ("contains", .stringSet(let texts)?, .string(let text)?):
      return texts.contains { $0.utf8.elementsEqual(text.utf8) }
    case ("contains", .numberSet(let texts)?, .number(let text)?):
      return texts.contains { Decimal38(text: $0) == Decimal38(text: text) }
    default: return false
    }
  }
}
