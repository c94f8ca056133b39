import DBModelDiagnostics

/// Reads the members of an object. What nobody took is said when it is finished, so that nothing of
/// a file is lost in silence.
struct ObjectReader {
  let node: SourceNode
  /// `table \`orders\``, as messages and notes name it.
  let title: String
  let sink: NoteSink
  private let members: [String: SourceNode.Member]
  private let order: [SourceNode.Member]
  private var taken: Set<String> = []

  /// - Throws: `ImportFailure` where the node is no object, or one of its names stands twice.
  init(_ node: SourceNode, _ title: String, _ sink: NoteSink) throws(ImportFailure) {
    guard let members = node.members else {
      throw .invalid(
        "\(title) is \(node.kind), not an object",
        at: node.span,
        help: "write it as an object with named members"
      )
    }
    var found: [String: SourceNode.Member] = [:]
    for member in members {
      if let first = found[member.key] {
        throw .invalid(
          "`\(Quoted.text(member.key))` stands twice in \(title)",
          at: member.keySpan,
          secondary: [Label(first.keySpan, "it stands here first")],
          help: "keep one of the two"
        )
      }
      found[member.key] = member
    }
    self.node = node
    self.title = title
    self.sink = sink
    self.members = found
    order = members
  }

  /// Whether a member is there, taken or not.
  func has(_ key: String) -> Bool { members[key] != nil }

  /// A member that is there and not null; it counts as read.
  mutating func take(_ key: String) -> SourceNode? {
    taken.insert(key)
    guard let value = members[key]?.value, !value.isNull else { return nil }
    return value
  }

  /// - Throws: `ImportFailure` where the member is missing.
  mutating func require(_ key: String, help: String? = nil) throws(ImportFailure) -> SourceNode {
    if let value = take(key) { return value }
    throw .invalid(
      "\(title) has no `\(key)`",
      at: SourceSpan(file: node.span.file, lower: node.span.lower, upper: node.span.lower),
      help: help ?? "add `\(key)`"
    )
  }

  /// A text that is there; `nil` where the member is missing or not resolved, which is noted.
  mutating func string(_ key: String) throws(ImportFailure) -> String? {
    guard let node = take(key) else { return nil }
    switch node.value {
    case .string(let text): return text
    case .number(let text): return text
    case .unresolved:
      noteUnresolved(node, key)
      return nil
    default: throw wrongType(node, key, "a text")
    }
  }

  mutating func requireString(_ key: String) throws(ImportFailure) -> String {
    let node = try require(key)
    switch node.value {
    case .string(let text) where !text.isEmpty: return text
    case .number(let text): return text
    case .string:
      throw .invalid("`\(key)` of \(title) is empty", at: node.span, help: "write its value")
    case .unresolved(let text):
      throw .invalid(
        "`\(key)` of \(title) is not known",
        at: node.span,
        notes: ["`\(Quoted.text(text))` has no value in this file"],
        help: "write the value, or give the parameter behind it a default"
      )
    default: throw wrongType(node, key, "a text")
    }
  }

  /// A whole number of at most 2^53; texts that hold one count, as templates write them.
  mutating func integer(_ key: String) throws(ImportFailure) -> Int? {
    guard let node = take(key) else { return nil }
    let text: String
    switch node.value {
    case .number(let number): text = number
    case .string(let string): text = string
    case .unresolved:
      noteUnresolved(node, key)
      return nil
    default: throw wrongType(node, key, "a whole number")
    }
    guard let value = Int(text), value >= -1, value <= 1 << 53 else {
      throw wrongType(node, key, "a whole number")
    }
    return value
  }

  mutating func flag(_ key: String) throws(ImportFailure) -> Bool? {
    guard let node = take(key) else { return nil }
    switch node.value {
    case .bool(let value): return value
    case .string(let text) where text.lowercased() == "true": return true
    case .string(let text) where text.lowercased() == "false": return false
    case .unresolved:
      noteUnresolved(node, key)
      return nil
    default: throw wrongType(node, key, "true or false")
    }
  }

  /// The elements of a list; none where it is missing.
  mutating func list(_ key: String) throws(ImportFailure) -> [SourceNode] {
    guard let node = take(key) else { return [] }
    guard let elements = node.elements else { throw wrongType(node, key, "a list") }
    return elements
  }

  /// An object that is there, to be finished by whoever reads it.
  mutating func object(_ key: String) throws(ImportFailure) -> ObjectReader? {
    guard let node = take(key) else { return nil }
    if case .unresolved = node.value {
      noteUnresolved(node, key)
      return nil
    }
    guard node.members != nil else { throw wrongType(node, key, "an object") }
    return try ObjectReader(node, "`\(key)` of \(title)", sink)
  }

  /// Where a member's value stands, else the object.
  func span(_ key: String) -> SourceSpan { members[key]?.value.span ?? node.span }

  /// Says what nobody took.
  func finish() {
    for member in order where !taken.contains(member.key) && !member.value.isNull {
      sink.add(
        "not carried over: `\(Quoted.text(member.key))` of \(title)",
        at: member.keySpan
      )
    }
  }

  private func noteUnresolved(_ node: SourceNode, _ key: String) {
    guard case .unresolved(let text) = node.value else { return }
    sink.add(
      "not carried over: `\(key)` of \(title), which is `\(Quoted.text(text))`",
      at: node.span
    )
  }

  private func wrongType(_ node: SourceNode, _ key: String, _ wanted: String) -> ImportFailure {
    .invalid(
      "`\(key)` of \(title) is \(node.kind), not \(wanted)",
      at: node.span,
      help: "write \(wanted)"
    )
  }
}
