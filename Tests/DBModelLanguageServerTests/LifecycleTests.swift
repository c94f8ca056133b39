import DBModelJSON
import Testing

@testable import DBModelLanguageServer

@Suite struct LifecycleTests {
  @Test func requestsBeforeInitializeAreRefused() {
    let client = TestClient(initialized: false)
    #expect(client.errorCode("textDocument/hover") == -32002)
    #expect(client.errorCode("shutdown") == -32002)
    #expect(client.request("initialize", .object([]))["result"] != nil)
    #expect(client.errorCode("initialize", .object([])) == -32600)
  }

  @Test func notificationsBeforeInitializeAreDropped() {
    let client = TestClient(initialized: false)
    client.notify("textDocument/didOpen", .object([]))
    #expect(client.run().isEmpty)
  }

  @Test func theServerEndsAsItIsTold() {
    let client = TestClient()
    #expect(client.request("shutdown")["result"] == .null)
    #expect(client.errorCode("textDocument/hover") == -32600)
    #expect(client.server.exitCode == nil)
    client.notify("exit", .null)
    client.run()
    #expect(client.server.exitCode == 0)
  }

  @Test(arguments: [true, false])
  func exitWithoutShutdownIsAFailure(initialized: Bool) {
    let client = TestClient(initialized: initialized)
    client.notify("exit", .null)
    client.run()
    #expect(client.server.exitCode == 1)
  }

  @Test func whatIsNotKnownIsSaidOrPassedOver() {
    let client = TestClient()
    client.run()
    #expect(client.errorCode("dbmodel/none", .object([])) == -32601)
    #expect(client.errorCode("$/none") == -32601)
    client.notify("dbmodel/none", .object([]))
    client.notify("$/none", .null)
    #expect(client.run().isEmpty)
  }

  /// Bad messages between good ones: each is answered, and the good ones are served.
  @Test(arguments: [
    ("{", -32700), ("", -32700), ("nonsense", -32700), ("{\"a\": 1", -32700),
    (String(repeating: "[", count: 100_000), -32700), ("[]", -32600), ("1", -32600),
    ("{}", -32600), ("{\"jsonrpc\": \"1.0\", \"id\": 7, \"method\": \"x\"}", -32600),
    ("{\"jsonrpc\": \"2.0\", \"id\": 7}", -32600),
    ("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": 1}", -32600),
    ("{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"x\"}", -32600),
    ("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"x\", \"params\": 1}", -32600),
  ])
  func malformedMessagesCostThemselvesAlone(body: String, code: Int) {
    let client = TestClient()
    client.run()
    let good = TestClient.frame("{\"jsonrpc\": \"2.0\", \"id\": \"g\", \"method\": \"shutdown\"}")
    let answers = client.raw(TestClient.frame(body) + good)
    #expect(answers.count == 2, "\(body.prefix(80))")
    #expect(answers.first?.at("error", "code") == .int(code), "\(body.prefix(80))")
    #expect(answers.first?["id"] == (body.contains("\"id\": 7") ? 7 : .null))
    #expect(answers.last == ["jsonrpc": "2.0", "id": "g", "result": .null])
  }

  @Test func garbageBetweenMessagesIsSaidOnce() {
    let client = TestClient()
    client.run()
    let answers = client.raw(
      "what is this\nand this\n"
        + TestClient.frame("{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"shutdown\"}")
    )
    #expect(answers.count == 2)
    #expect(answers.first?.at("error", "code") == -32700)
    #expect(answers.last?["id"] == .number("1.5"))
  }

  @Test func aRequestThatWaitsCanBeTakenBack() {
    let client = TestClient()
    client.run()
    let first = client.queue("shutdown", .null)
    client.notify("$/cancelRequest", ["id": first])
    client.notify("$/cancelRequest", ["id": "nobody"])
    client.notify("$/cancelRequest", .null)
    let answers = client.run()
    #expect(answers.count == 1)
    #expect(answers.first?.at("error", "code") == -32800)
    #expect(!client.server.isShutDown)
    // An id may be used again: the old cancellation is spent.
    #expect(client.request("shutdown")["result"] == .null)
  }

  @Test func responsesOfTheClientNeedNoAnswer() {
    let client = TestClient()
    client.run()
    let answers = client.raw(
      TestClient.frame("{\"jsonrpc\": \"2.0\", \"id\": 3, \"result\": null}")
        + TestClient.frame("{\"jsonrpc\": \"2.0\", \"id\": null, \"error\": {\"code\": 1}}")
    )
    #expect(answers.isEmpty)
  }
}
