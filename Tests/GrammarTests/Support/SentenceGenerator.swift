import DBModelTestKit

/// Writes random files by the rules, with random layout where the rules leave it free.
///
/// A condition of the grammar can refuse what was written; whoever uses a sentence asks the
/// recogniser. Ways that no accepted sentence has taken yet are preferred, and one of them can be
/// aimed at: the sentence then leads there by nearer and nearer parts.
struct SentenceGenerator {
  private struct Word {
    let text: String
    var lineEnd = false
    var attached = false
    var sameLine = false
    var apart = false
  }

  let language: Language
  private(set) var random: SplitMix64
  /// Of the sentences that were kept.
  private(set) var coverage = Coverage()
  /// Of the sentence at hand.
  private var ways = Coverage()
  private var words: [Word] = []
  private var pending = Word(text: "")
  private var budget = 0
  private var aim: Coverage.Way?
  /// Of every node: how many parts lie between it and the aim.
  private var distance: [Int] = []

  init(_ language: Language, seed: UInt64) {
    self.language = language
    random = SplitMix64(seed: seed)
  }

  /// Counts the ways of the last sentence as taken.
  mutating func keep() { coverage.formUnion(ways) }

  /// - Parameter aim: The way the sentence should take, where the rules lead to it.
  mutating func sentence(takes aim: Coverage.Way? = nil) throws -> String {
    if aim != self.aim, let aim { distance = try language.distances(to: aim.node) }
    self.aim = aim
    ways = Coverage()
    words = []
    pending = Word(text: "")
    budget = random.integer(1...24)
    try expand(try language.grammar.node("file"), depth: 0)
    return try laidOut()
  }

  /// One token of a kind, spelled by its rule.
  mutating func token(_ kind: String) throws -> String {
    let index = language.tokens.kinds.firstIndex(of: kind)
    for _ in 0..<200 {
      let before = ways
      var text = String.UnicodeScalarView()
      try spell(try language.grammar.node(kind), into: &text)
      let scalars = Array(text)
      if let found = language.tokens.longest(scalars, from: 0), found.end == scalars.count,
        found.kind == index
      {
        return String(text)
      }
      ways = before
    }
    throw Grammar.Failure(description: "no `\(kind)` can be spelled")
  }

  /// The way towards the aim. It is not always given, as a condition can close the nearest one.
  private mutating func aimed(_ node: Int) -> Int? {
    guard let aim, !ways.contains(aim), distance[node] < Int.max, random.chance(0.9) else {
      return nil
    }
    if aim.node == node { return aim.way }
    func isNearer(_ part: Int) -> Bool { distance[part] < distance[node] }
    switch language.grammar.nodes[node] {
    case .choice(let parts): return parts.firstIndex(where: isNearer)
    case .optional(let part), .repetition(let part): return isNearer(part) ? 1 : nil
    default: return nil
    }
  }

  private mutating func choose(_ node: Int, among parts: [Int], depth: Int) -> Int {
    if let way = aimed(node) {
      ways.insert(node, way)
      return parts[way]
    }
    var open = Array(parts.indices)
    if words.count >= budget || depth > 60 {
      let least = parts.map { language.height[$0] }.min() ?? 0
      open = open.filter { language.height[parts[$0]] == least }
    }
    if random.chance(0.6) {
      let fresh = open.filter { !coverage.contains(node, $0) }
      if !fresh.isEmpty { open = fresh }
    }
    let way = open[random.integer(0...(open.count - 1))]
    ways.insert(node, way)
    return parts[way]
  }

  private mutating func expand(_ node: Int, depth: Int) throws {
    switch language.grammar.nodes[node] {
    case .literal(let text): emit(text)
    case .rule(Language.lineEnd): pending.lineEnd = true
    case .rule(let name):
      if language.isTerminal(name) { return emit(try token(name)) }
      try expand(try language.grammar.node(name), depth: depth + 1)
    case .special(let condition): note(condition)
    case .sequence(let parts): for part in parts { try expand(part, depth: depth) }
    case .choice(let parts):
      try expand(choose(node, among: parts, depth: depth), depth: depth + 1)
    case .optional(let part):
      let isTaken = aimed(node).map { $0 == 1 } ?? goesOn(0.4)
      ways.insert(node, isTaken ? 1 : 0)
      if isTaken { try expand(part, depth: depth + 1) }
    case .repetition(let part):
      var isTaken = aimed(node).map { $0 == 1 } ?? goesOn(0.35)
      ways.insert(node, isTaken ? 1 : 0)
      while isTaken {
        try expand(part, depth: depth + 1)
        isTaken = goesOn(0.35)
      }
    case .times, .exception: break
    }
  }

