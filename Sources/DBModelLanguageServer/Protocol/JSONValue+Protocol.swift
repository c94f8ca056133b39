import DBModelJSON

extension JSONValue {
  /// A whole number that fits; `nil` for anything else.
  var intValue: Int? { if case .number(let text) = self { Int(text) } else { nil } }

  var boolValue: Bool { self == .bool(true) }

  /// The value at the end of a way of keys.
  func at(_ keys: String...) -> JSONValue? {
    var value: JSONValue? = self
    for key in keys { value = value?[key] }
    return value
  }

  /// The strings of an array; what is no string is left out.
  var strings: [String] { (arrayValue ?? []).compactMap(\.stringValue) }

  /// - Throws: `invalidParams` naming the key.
  func requiredString(_ key: String) throws(RPCError) -> String {
    guard let text = self[key]?.stringValue else {
      throw RPCError(.invalidParams, "`\(key)` is not a string")
    }
    return text
  }

  /// - Throws: `invalidParams` naming the key.
  func requiredInt(_ key: String) throws(RPCError) -> Int {
    guard let value = self[key]?.intValue else {
      throw RPCError(.invalidParams, "`\(key)` is not a whole number")
    }
    return value
  }

  /// - Throws: `invalidParams` naming the key.
  func required(_ key: String) throws(RPCError) -> JSONValue {
    guard let value = self[key], value.members != nil else {
      throw RPCError(.invalidParams, "`\(key)` is not an object")
    }
    return value
  }

  /// An object of the members that have a value.
  static func compact(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }
}
