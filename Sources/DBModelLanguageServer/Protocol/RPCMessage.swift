import DBModelJSON

/// One message of JSON-RPC 2.0.
enum RPCMessage: Hashable, Sendable {
  case request(RequestID, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// What the client says to a request of ours.
  case response(RequestID, result: JSONValue, isError: Bool)
  /// Not a message; the answer names the id where one could be read.
  case invalid(RequestID?, RPCError)

  /// Reads any bytes; what is no message is `invalid`.
  init(_ bytes: [UInt8]) {
    do throws(JSONError) {
      self.init(try JSONReader.read(bytes))
    } catch {
      let text = "the message is not JSON: \(error.reason) (byte \(error.offset))"
      self = .invalid(nil, RPCError(.parseError, text))
    }
  }

  init(_ value: JSONValue) {
    guard value.members != nil else {
      let text =
        value.arrayValue == nil ? "a message is an object" : "batches of messages are not read"
      self = .invalid(nil, RPCError(.invalidRequest, text))
      return
    }
    let id = RequestID(value["id"])
    guard value["jsonrpc"] == "2.0" else {
      self = .invalid(id, RPCError(.invalidRequest, "`jsonrpc` is not \"2.0\""))
      return
    }
    if let method = value["method"] {
      self = Self.call(method, id: id, in: value)
    } else if let id, value["result"] != nil || value["error"] != nil {
      self = .response(id, result: value["result"] ?? .null, isError: value["error"] != nil)
    } else if value["error"] != nil, value["id"] == .null {
      // The client could not read a message of ours; there is nothing to answer.
      self = .response(.number("-1"), result: .null, isError: true)
    } else {
      self = .invalid(id, RPCError(.invalidRequest, "the message has no `method`"))
    }
  }

  private static func call(_ method: JSONValue, id: RequestID?, in value: JSONValue) -> RPCMessage {
    guard let name = method.stringValue else {
      return .invalid(id, RPCError(.invalidRequest, "`method` is not a string"))
    }
    let params = value["params"] ?? .null
    guard params == .null || params.members != nil || params.arrayValue != nil else {
      return .invalid(id, RPCError(.invalidRequest, "`params` is neither an object nor an array"))
    }
    if let id { return .request(id, method: name, params: params) }
    guard value["id"] == nil else {
      return .invalid(nil, RPCError(.invalidRequest, "`id` is neither a number nor a string"))
    }
    return .notification(method: name, params: params)
  }
}
