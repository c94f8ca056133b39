import DBModelDiagnostics

/// A value of a JSON or YAML file, with its place.
struct SourceNode: Sendable {
  indirect enum Value: Sendable {
    case null
    case bool(Bool)
    /// A number as the file writes it.
    case number(String)
    case string(String)
    case array([SourceNode])
    case object([Member])
    /// A function of a template whose result the template does not say, as a person writes it.
    case unresolved(String)
  }

  /// One member of an object; names keep their order and may repeat.
  struct Member: Sendable {
    let key: String
    let keySpan: SourceSpan
    let value: SourceNode
  }

  var value: Value
  let span: SourceSpan

  init(_ value: Value, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }

  var stringValue: String? { if case .string(let text) = value { text } else { nil } }
  var elements: [SourceNode]? { if case .array(let items) = value { items } else { nil } }
  var members: [Member]? { if case .object(let members) = value { members } else { nil } }
  var isNull: Bool { if case .null = value { true } else { false } }

  /// The first member with a name; `nil` for anything but an object that has it.
  subscript(key: String) -> SourceNode? { members?.first { $0.key == key }?.value }

  /// `an object`, as a message says it.
  var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    case .unresolved(let text): "`\(text)`"
    }
  }
}
