import DBModelJSON

/// What a request is called by its sender: a number or a string.
enum RequestID: Hashable, Sendable {
  /// As written, so that it is given back digit by digit.
  case number(String)
  case string(String)

  init?(_ value: JSONValue?) {
    switch value {
    case .number(let text): self = .number(text)
    case .string(let text): self = .string(text)
    default: return nil
    }
  }

  var value: JSONValue {
    switch self {
    case .number(let text): .number(text)
    case .string(let text): .string(text)
    }
  }
}
