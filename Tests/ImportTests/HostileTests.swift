import DBModelDiagnostics
import DBModelImport
import DBModelTestKit
import Testing

/// Any bytes give a model or findings with a place, within time and stack.
@Suite struct HostileTests {
  private func expectOutcome(_ bytes: [UInt8], _ format: SourceFormat?, _ what: String) {
    let file = Imports.file(bytes)
    let outcome = Importer.run([file], as: format)
    if let text = outcome.text {
      #expect(Imports.formatted(text) == text, "\(what)")
      let mistakes = Imports.mistakes(text)
      #expect(mistakes.isEmpty, "\(what): \(mistakes.map(\.title))")
    } else {
      #expect(outcome.diagnostics.count == 1, "\(what)")
      for diagnostic in outcome.diagnostics {
        #expect(
          diagnostic.rule.code.hasPrefix("DBM006") && diagnostic.primary != nil,
          "\(what): \(diagnostic.title)"
        )
        #expect((diagnostic.primary?.span.upper ?? 0) <= bytes.count, "\(what)")
      }
    }
  }

  /// Bytes flipped, removed, doubled and cut off.
  private func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    guard bytes.count > 2 else { return bytes }
    var bytes = bytes
    for _ in 0..<random.integer(1...4) {
      let place = random.integer(0...(bytes.count - 1))
      switch random.integer(0...5) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes[place] ^= 1 << UInt8(random.integer(0...7))
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(contentsOf: bytes[place...].prefix(random.integer(1...40)), at: place)
      case 4:
        let signs = Array("{}[]\",:#&*!-\n 0".utf8)
        bytes[place] = signs[random.integer(0...(signs.count - 1))]
      default: bytes.removeSubrange(min(place + 1, bytes.count - 1)...)
      }
      if bytes.count < 3 { return bytes }
    }
    return bytes
  }

  @Test(arguments: ImportedCase.all) func mutatedInputsGiveAnOutcome(item: ImportedCase) throws {
    let seed: UInt64 = 20_261_128
    var random = SplitMix64(seed: seed)
    let input = try item.input()
    for round in 0..<60 {
      let bytes = mutate(input, &random)
      expectOutcome(bytes, nil, "seed \(seed), \(item.folder.name), round \(round)")
    }
  }

  /// A value of the right form with a value of another kind in it, for each format.
  @Test(arguments: SourceFormat.allCases) func everyFormatBearsEveryInput(format: SourceFormat)
    throws
  {
    for item in ImportedCase.all {
      expectOutcome(try item.input(), format, "\(item.folder.name) as \(format.rawValue)")
    }
    for text in ["{}", "[]", "[[]]", "1", "null", "\"a\"", "a: b", "- a", "", " ", "---\n", "{"] {
      expectOutcome(Array(text.utf8), format, "`\(text)` as \(format.rawValue)")
    }
  }

  @Test(arguments: ["[", "{\"a\":", "- ", "a:\n", "[[{", "? ", "!a ", "&a "])
  func tenMegabytesOfNestingAreRefused(piece: String) {
    let count = 10 * 1_024 * 1_024 / piece.utf8.count
    let bytes = [UInt8](
      repeatElement(Array(piece.utf8), count: count).joined()
    )
    let outcome = Importer.run([Imports.file(bytes)])
    #expect(outcome.text == nil)
    #expect(outcome.diagnostics.count == 1)
  }

  @Test func levelsAreCounted() {
    func nested(_ levels: Int) -> String {
      "x: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    // The object around them is a level too.
    #expect(Imports.run(nested(255)).diagnostics.map(\.rule) == [ToolRules.sourceUnrecognised])
    #expect(Imports.run(nested(256)).diagnostics.map(\.rule) == [ToolRules.sourceUnreadable])
  }

  @Test func valuesAreCounted() {
    func list(_ values: Int) -> String {
      "[" + Array(repeating: "1", count: values).joined(separator: ",") + "]"
    }
    // The list is a value too.
    let inside = Imports.run(list(499_999)).diagnostics.map(\.rule)
    #expect(inside == [ToolRules.sourceUnrecognised])
    #expect(Imports.run(list(500_000)).diagnostics.map(\.rule) == [ToolRules.sourceUnreadable])
  }

  @Test func indexesAreCounted() {
    func table(_ count: Int) -> String {
      let indexes = (0..<count).map { number in
        """
        {"IndexName":"i\(number)","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
        "Projection":{"ProjectionType":"ALL"}}
        """
      }
      return """
        {"TableName":"t","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
        "GlobalSecondaryIndexes":[\(indexes.joined(separator: ","))]}
        """
    }
    #expect(Imports.run(table(100)).text != nil)
    #expect(Imports.run(table(101)).diagnostics.map(\.rule) == [ToolRules.sourceInvalid])
  }

  @Test func tablesAreCounted() {
    func tables(_ count: Int) -> String {
      let list = (0..<count).map { number in
        """
        {"TableName":"t\(number)","AttributeDefinitions":
        [{"AttributeName":"a","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}]}
        """
      }
      return "[\(list.joined(separator: ","))]"
    }
    #expect(Imports.run(tables(2_500)).text != nil)
    #expect(Imports.run(tables(2_501)).diagnostics.map(\.rule) == [ToolRules.sourceInvalid])
  }

  @Test func conditionsThatNameEachOtherEnd() {
    var lines = ["Conditions:"]
    for number in 0..<200 {
      let next = "!Condition C\((number + 1) % 200)"
      let parts = Array(repeating: next, count: 10).joined(separator: ", ")
      lines.append("  C\(number): !And [\(parts)]")
    }
    lines += [
      "Resources:", "  T:", "    Type: AWS::Serverless::SimpleTable", "    Properties:",
      "      TableName: !If [C0, a, b]",
    ]
    let outcome = Imports.run(lines.joined(separator: "\n"))
    #expect(outcome.text != nil)
  }
}
