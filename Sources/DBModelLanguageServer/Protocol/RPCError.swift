import DBModelJSON

/// Why a request has no result.
struct RPCError: Error, Hashable, Sendable {
  /// The codes of JSON-RPC 2.0, section 5.1, and of LSP 3.17, "ErrorCodes" (checked 2026-11-24).
  enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case contentModified = -32801
    case requestCancelled = -32800
  }

  let code: Code
  /// One sentence without a full stop.
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var value: JSONValue { ["code": .int(code.rawValue), "message": .string(message)] }
}
