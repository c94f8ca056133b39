import DBModelDesign
import DBModelDiagnostics

/// One item of sample data: attributes in the order of the file.
typealias Sample = [SourceNode.Member]

/// Sample data.
enum Samples {
  /// - Throws: `ImportFailure` where an item is no object.
  static func read(_ nodes: [SourceNode], of title: String, _ sink: NoteSink)
    throws(ImportFailure) -> [Sample]
  {
    var samples: [Sample] = []
    for node in nodes {
      let reader = try ObjectReader(node, "a sample of \(title)", sink)
      samples.append(reader.node.members ?? [])
    }
    if let first = nodes.first, !samples.isEmpty {
      sink.add(
        "not carried over: the values of samples; shapes and sizes are inferred from them",
        at: first.span
      )
    }
    return samples
  }

  /// `{"S": "…"}`: the type of a value, and the value.
  static func typed(_ node: SourceNode) -> (type: String, value: SourceNode)? {
    guard let members = node.members, members.count == 1, let member = members.first else {
      return nil
    }
    return (member.key, member.value)
  }
}

/// The attributes that a table declares with types.
struct DeclaredAttributes {
  let key: [KeyAttribute]
  private(set) var order: [String] = []
  private(set) var types: [String: String] = [:]

  init(key: [KeyAttribute]) { self.key = key }

  mutating func add(_ name: String, _ type: String) {
    if types[name] == nil { order.append(name) }
    types[name] = type
  }

  /// The type of an attribute as the service names it.
  func type(of name: String) -> String? {
    key.first { $0.name == name }?.type.rawValue ?? types[name]
  }
}
