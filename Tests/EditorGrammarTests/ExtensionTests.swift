import DBModelJSON
import DBModelTestKit
import Foundation
import Testing

/// The extension for Visual Studio Code: what its files name is there, and the regular expressions
/// of its language configuration do what they are for.
struct ExtensionTests {
  private static let folder = "editors/vscode"

  private static func json(_ name: String) throws -> JSONValue {
    try JSONReader.read(try #require(Repository.bytes("\(folder)/\(name)")))
  }

  private static func matches(_ pattern: String, _ text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    let range = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: range).compactMap {
      Range($0.range, in: text).map { String(text[$0]) }
    }
  }

  @Test func everyFileItNamesIsThere() throws {
    let contributes = try #require(try Self.json("package.json")["contributes"])
    let language = try #require(contributes["languages"]?.arrayValue?.first)
    let grammar = try #require(contributes["grammars"]?.arrayValue?.first)
    #expect(language["extensions"] == [".dbmodel"])
    #expect(grammar["language"] == language["id"])
    for path in [language["configuration"], grammar["path"]] {
      let path = try #require(path?.stringValue)
      #expect(Repository.bytes("\(Self.folder)/\(path.dropFirst(2))") != nil, "\(path) is missing")
    }
    let syntax = try Self.json("syntaxes/dbmodel.tmLanguage.json")
    #expect(syntax["scopeName"] == grammar["scopeName"])
  }

  /// Every rule that is included is in the repository, and every one there is included.
  @Test func everyRuleIsUsed() throws {
    let syntax = try Self.json("syntaxes/dbmodel.tmLanguage.json")
    let included = try #require(syntax["patterns"]?.arrayValue)
      .compactMap { $0["include"]?.stringValue?.dropFirst() }.map(String.init)
    let rules = try #require(syntax["repository"]?.members).map(\.key)
    #expect(included.sorted() == rules.sorted())
  }

  @Test func wordsHaveHyphens() throws {
    let configuration = try Self.json("language-configuration.json")
    let pattern = try #require(configuration["wordPattern"]?.stringValue)
    let text = "full-jitter a->b $order.part x-1 12_000/s 4K 80% a- b"
    #expect(
      try Self.matches(pattern, text) == [
        "full-jitter", "a", "b", "$order", "part", "x-1", "12_000", "s", "4K", "80%", "a", "b",
      ]
    )
  }

  @Test(arguments: [
    ("store main: dynamodb {", true), ("access a(", true), ("  lines { // {id}", true),
    ("  lines { line }", false), ("// store {", false), (#"  sk: "A{""#, false),
    (#"item Order { pk: "A{id}","#, false), ("  key a", false),
  ])
  func blocksAreIndented(line: String, isIndented: Bool) throws {
    let rules = try #require(try Self.json("language-configuration.json")["indentationRules"])
    let pattern = try #require(rules["increaseIndentPattern"]?.stringValue)
    #expect(try !Self.matches(pattern, line).isEmpty == isIndented)
    let closing = try #require(rules["decreaseIndentPattern"]?.stringValue)
    for line in ["}", "  ) {"] { #expect(try !Self.matches(closing, line).isEmpty) }
    #expect(try Self.matches(closing, line).isEmpty)
  }

  @Test func documentationGoesOnInTheNextLine() throws {
    let configuration = try Self.json("language-configuration.json")
    let rule = try #require(configuration["onEnterRules"]?.arrayValue?.first)
    let pattern = try #require(rule["beforeText"]?.stringValue)
    for (line, goesOn) in [
      ("/// One.", true), ("  ///", true), ("// One.", false), ("////", false),
    ] {
      #expect(try !Self.matches(pattern, line).isEmpty == goesOn, "\(line)")
    }
    #expect(rule["action"]?["appendText"] == "/// ")
  }

  /// The editor folds from a heading to its `// End ----`; the server folds without one.
  @Test func headingsFold() throws {
    let markers = try #require(try Self.json("language-configuration.json")["folding"]?["markers"])
    let start = try #require(markers["start"]?.stringValue)
    let end = try #require(markers["end"]?.stringValue)
    let heading = "// Where the data lives -------------------------------"
    #expect(try !Self.matches(start, heading).isEmpty)
    #expect(try Self.matches(start, "// a -- b").isEmpty)
    #expect(try !Self.matches(end, "// End ----").isEmpty)
    #expect(try Self.matches(end, heading).isEmpty)
  }
}
