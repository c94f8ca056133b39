import DBModelDiagnostics

/// The parameters of one access pattern of a schema, and which of them have been used.
struct SchemaParameters {
  struct Parameter {
    let name: String
    /// The entity whose rows it carries; `nil` for a single value.
    let entity: String?
    let span: SourceSpan
  }

  private(set) var all: [Parameter] = []
  private var used: Set<String> = []

  init(_ pattern: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure) {
    var names: Set<String> = []
    for node in try pattern.list("parameters") {
      var reader = try ObjectReader(node, "a parameter of \(pattern.title)", sink)
      let name = try reader.requireString("name")
      let type = try reader.string("type")
      let entity = try reader.string("entity_type")
      _ = reader.take("item_type")
      reader.finish()
      guard names.insert(name).inserted else {
        throw .invalid(
          "parameter `\(Quoted.text(name))` stands twice in \(pattern.title)",
          at: reader.span("name"),
          help: "keep one of the two"
        )
      }
      all.append(
        Parameter(
          name: name,
          entity: type == "entity" ? entity ?? "" : nil,
          span: reader.span("name")
        )
      )
      if all.count > 100 { throw .tooMany("parameters", 100, of: pattern.title, at: node.span) }
    }
  }

  /// Single values that nothing has used, in order.
  var unused: [Parameter] { all.filter { $0.entity == nil && !used.contains($0.name) } }

  mutating func use(_ name: String) { used.insert(name) }

  /// The value for a field: the parameter of its name, else the first that is left where the place
  /// alone tells. It counts as used.
  mutating func take(_ field: String, byPlace: Bool) -> String? {
    let free = unused
    let found = free.first { $0.name == field } ?? (byPlace ? free.first : nil)
    if let found { use(found.name) }
    return found?.name
  }

  /// A name that no parameter has yet.
  func freeName(_ wanted: String) -> String {
    var name = wanted
    while all.contains(where: { $0.name == name }) { name += "_" }
    return name
  }

  /// The row of an entity.
  func row(of entity: String) -> Parameter? { all.first { $0.entity == entity } }
}
