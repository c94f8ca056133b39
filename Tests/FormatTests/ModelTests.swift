import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestData
import DBModelTestKit
import Testing

/// What holds for every model: random ones, laid out at random, with comments everywhere.
///
/// `DBMODEL_LONG=1` takes 10,000 of them.
@Suite struct ModelTests {
  static var isLong: Bool { TestMode.variable("DBMODEL_LONG") != nil }
  static let chunks = 20
  static var modelsInChunk: Int { isLong ? 500 : 20 }

  private func source(_ bytes: [UInt8]) -> SourceFile {
    SourceFile(id: FileID(0), path: "model.dbmodel", bytes: bytes)
  }

  private func formatted(_ bytes: [UInt8]) -> [UInt8]? {
    guard case .formatted(let text) = Formatter.format(source(bytes)) else { return nil }
    return text
  }

  private func meaning(_ bytes: [UInt8]) -> (model: [String], findings: [Diagnostic]) {
    let (tree, found) = parse(source(bytes))
    let resolved = Resolver.resolve([tree])
    return (ModelDump.of(resolved.model), found + resolved.diagnostics)
  }

  @Test(arguments: 0..<chunks) func formattingKeepsWhatAModelSays(_ chunk: Int) throws {
    var generator = ModelGenerator(seed: UInt64(chunk))
    for index in 0..<Self.modelsInChunk {
      let base = generator.model()
      let seed = UInt64(chunk) << 32 | UInt64(index)
      var layout = Layout(seed: seed)
      let bytes = layout.apply(to: base)
      let shown = "seed \(chunk), model \(index)\n" + String(decoding: bytes, as: UTF8.self)
      try #require(parse(source(bytes)).tree.reassembled == bytes, "\(shown)")
      let before = meaning(bytes)
      let errors = before.findings.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(errors.map { $0.plainText(in: source(bytes)) })\n\(shown)")
      let text = try #require(formatted(bytes), "refused\n\(shown)")
      try #require(formatted(text) == text, "formatting twice is not formatting once\n\(shown)")
      let after = meaning(text)
      let changed = zip(before.model, after.model).first { $0 != $1 }
      try #require(
        before.model == after.model,
        "the model changed: \(changed.map { "\($0.0) / \($0.1)" } ?? "")\n\(shown)"
      )
      try #require(
        ModelDump.of(before.findings) == ModelDump.of(after.findings),
        "the findings changed\n\(shown)"
      )
    }
  }

  @Test(arguments: 0..<chunks) func layoutWithoutMeaningLeavesNoTrace(_ chunk: Int) throws {
    var generator = ModelGenerator(seed: UInt64(chunk))
    for index in 0..<Self.modelsInChunk {
      let base = generator.model()
      let text = try #require(formatted(Array(base.utf8)), "\(base)")
      var layout = Layout(seed: UInt64(chunk) << 32 | UInt64(index))
      layout.keepsLines = true
      let other = layout.apply(to: base)
      try #require(
        formatted(other).map { String(decoding: $0, as: UTF8.self) }
          == String(decoding: text, as: UTF8.self),
        "seed \(chunk), model \(index)\n\(String(decoding: other, as: UTF8.self))"
      )
    }
  }

  @Test(arguments: 0..<chunks) func damageStopsNothing(_ chunk: Int) throws {
    var generator = ModelGenerator(seed: UInt64(chunk))
    var random = SplitMix64(seed: UInt64(chunk))
    for index in 0..<Self.modelsInChunk {
      var layout = Layout(seed: UInt64(chunk) << 32 | UInt64(index))
      let bytes = Damage.apply(to: layout.apply(to: generator.model()), &random)
      let shown = "seed \(chunk), model \(index)\n" + String(decoding: bytes, as: UTF8.self)
      let (tree, found) = parse(source(bytes))
      try #require(tree.reassembled == bytes, "\(shown)")
      try #require(tree.nodeCount <= 4 * bytes.count + 16, "\(tree.nodeCount) nodes\n\(shown)")
      try #require(tree.tokens.count <= bytes.count + 1, "\(shown)")
      _ = Resolver.resolve([tree])
      let isWrong = found.contains { $0.severity == .error }
      let text = formatted(bytes)
      try #require((text == nil) == isWrong, "refused without a mistake, or the reverse\n\(shown)")
      if let text {
        try #require(formatted(text) == text, "formatting twice is not formatting once\n\(shown)")
      }
    }
  }

  /// The generator would prove little if it left clauses out.
  @Test func theModelsHaveEveryClause() {
    var generator = ModelGenerator(seed: 1)
    for _ in 0..<1500 {
      let lines = generator.model().split(separator: "\n", omittingEmptySubsequences: false).count
      #expect((8...61).contains(lines))
    }
    for clause in LanguageVocabulary.clauses {
      let name = "\(clause.owner): \(clause.name)"
      #expect(generator.used.contains(name), "no model has a clause `\(name)`")
    }
  }
}

/// Models that somebody is in the middle of changing, or that a program spoilt.
enum Damage {
  private static let splinters = [
    "{", "}", "(", ")", ",", "\"", "\"\"\"", "//", "\n", "..", "->", "$", ":", "\u{0}", "é", "5%",
    "and", "set", "\r", "= =", "/", "-",
  ]

  static func apply(to bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var result = bytes
    for _ in 0..<random.integer(1...3) where !result.isEmpty {
      let place = random.integer(0...result.count - 1)
      let end = min(result.count, place + random.integer(1...12))
      switch random.integer(0...4) {
      case 0: result.removeSubrange(place..<end)
      case 1: result.insert(contentsOf: result[place..<end], at: place)
      case 2: result[place] = UInt8(truncatingIfNeeded: random.integer(0...255))
      case 3: result.removeSubrange(place...)
      default:
        result.insert(contentsOf: (splinters.randomElement(using: &random) ?? "{").utf8, at: place)
      }
    }
    return result
  }
}
