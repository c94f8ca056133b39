import DBModelTestKit

/// Changes a text a little: a token goes, is doubled, changes places or becomes another one; or a
/// character does.
struct Mutator {
  private static let pool = [
    "a", "a.b", "in", "not", "where", "set", "if", "and", "or", "true", "$a", ".a", "5", "-5",
    "5 GB", "5 GB/month", "5K", "5%", "3x", "..", "->", "=", "+=", "==", "<", "+", "-", "*", "/",
    "(", ")", "{", "}", ",", ":", "?", "\n", "\"b\"", "\"\"\"c\"\"\"", "2027-01-31", "08:00",
    "f(a)",
    "// d\n", ";",
  ]
  private static let characters = Array("aKx_-.:/\"\\?*=+<>!$%(){},05 \n\té".unicodeScalars)

  private let language: Language
  private var random: SplitMix64

  init(_ language: Language, seed: UInt64) {
    self.language = language
    random = SplitMix64(seed: seed)
  }

  mutating func mutated(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<random.integer(1...2) {
      if random.chance(0.3) { changeCharacter(&scalars) } else { changeToken(&scalars) }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.integer(0...(list.count - 1))]
  }

  private mutating func changeCharacter(_ text: inout [Unicode.Scalar]) {
    let place = random.integer(0...text.count)
    switch random.integer(0...2) {
    case 0 where place < text.count: text.remove(at: place)
    case 1 where place < text.count: text[place] = pick(Mutator.characters)
    default: text.insert(pick(Mutator.characters), at: place)
    }
  }

  private mutating func changeToken(_ text: inout [Unicode.Scalar]) {
    let ranges = (LayoutPass.tokens(text, language) ?? []).map(\.range).filter { !$0.isEmpty }
    guard !ranges.isEmpty else { return changeCharacter(&text) }
    let range = pick(ranges)
    let other = pick(ranges)
    switch random.integer(0...4) {
    case 0: text.removeSubrange(range)
    case 1: text.insert(contentsOf: [" "] + text[range], at: range.upperBound)
    case 2 where range.upperBound <= other.lowerBound:
      let (left, right) = (text[range], text[other])
      text.replaceSubrange(other, with: left)
      text.replaceSubrange(range, with: right)
    case 3: text.insert(contentsOf: Array(pick(Mutator.pool).unicodeScalars), at: range.lowerBound)
    default: text.replaceSubrange(range, with: Array(pick(Mutator.pool).unicodeScalars))
    }
  }
}
