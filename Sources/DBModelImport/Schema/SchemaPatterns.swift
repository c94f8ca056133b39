import DBModelDiagnostics

/// Reads the access patterns of a schema. What a pattern does not say is not made up: one that
/// cannot be written is left out, and said to be.
struct SchemaPatterns {
  let tables: [ImportedTable]
  let entities: [SchemaEntity]
  /// Places in `entities`, by the names of the table and the entity.
  private let places: [[String]: Int]
  let sink: NoteSink
  private(set) var patterns: [ImportedPattern] = []
  private(set) var leftOut: [String] = []

  init(tables: [ImportedTable], entities: [SchemaEntity], sink: NoteSink) {
    self.tables = tables
    self.entities = entities
    places = Dictionary(
      entities.enumerated().map { ([$0.element.tableName, $0.element.name], $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    self.sink = sink
  }

  static let operations = [
    "GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem",
    "BatchWriteItem",
  ]

  /// The patterns of an entity.
  mutating func read(_ source: SchemaEntity) throws(ImportFailure) {
    for node in source.patterns {
      var head = try PatternHead(node, sink)
      var parameters = try SchemaParameters(&head.reader, sink)
      var pattern = ImportedPattern(
        name: head.name,
        documentation: head.description,
        operations: []
      )
      guard Self.operations.contains(head.operation) else {
        throw .invalid(
          "`\(Quoted.text(head.operation))` is no operation",
          at: head.reader.span("operation"),
          help: "write one of \(Self.operations.map { "`\($0)`" }.joined(separator: ", "))"
        )
      }
      let request = try KeyRequest(&head.reader, source, tables[source.place.table])
      pattern.isStrong = try head.reader.flag("consistent_read") ?? false
      if pattern.isStrong, let index = request.indexName {
        pattern.isStrong = false
        sink.add(
          "not carried over: `consistent_read` of \(head.reader.title); index "
            + "`\(Quoted.text(index))` has eventually consistent reads only",
          at: head.reader.span("consistent_read")
        )
      }
      if let index = request.indexName {
        pattern.remarks.append("through the index \(Quoted.text(index))")
      }
      if head.returnType == "mixed_data" {
        pattern.remarks.append(
          "to be stated: the other items it returns; the file says that there are some"
        )
      }
      head.reader.finish()
      let reason = fill(&pattern, head, request, &parameters)
      finish(pattern, parameters, head, reason)
    }
  }

  /// Adds what the operation does; says why it cannot.
  private func fill(
    _ pattern: inout ImportedPattern,
    _ head: PatternHead,
    _ request: KeyRequest,
    _ parameters: inout SchemaParameters
  ) -> String? {
    let place = request.source.place
    switch head.operation {
    case "PutItem":
      let row = parameters.row(of: request.source.name)
      let name = row?.name ?? parameters.freeName("row")
      if row == nil { for parameter in parameters.unused { parameters.use(parameter.name) } }
      pattern.parameters = [ImportedParameter(name: name, kind: .newRow(place))]
      pattern.operations = [.insert(parameter: name)]
    case "Scan":
      pattern.operations = [.read(place, request.filters(&parameters, &pattern))]
    case "Query":
      guard var conditions = request.queryConditions(&parameters, &pattern) else {
        return "it names no value for the key"
      }
      conditions += request.filters(&parameters, &pattern)
      pattern.operations = [.read(place, conditions)]
    case "GetItem", "DeleteItem", "UpdateItem":
      guard let conditions = request.keyConditions(&parameters, &pattern) else {
        return "it names no value for a part of the key"
      }
      if head.operation == "UpdateItem" {
        let set = request.assignments(&parameters, &pattern)
        if set.isEmpty { return "it names no attribute that it sets" }
        pattern.operations = [.update(place, conditions, set: set)]
      } else {
        let all = conditions + request.filters(&parameters, &pattern)
        pattern.operations = [
          head.operation == "GetItem" ? .read(place, all) : .delete(place, all)
        ]
      }
    default: return "`\(head.operation)` says how, not what is asked"
    }
    return nil
  }

  private mutating func finish(
    _ pattern: ImportedPattern,
    _ parameters: SchemaParameters,
    _ head: PatternHead,
    _ reason: String?
  ) {
    if let reason {
      leftOut.append("access pattern \(Quoted.text(head.name)): \(reason)")
      sink.add("not carried over: \(head.reader.title): \(reason)", at: head.reader.span("name"))
      return
    }
    let written = Set(pattern.parameters.map(\.name))
    for parameter in parameters.all where !written.contains(parameter.name) {
      sink.add(
        "not carried over: parameter `\(Quoted.text(parameter.name))` of \(head.reader.title), "
          + "which is held against nothing",
        at: parameter.span
      )
    }
    patterns.append(pattern)
  }

  // MARK: Across tables

  /// An access pattern of several entities.
  mutating func readTransaction(_ node: SourceNode) throws(ImportFailure) {
    var head = try PatternHead(node, sink)
    var parameters = try SchemaParameters(&head.reader, sink)
    guard ["TransactWrite", "TransactGet"].contains(head.operation) else {
      throw .invalid(
        "`\(Quoted.text(head.operation))` is no operation across tables",
        at: head.reader.span("operation"),
        help: "write `TransactWrite` or `TransactGet`"
      )
    }
    var whole = ImportedPattern(
      name: head.name,
      documentation: head.description,
      operations: []
    )
    var reads: [ImportedPattern] = []
    var reason: String?
    for step in try head.reader.list("entities_involved") {
      var reader = try ObjectReader(step, "an entity of \(head.reader.title)", sink)
      let source = try entity(&reader)
      let action = try reader.requireString("action")
      if try reader.string("condition") != nil {
        sink.add("not carried over: `condition` in transactions", at: reader.span("condition"))
      }
      reader.finish()
      let request = KeyRequest(source)
      if action == "Get" {
        var one = ImportedPattern(
          name: "\(head.name)_\(source.name)",
          documentation: head.description,
          operations: []
        )
        one.remarks = ["one read of the transaction \(Quoted.text(head.name))"]
        var own = parameters
        let conditions = request.keyConditions(&own, &one, byPlace: false)
        one.operations = [.read(source.place, conditions ?? [])]
        if conditions == nil { reason = "it names no value for a part of a key" }
        for parameter in one.parameters { parameters.use(parameter.name) }
        reads.append(one)
      } else {
        reason = reason ?? add(action, request, &parameters, &whole)
      }
    }
    head.reader.finish()
    if reads.isEmpty, whole.operations.isEmpty { reason = reason ?? "it involves no entity" }
    if reason == nil, !reads.isEmpty {
      sink.add(
        "written as one read for each entity: \(head.reader.title)",
        at: head.reader.span("name")
      )
      patterns += reads
      if whole.operations.isEmpty { return }
    }
    finish(whole, parameters, head, reason)
  }

  private func entity(_ reader: inout ObjectReader) throws(ImportFailure) -> SchemaEntity {
    let table = try reader.requireString("table")
    let name = try reader.requireString("entity")
    if let place = places[[table, name]] { return entities[place] }
    throw .invalid(
      "there is no entity `\(Quoted.text(name))` in a table `\(Quoted.text(table))`",
      at: reader.span("entity"),
      help: "name an entity of the schema, and its table"
    )
  }

  /// One write of a transaction; says why it cannot be written.
  private func add(
    _ action: String,
    _ request: KeyRequest,
    _ parameters: inout SchemaParameters,
    _ pattern: inout ImportedPattern
  ) -> String? {
    let place = request.source.place
    switch action {
    case "Put":
      guard let row = parameters.row(of: request.source.name) else {
        return "it hands over no row of `\(Quoted.text(request.source.name))`"
      }
      pattern.parameters.append(ImportedParameter(name: row.name, kind: .newRow(place)))
      pattern.operations.append(.insert(parameter: row.name))
    case "Delete", "Update":
      var own = parameters
      guard let conditions = request.keyConditions(&own, &pattern, byPlace: false) else {
        return "it names no value for a part of the key of `\(Quoted.text(request.source.name))`"
      }
      if action == "Delete" {
        pattern.operations.append(.delete(place, conditions))
      } else {
        let set = request.assignments(&own, &pattern)
        if set.isEmpty { return "it names no attribute that it sets" }
        pattern.operations.append(.update(place, conditions, set: set))
      }
    default: return "a model has no `\(Quoted.text(action))`"
    }
    return nil
  }
}
