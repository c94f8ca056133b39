import DBModelDiagnostics
import DBModelPlanning
import DBModelSemantics
import DBModelStatistics
import DBModelSyntax
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

@Suite("What a planning takes over from the one before")
struct PlanningMemoryTests {
  private static func tree(_ text: String) -> SyntaxTree {
    parse(SourceFile(id: FileID(0), path: "in.dbmodel", bytes: Array(text.utf8))).tree
  }

  /// Changes one line: a rate, a limit, a comment before everything, a pattern or an entity less.
  private static func edited(_ text: String, _ random: inout SplitMix64) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = random.integer(0...(lines.count - 1))
    let rate = lines.indices.first { $0 >= place && lines[$0].hasPrefix("  rate") }
    let limit = lines.indices.first { $0 >= place && lines[$0].hasPrefix("  limit") }
    switch random.integer(0...4) {
    case 0: if let rate { lines[rate] = "  rate 3/s peak \(random.integer(4...900))/s" }
    case 1: if let limit { lines.remove(at: limit) }
    case 2: lines.insert("// a comment", at: 0)
    case 3:
      if let start = lines.indices.first(where: { $0 >= place && lines[$0].hasPrefix("access") }),
        let end = lines.indices.first(where: { $0 > start && lines[$0].hasPrefix("}") })
      {
        lines.removeSubrange(start...end)
      }
    default:
      if let count = lines.indices.first(where: { lines[$0].hasPrefix("  count") }) {
        lines[count] = "  count \(random.integer(1...9))M"
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test("is what planning everything gives", arguments: 0..<30 as Range<UInt64>)
  func equalsFresh(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let original = RandomModel(
      seed: seed,
      entities: 2 + Int(seed % 5),
      patterns: 4 + Int(seed % 11)
    ).text()
    var text = original
    var memory = ResolutionMemory()
    let planning = PlanningMemory()
    for step in 0..<8 {
      let resolved = Resolver.resolve([Self.tree(text)], after: memory)
      memory = resolved.memory
      if !resolved.diagnostics.contains(where: { $0.severity == .error }) {
        let workload = resolved.model.workload
        let taken = Planner.plan(
          workload: workload,
          after: planning,
          generation: memory.generation
        )
        let fresh = Planner.plan(workload: workload)
        #expect(
          PlanText.render(taken.design, of: workload)
            == PlanText.render(fresh.design, of: workload),
          "seed \(seed), step \(step)"
        )
        #expect(
          ValueDump.text(taken.findings) == ValueDump.text(fresh.findings),
          "seed \(seed), step \(step)"
        )
      }
      // Every third step takes all back.
      text = step % 3 == 2 ? original : Self.edited(text, &random)
    }
  }

  @Test("is nothing where an entity has changed, and all but one pattern where that one has")
  func generations() {
    let text = RandomModel(seed: 3, entities: 3, patterns: 6).text()
    let first = Resolver.resolve([Self.tree(text)], after: ResolutionMemory())
    func after(_ change: (String) -> String) -> (generation: Int, known: Int) {
      let next = Resolver.resolve([Self.tree(change(text))], after: first.memory)
      let known = zip(next.model.workload.patterns, first.model.workload.patterns)
      return (next.memory.generation, known.count { $0.identity === $1.identity })
    }
    let count = first.model.workload.patterns.count
    let moved = after { "// a comment\n" + $0 }
    #expect(moved == (first.memory.generation, count))
    let faster = after { text in
      guard let place = text.firstRange(of: "peak ") else { return text }
      return text[..<place.lowerBound] + "peak 7" + text[place.upperBound...]
    }
    #expect(faster == (first.memory.generation, count - 1))
    let larger = after { $0.replacing("  count ", with: "  count 7") }
    #expect(larger.generation != first.memory.generation)
    #expect(larger.known == 0)
  }
}
