import DBModelJSON

/// Collects the names and values that the expressions of one request refer to. Every name goes
/// through `ExpressionAttributeNames`, so that reserved words and dots need no care.
public struct ExpressionBuilder: Sendable {
  public private(set) var names: [String] = []
  public private(set) var values: [AttributeValue] = []

  public init() {}

  /// `#a0.#a1` for a location of one or more names.
  public mutating func reference(to location: [String]) -> String {
    location.map { name in
      if let index = names.firstIndex(of: name) { return "#a\(index)" }
      names.append(name)
      return "#a\(names.count - 1)"
    }.joined(separator: ".")
  }

  /// `:v0`; equal values share one. Texts that only look alike do not: the service compares bytes.
  public mutating func reference(to value: AttributeValue) -> String {
    let bytes = Self.bytes(of: value)
    let known = values.indices.first { values[$0] == value && Self.bytes(of: values[$0]) == bytes }
    if let known { return ":v\(known)" }
    values.append(value)
    return ":v\(values.count - 1)"
  }

  private static func bytes(of value: AttributeValue) -> [UInt8] {
    Array(JSONWriter.text(of: value.json, indentation: 0).utf8)
  }

  /// The members that carry names and values, left out where there are none.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !names.isEmpty {
      members.append(
        JSONValue.Member(
          "ExpressionAttributeNames",
          .object(names.enumerated().map { JSONValue.Member("#a\($0)", .string($1)) })
        )
      )
    }
    if !values.isEmpty {
      members.append(
        JSONValue.Member(
          "ExpressionAttributeValues",
          .object(values.enumerated().map { JSONValue.Member(":v\($0)", $1.json) })
        )
      )
    }
    return members
  }
}