  private mutating func goesOn(_ probability: Double) -> Bool {
    words.count < budget && random.chance(probability)
  }

  private mutating func note(_ condition: String) {
    switch condition {
    case "attached", "behind a type": pending.attached = true
    case "same line": pending.sameLine = true
    case "apart from \"(\"": pending.apart = true
    default: break
    }
  }

  private mutating func emit(_ text: String) {
    var word = pending
    word = Word(
      text: text,
      lineEnd: word.lineEnd,
      attached: word.attached,
      sameLine: word.sameLine,
      apart: word.apart && text == "("
    )
    words.append(word)
    pending = Word(text: "")
  }

  // MARK: - Characters

  private mutating func spell(_ node: Int, into text: inout String.UnicodeScalarView) throws {
    switch language.grammar.nodes[node] {
    case .literal(let literal): text.append(contentsOf: literal.unicodeScalars)
    case .rule(let name): try spell(try language.grammar.node(name), into: &text)
    case .special(let special):
      let classes = try TokenAutomaton.classes(special)
      let input = classes[random.integer(0...(classes.count - 1))]
      text.append(input == 128 ? foreign() : Unicode.Scalar(UInt8(input)))
    case .sequence(let parts): for part in parts { try spell(part, into: &text) }
    case .choice(let parts):
      let fresh = parts.indices.filter { !coverage.contains(node, $0) }
      let open = fresh.isEmpty || random.chance(0.5) ? Array(parts.indices) : fresh
      let way = aimed(node) ?? open[random.integer(0...(open.count - 1))]
      ways.insert(node, way)
      try spell(parts[way], into: &text)
    case .optional(let part):
      let isTaken = aimed(node).map { $0 == 1 } ?? random.chance(0.4)
      ways.insert(node, isTaken ? 1 : 0)
      if isTaken { try spell(part, into: &text) }
    case .repetition(let part):
      var isTaken = aimed(node).map { $0 == 1 } ?? random.chance(0.4)
      ways.insert(node, isTaken ? 1 : 0)
      while isTaken {
        try spell(part, into: &text)
        isTaken = random.chance(0.4)
      }
    case .times(let count, let part): for _ in 0..<count { try spell(part, into: &text) }
    case .exception(let left, _): try spell(left, into: &text)
    }
  }

  private mutating func foreign() -> Unicode.Scalar {
    let all: [Unicode.Scalar] = ["é", "→", "\u{85}", "\u{2028}", "😀", "\u{10FFFF}"]
    return all[random.integer(0...(all.count - 1))]
  }

  // MARK: - Layout

  private mutating func laidOut() throws -> String {
    var text = ""
    var brackets: [String] = []
    for (index, word) in words.enumerated() {
      let isFree = brackets.last == "(" || [",", "and", "or", "set", "if"].contains(word.text)
      if word.lineEnd {
        text += try gap(withLineFeed: true)
      } else if word.attached {
        // Nothing stands between.
      } else if isFree, !word.sameLine, index > 0, random.chance(0.3) {
        text += try gap(withLineFeed: true)
      } else if word.apart || index > 0 && mustPart(words[index - 1].text, word.text)
        || random.chance(0.7)
      {
        text += try gap(withLineFeed: false)
      }
      text += word.text
      switch word.text {
      case "(", "{": brackets.append(word.text)
      case ")", "}": _ = brackets.popLast()
      default: break
      }
    }
    if pending.lineEnd { text += try gap(withLineFeed: true) }
    return text
  }

  /// Whether two tokens run into each other where nothing stands between them.
  private func mustPart(_ left: String, _ right: String) -> Bool {
    let both = Array((left + right).unicodeScalars)
    let count = left.unicodeScalars.count
    if left == "/" && right.hasPrefix("/") { return true }
    return language.tokens.longest(both, from: 0)?.end != count
  }

  private mutating func gap(withLineFeed: Bool) throws -> String {
    var text = String.UnicodeScalarView()
    let blank = try language.grammar.node("white space")
    for _ in 0..<random.integer(withLineFeed ? 0...2 : 1...2) { try spell(blank, into: &text) }
    guard withLineFeed else { return String(text) }
    for _ in 0..<random.integer(1...2) {
      let note = ["comment", "documentation", ""][random.integer(0...2)]
      if !note.isEmpty { try spell(try language.grammar.node(note), into: &text) }
      text.append("\n")
      if random.chance(0.5) { try spell(blank, into: &text) }
    }
    return String(text)
  }
}
