import DBModelJSON
import DBModelTestKit
import Testing

@testable import DBModelLanguageServer

/// A session whose bytes are changed at random: whatever comes, the next request is answered.
@Suite struct MessageMutationTests {
  private static let model = """
    edition 2026
    model A

    store main: dynamodb default {
      capacity on-demand
    }

    /// Somebody. 😀
    entity Member {
      id:   uuid       key
      name: string(80) avg 20 B

      count 40K
    }
    """

  private static let place =
    #""textDocument":{"uri":"untitled:a"},"position":{"line":8,"character":9}"#

  private static let range =
    #""range":{"start":{"line":0,"character":0},"end":{"line":9,"character":2}}"#

  /// The messages of a session, each with its header.
  private static var frames: [[UInt8]] {
    let text = JSONWriter.text(of: .string(model), indentation: 0)
    let item = #"{"uri":"untitled:a","languageId":"dbmodel","version":1,"text":\#(text)}"#
    var bodies = [
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":\#(item)}}"#,
      #"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":"#
        + #"{"uri":"untitled:a","version":2},"contentChanges":[{\#(range),"text":"é😀"}]}}"#,
      #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}"#,
      #"{"jsonrpc":"2.0","method":"textDocument/didClose","params":{\#(place)}}"#,
    ]
    let methods = [
      "hover", "definition", "references", "documentHighlight", "completion", "prepareRename",
      "rename", "documentSymbol", "foldingRange", "selectionRange", "semanticTokens/full",
      "codeAction", "formatting", "inlayHint", "codeLens", "diagnostic",
    ]
    for (id, method) in methods.enumerated() {
      bodies.append(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"textDocument/\#(method)","params":{\#(place),"#
          + #"\#(range),"positions":[{"line":8,"character":9}],"newName":"B","#
          + #""context":{"diagnostics":[]}}}"#
      )
    }
    return bodies.map { Array(TestClient.frame($0).utf8) }
  }

  private func mutated(_ random: inout SplitMix64) -> [UInt8] {
    let frames = Self.frames
    var bytes = frames[0]
    for _ in 0..<12 { bytes += frames[Int.random(in: 0..<frames.count, using: &random)] }
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: at)
      default:
        let end = min(bytes.count, at + Int.random(in: 0...40, using: &random))
        bytes.removeSubrange(at..<end)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func theServerGoesOn(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<50 {
      let client = TestClient()
      let bytes = mutated(&random)
      // In pieces, as a pipe gives them.
      var sent: [JSONValue] = []
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + Int.random(in: 1...900, using: &random))
        client.inbox.append(bytes[start..<end])
        sent += client.run()
        start = end
      }
      #expect(sent.allSatisfy { $0["jsonrpc"] == "2.0" }, "seed \(seed), round \(round)")
      let ended = client.server.exitCode != nil || client.server.isShutDown
      #expect(!ended, "seed \(seed), round \(round)")
      let answer = client.request("workspace/symbol", ["query": ""])
      #expect(answer["result"]?.arrayValue != nil, "seed \(seed), round \(round)")
    }
  }
}
