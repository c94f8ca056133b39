import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// What holds for any bytes at all.
struct PropertyTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func tokenSoup(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 { TreeCheck.check(TokenSoup.make(&random, count: 1...120), seed: seed) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 0...300, using: &random)
      TreeCheck.check(
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) },
        seed: seed
      )
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func mutatedShop(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shop = try Samples.shop()
    for _ in 0..<5 {
      var bytes = shop
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let lower = Int.random(in: 0..<bytes.count, using: &random)
        let upper = min(bytes.count, lower + Int.random(in: 0...40, using: &random))
        bytes.replaceSubrange(lower..<upper, with: TokenSoup.make(&random, count: 0...4))
      }
      TreeCheck.check(bytes, seed: seed)
    }
  }

  /// Every prefix is what an editor sees while somebody types.
  @Test func everyPrefixOfTheShop() throws {
    let shop = try Samples.shop()
    for count in stride(from: 0, to: shop.count, by: 61) {
      TreeCheck.check(Array(shop.prefix(count)), seed: UInt64(count))
    }
  }

  /// Taking one bracket or quote away is one mistake, and gives one finding.
  @Test func oneMistakeIsOneFinding() throws {
    let shop = try Samples.shop()
    var many: [String] = []
    let strings = Set(stringContents(shop))
    var total = 0
    for (index, byte) in shop.enumerated() where "(){}\"".utf8.contains(byte) {
      if strings.contains(index) || isInComment(index, shop) { continue }
      var bytes = shop
      bytes.remove(at: index)
      let file = SourceFile(id: FileID(0), path: "shop", bytes: bytes)
      let findings = parse(file).diagnostics
      total += 1
      if findings.count != 1 {
        let line = file.line(at: index)
        let titles = findings.map(\.title)
        many.append("line \(line) without `\(UnicodeScalar(byte))`: \(titles)")
      }
    }
    #expect(total > 200)
    // Removing one of the three quotes of a raw string, or a brace that leaves two readings, may
    // need two findings; anything beyond that is a loss of recovery.
    #expect(many.count * 50 <= total, "\(many)")
  }

  /// So does one bracket or quote too many, wherever a token begins.
  @Test func oneBracketTooManyIsOneFinding() throws {
    let shop = try Samples.shop()
    let tree = parse(SourceFile(id: FileID(0), path: "shop", bytes: shop)).tree
    var many: [String] = []
    var total = 0
    for (index, token) in tree.tokens.enumerated() where index % 11 == 0 {
      for insertion in ["(", ")", "{", "}", "\""] {
        var bytes = shop
        bytes.insert(contentsOf: insertion.utf8, at: token.span.lower)
        let file = SourceFile(id: FileID(0), path: "shop", bytes: bytes)
        let titles = parse(file).diagnostics.map(\.title)
        total += 1
        if titles.count != 1 {
          many.append("line \(file.line(at: token.span.lower)) with `\(insertion)`: \(titles)")
        }
      }
    }
    #expect(many.count * 20 <= total, "\(many.count) of \(total): \(many)")
  }

  /// Bytes between quotes.
  private func stringContents(_ bytes: [UInt8]) -> [Int] {
    let tree = parse(SourceFile(id: FileID(0), path: "shop", bytes: bytes)).tree
    return tree.nodes { $0.kind == .string || $0.kind == .rawString }.flatMap {
      Array(($0.span.lower + 1)..<max($0.span.upper - 1, $0.span.lower + 1))
    }
  }

  private func isInComment(_ index: Int, _ bytes: [UInt8]) -> Bool {
    var lower = index
    while lower > 0, bytes[lower - 1] != UInt8(ascii: "\n") { lower -= 1 }
    return String(decoding: bytes[lower..<index], as: UTF8.self).contains("//")
  }
}

/// Hostile sizes: time and memory grow with the file alone.
struct HostileTests {
  /// Each input must give a whole tree; the limit tells a slow debug build from a hang.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      ("{", 40_000), ("(", 100_000), ("}", 100_000), (")", 100_000), ("a,", 200_000),
      ("f(", 100_000), ("{\n", 100_000), ("(\n", 100_000), ("not ", 60_000), ("- ", 60_000),
      ("a + ", 60_000), ("\"\"\"", 60_001), ("\"", 100_000), ("'", 100_000), (";\n", 60_000),
      ("a.", 60_000), ("..", 60_000), ("entity a {\n", 20_000), ("where ", 60_000),
      ("///\n", 60_000), ("{ } ", 60_000), ("a { b ( ", 40_000), ("x = ", 60_000),
      (" {\n}", 40_000), ("a: ", 60_000), ("1..", 60_000), ("\\", 60_000), ("\u{E9}", 60_000),
    ]
  )
  func repeated(_ text: String, count: Int) {
    let unit = Array(text.utf8)
    var bytes = Array("where ".utf8)
    bytes.reserveCapacity(unit.count * count + 6)
    for _ in 0..<count { bytes += unit }
    let file = SourceFile(id: FileID(0), path: "hostile", bytes: bytes)
    let (tree, diagnostics) = parse(file)
    #expect(tree.tokens.last?.span.upper == bytes.count)
    #expect(diagnostics.count <= 101)
    #expect(tree.nodeCount <= 4 * bytes.count + 16)
  }

  /// The largest file that is ever read is 16 MB; a debug build takes a quarter of it, in the time
  /// a release build takes for sixteen of the whole.
  @Test func sixteenMegabytesOfBraces() {
    #if DEBUG
      let size = 4 << 20
    #else
      let size = 16 << 20
    #endif
    let bytes = [UInt8](repeating: UInt8(ascii: "{"), count: size)
    let (tree, diagnostics) = parse(SourceFile(id: FileID(0), path: "braces", bytes: bytes))
    #expect(tree.tokens.count == bytes.count + 1)
    #expect(diagnostics.count <= 3)
  }
}
