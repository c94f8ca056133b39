import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestData
import DBModelTestKit
import Testing

@Suite("What a resolution takes over from the one before")
struct ResolutionMemoryTests {
  private static func tree(_ text: [UInt8], _ id: Int32) -> SyntaxTree {
    parse(SourceFile(id: FileID(id), path: "f\(id).dbmodel", bytes: text)).tree
  }

  /// Splits a model before some of its declarations; each part is a file.
  private static func files(_ model: String, _ random: inout SplitMix64) -> [[UInt8]] {
    var files: [[UInt8]] = [[]]
    for line in model.split(separator: "\n", omittingEmptySubsequences: false) {
      let begins = line.hasPrefix("access") || line.hasPrefix("entity")
      if begins, random.chance(0.3), files.count < 4 { files.append(Array("edition 2026\n".utf8)) }
      files[files.count - 1] += Array(line.utf8) + [0x0A]
    }
    return files
  }

  /// Typing: a character more, a character less, a word doubled.
  private static func edit(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return bytes = Array("edition 2026\n".utf8) }
    let place = random.integer(0...(bytes.count - 1))
    switch random.integer(0...3) {
    case 0: bytes.insert(Array("x1 {\n".utf8)[random.integer(0...4)], at: place)
    case 1: bytes.remove(at: place)
    case 2:
      let end = min(bytes.count, place + random.integer(1...12))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    default: bytes.insert(contentsOf: Array("// a comment\n".utf8), at: 0)
    }
  }

  @Test("is what resolving everything gives, places and findings included", arguments: 0..<40)
  func equalsFresh(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var generator = ModelGenerator(seed: UInt64(seed))
    let original = Self.files(generator.model(), &random)
    var files = original
    var trees = files.enumerated().map { Self.tree($0.element, Int32($0.offset)) }
    var memory = ResolutionMemory()
    for step in 0..<12 {
      let taken = Resolver.resolve(trees, after: memory)
      let fresh = Resolver.resolve(trees)
      memory = taken.memory
      #expect(
        ValueDump.text(taken.model.workload) == ValueDump.text(fresh.model.workload),
        "seed \(seed), step \(step)"
      )
      #expect(
        String(reflecting: taken.diagnostics) == String(reflecting: fresh.diagnostics),
        "seed \(seed), step \(step)"
      )
      let place = random.integer(0...(files.count - 1))
      // Every other step takes the one before back, as somebody who types does.
      if step % 2 == 1 { files = original } else { Self.edit(&files[place], &random) }
      for (number, bytes) in files.enumerated() where trees[number].file.bytes != bytes {
        trees[number] = Self.tree(bytes, Int32(number))
      }
    }
  }

  private static let model = """
    edition 2026
    store main: sqlite
    entity A {
      id: int key
      n: int
      count 10
    }
    access first(a: A) {
      read A { id, n }
      where id == $a
      rate 1/s peak 1/s
      skew a uniform
    }
    access second(a: A) {
      read A { id }
      where id == $a
      rate 1/s peak 1/s
      skew a uniform
    }

    """

  /// How many patterns are taken over from `model` to a changed one.
  private func takenOver(_ changed: String) -> Int {
    let memory = Resolver.resolve([Self.tree(Array(Self.model.utf8), 0)], after: ResolutionMemory())
      .memory
    return memory.takenOver([Self.tree(Array(changed.utf8), 0)])
  }

  @Test("are the patterns before a change; none where what they stand on has changed")
  func count() {
    #expect(takenOver(Self.model) == 2)
    #expect(takenOver(Self.model.replacing("access second", with: "access other")) == 1)
    #expect(takenOver(Self.model.replacing("  n: int", with: "  n: bool")) == 0)
    #expect(takenOver("// moved\n" + Self.model) == 2)
  }
}
