import DBModelJSON
import Testing

@testable import DBModelLanguageServer

/// What answers look like whatever the request held.
@Suite struct AnswerTests {
  private let document: JSONValue = ["uri": "untitled:a"]

  private func client(_ text: String) -> TestClient {
    let client = TestClient()
    client.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": "untitled:a", "languageId": "dbmodel", "version": 1, "text": .string(text),
        ]
      ]
    )
    client.run()
    return client
  }

  /// How many ranges hold each other in the answer for the middle of a text.
  private func selections(blocks: Int) -> Int {
    let text = String(repeating: "a {", count: blocks) + String(repeating: "}", count: blocks)
    let answer = client(text).request(
      "textDocument/selectionRange",
      [
        "textDocument": document,
        "positions": [["line": 0, "character": .int(3 * blocks)]],
      ]
    )
    var count = 0
    var range = answer["result"]?.arrayValue?.first
    while let found = range {
      count += 1
      range = found["parent"]
      guard range == nil else { continue }
      let end: JSONValue = ["line": 0, "character": .int(4 * blocks)]
      #expect(found.at("range", "end") == end, "the whole file is the last")
    }
    return count
  }

  @Test func selectionsDoNotHoldEachOtherWithoutEnd() {
    #expect(selections(blocks: 2) == 4)
    #expect(selections(blocks: 120) == 64)
  }

  @Test(arguments: [(#"1"#, true), (#""t""#, true), ("null", false), ("[1]", false), ("{}", false)])
  func progressIsToldUnderWhatMayBeItsToken(text: String, isToken: Bool) throws {
    let client = client("model A\n")
    let token = try JSONReader.read(Array(text.utf8))
    _ = client.queue("textDocument/diagnostic", ["textDocument": document, "workDoneToken": token])
    let told = client.run().filter { $0["method"] == "$/progress" }
    #expect(told.map { $0.at("params", "token") } == (isToken ? [token, token] : []))
  }
}
