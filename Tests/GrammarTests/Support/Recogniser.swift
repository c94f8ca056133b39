/// Step 3 of the grammar: whether the rules derive a list of tokens.
///
/// Every alternative is followed, and remembered by node and place, so that nothing but the written
/// rules decides: the answer is the set of places where a node can end.
struct Recogniser {
  private let language: Language
  private let tokens: [GrammarToken]
  /// Of every node and place, where in `results` its answer stands; 0 for not yet.
  private var memo: [Int]
  private var results: [[Int]] = [[]]

  static func accepts(_ text: String, _ language: Language) throws -> Bool {
    try accepts(Array(text.unicodeScalars), language)
  }

  static func accepts(_ text: [Unicode.Scalar], _ language: Language) throws -> Bool {
    guard let tokens = LayoutPass.tokens(text, language) else { return false }
    var recogniser = Recogniser(language, tokens)
    return try recogniser.ends(language.root, 0).contains(tokens.count)
  }

  private init(_ language: Language, _ tokens: [GrammarToken]) {
    self.language = language
    self.tokens = tokens
    memo = Array(repeating: 0, count: language.grammar.nodes.count * (tokens.count + 1))
  }

  private mutating func ends(_ node: Int, _ place: Int) throws -> [Int] {
    if !language.isNullable[node] {
      guard place < tokens.count else { return [] }
      let row = language.begins[node]
      let token = tokens[place]
      guard row[token.kind] || token.word >= 0 && row[token.word] else { return [] }
      if language.terminalOfNode[node] != nil { return [place + 1] }
    }
    let key = node * (tokens.count + 1) + place
    if memo[key] > 0 { return results[memo[key]] }
    let found = try find(node, place)
    memo[key] = results.count
    results.append(found)
    return found
  }

  private mutating func find(_ node: Int, _ place: Int) throws -> [Int] {
    switch language.grammar.nodes[node] {
    case .rule: return try ends(language.ruleNode[node], place)
    case .special(let condition): return try holds(condition, place) ? [place] : []
    case .choice(let parts):
      var found: [Int] = []
      for part in parts { merge(try ends(part, place), into: &found) }
      return found
    case .sequence(let parts):
      var current = [place]
      for part in parts {
        var next: [Int] = []
        for start in current { merge(try ends(part, start), into: &next) }
        if next.isEmpty { return [] }
        current = next
      }
      return current
    case .optional(let part):
      var found = [place]
      merge(try ends(part, place), into: &found)
      return found
    case .repetition(let part):
      var found = [place]
      var index = 0
      while index < found.count {
        merge(try ends(part, found[index]), into: &found)
        index += 1
      }
      return found
    case .literal, .times, .exception: return []
    }
  }

  private func merge(_ more: [Int], into found: inout [Int]) {
    for place in more where !found.contains(place) { found.append(place) }
  }

  private func text(_ place: Int) -> String { place < tokens.count ? tokens[place].text : "" }

  private static let comparators = ["==", "!=", "<", "<=", ">", ">=", "in"]
  private static let operators =
    comparators + ["+", "-", "*", "/", "and", "or", "=", "+=", "-="]

  /// The conditions between question marks, as the head of the grammar words them.
  private func holds(_ condition: String, _ place: Int) throws -> Bool {
    let text = text(place)
    let isAttached = place > 0 && place < tokens.count && tokens[place].isAttached
    let isNotIn = text == "not" && self.text(place + 1) == "in"
    switch condition {
    case "attached": return isAttached
    case "same line": return place < tokens.count && tokens[place].isOnLine
    case "apart from \"(\"": return text != "(" || !isAttached
    case "no operator": return !isNotIn && !Recogniser.operators.contains(text)
    case "nothing tighter":
      return text == "and" || text == "or" || !isNotIn && !Recogniser.operators.contains(text)
    case "no unit":
      guard place < tokens.count, tokens[place].isOnLine, language.units.contains(text) else {
        return true
      }
      let behind = self.text(place + 1)
      return behind == ":" || behind == "(" && tokens[place + 1].isAttached
    case "behind a type":
      guard isAttached else { return false }
      if [")", "}"].contains(tokens[place - 1].text) { return true }
      return language.typeKinds.contains(tokens[place - 1].kind)
    default: throw Grammar.Failure(description: "no condition `\(condition)`")
    }
  }
}
