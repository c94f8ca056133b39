import DBModelDesign
import DBModelDiagnostics

/// Reads AttributeDefinitions and the key schemas that name them, as CreateTable and templates
/// write them.
struct KeyReader {
  /// What a key schema is of: how many attributes it may have.
  enum Owner {
    case table
    case globalIndex
    case localIndex
  }

  private let types: [String: KeyAttributeType]
  private let order: [(name: String, span: SourceSpan)]
  private let sink: NoteSink

  init(_ table: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure) {
    var types: [String: KeyAttributeType] = [:]
    var order: [(name: String, span: SourceSpan)] = []
    var firsts: [String: SourceSpan] = [:]
    for node in try table.list("AttributeDefinitions") {
      var reader = try ObjectReader(node, "an attribute definition", sink)
      let name = try reader.requireString("AttributeName")
      let type = try Self.type(&reader, "AttributeType")
      reader.finish()
      if let first = firsts[name] {
        throw .invalid(
          "attribute `\(Quoted.text(name))` is defined twice",
          at: reader.span("AttributeName"),
          secondary: [Label(first, "it is defined here first")],
          help: "keep one definition"
        )
      }
      firsts[name] = reader.span("AttributeName")
      types[name] = type
      order.append((name, reader.span("AttributeName")))
    }
    self.types = types
    self.order = order
    self.sink = sink
  }

  /// `S`, `N` or `B`.
  static func type(_ reader: inout ObjectReader, _ key: String) throws(ImportFailure)
    -> KeyAttributeType
  {
    let text = try reader.requireString(key)
    guard let type = KeyAttributeType(rawValue: text) else {
      throw .invalid(
        "`\(Quoted.text(text))` is no type of a key attribute",
        at: reader.span(key),
        help: "write `S` for a text, `N` for a number or `B` for bytes"
      )
    }
    return type
  }

  /// The key of a table or an index.
  func key(_ reader: inout ObjectReader, of owner: Owner) throws(ImportFailure)
    -> (partition: [KeyAttribute], sort: [KeyAttribute])
  {
    let node = try reader.require("KeySchema")
    let elements = try reader.list("KeySchema")
    var partition: [KeyAttribute] = []
    var sort: [KeyAttribute] = []
    var names: [String: SourceSpan] = [:]
    for element in elements {
      var part = try ObjectReader(element, "a key element of \(reader.title)", sink)
      let name = try part.requireString("AttributeName")
      let role = try part.requireString("KeyType")
      part.finish()
      let attribute = KeyAttribute(name: name, type: try type(of: name, part, reader))
      if let first = names[name] {
        throw .invalid(
          "`\(Quoted.text(name))` stands twice in the key of \(reader.title)",
          at: part.span("AttributeName"),
          secondary: [Label(first, "it stands here first")],
          help: "name each attribute once"
        )
      }
      names[name] = part.span("AttributeName")
      switch role {
      case "HASH": partition.append(attribute)
      case "RANGE": sort.append(attribute)
      default:
        throw .invalid(
          "`\(Quoted.text(role))` is no role in a key",
          at: part.span("KeyType"),
          help: "write `HASH` for the partition key or `RANGE` for the sort key"
        )
      }
    }
    try check(partition, sort, owner, reader, node.span)
    return (partition, sort)
  }

  private func type(of name: String, _ part: ObjectReader, _ reader: ObjectReader)
    throws(ImportFailure) -> KeyAttributeType
  {
    if let type = types[name] { return type }
    throw .invalid(
      "key attribute `\(Quoted.text(name))` of \(reader.title) has no definition",
      at: part.span("AttributeName"),
      notes: ["each attribute of a key has its type in `AttributeDefinitions`"],
      help: "add it to `AttributeDefinitions`"
    )
  }

  private func check(
    _ partition: [KeyAttribute],
    _ sort: [KeyAttribute],
    _ owner: Owner,
    _ reader: ObjectReader,
    _ span: SourceSpan
  ) throws(ImportFailure) {
    let most = owner == .globalIndex ? Int(DynamoDBLimits.indexKeyAttributes.value) : 1
    let limits =
      owner == .globalIndex
      ? "a global index has up to \(most) `HASH` and up to \(most) `RANGE` attributes"
      : "a table and a local index have one `HASH` and at most one `RANGE` attribute"
    guard !partition.isEmpty else {
      throw .invalid(
        "the key of \(reader.title) has no `HASH` attribute",
        at: span,
        notes: [limits],
        help: "name the partition key"
      )
    }
    guard partition.count <= most, sort.count <= most else {
      let role = partition.count > most ? "HASH" : "RANGE"
      let count = partition.count > most ? partition.count : sort.count
      throw .invalid(
        "the key of \(reader.title) has \(count) `\(role)` attributes",
        at: span,
        notes: [limits],
        help: "keep \(most) of them"
      )
    }
    if owner == .localIndex, sort.isEmpty {
      throw .invalid(
        "local index \(reader.title) has no `RANGE` attribute",
        at: span,
        notes: ["a local index is another order of the table's own partitions"],
        help: "name its sort key"
      )
    }
  }

  /// Definitions that no key uses.
  func noteUnused(_ used: [KeyAttribute], of table: ObjectReader) {
    let names = Set(used.map(\.name))
    for definition in order where !names.contains(definition.name) {
      sink.add(
        "not carried over: attribute `\(Quoted.text(definition.name))` of \(table.title), "
          + "which stands in no key",
        at: definition.span
      )
    }
  }
}
