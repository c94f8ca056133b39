import DBModelDiagnostics

/// Reads the tables of a template of CloudFormation or SAM.
struct TemplateReader {
  let sink: NoteSink

  private static let types = [
    "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable",
  ]

  func read(_ template: SourceNode) throws(ImportFailure) -> ImportedModel {
    var model = ImportedModel()
    var reader = try ObjectReader(template, "the template", sink)
    for name in ["AWSTemplateFormatVersion", "Transform", "Parameters", "Mappings", "Conditions"] {
      _ = reader.take(name)
    }
    guard let resources = reader.take("Resources") else {
      throw SourceFormat.cloudFormation.withoutTables(template.span)
    }
    let all = try ObjectReader(resources, "`Resources`", sink)
    var resolver = IntrinsicResolver(template, sink)
    let found = all.node.members ?? []
    let tables = found.filter { Self.types.contains($0.value["Type"]?.stringValue ?? "") }
    for table in tables {
      if let name = table.value["Properties"]?["TableName"],
        case .string(let text) = resolver.resolved(name).value
      {
        resolver.tableNames[table.key] = text
      }
    }
    for table in tables {
      var one = ImportedModel()
      try resource(table, resolver, &one)
      try model.add(one, sink)
    }
    noteOthers(found)
    reader.finish()
    return model
  }

  /// Resources of other types, one line for each type.
  private func noteOthers(_ resources: [SourceNode.Member]) {
    for resource in resources {
      let type = resource.value["Type"]?.stringValue ?? ""
      if Self.types.contains(type) { continue }
      let what = type.isEmpty ? "without a type" : "of the type `\(Quoted.text(type))`"
      let why =
        type.hasPrefix("AWS::ApplicationAutoScaling::")
        ? "; write `capacity provisioned 5..50/s reads 5..50/s writes at 70%` where it scales a table"
        : ""
      sink.add("not carried over: a resource \(what)\(why)", at: resource.keySpan)
    }
  }

  private func resource(
    _ member: SourceNode.Member,
    _ resolver: IntrinsicResolver,
    _ model: inout ImportedModel
  ) throws(ImportFailure) {
    let id = Quoted.text(member.key)
    var resource = try ObjectReader(
      resolvedAround(member.value, resolver),
      "resource `\(id)`",
      sink
    )
    let type = try resource.requireString("Type")
    if let condition = try resource.string("Condition") {
      sink.add(
        "written whatever holds: resource `\(id)`, which has the condition "
          + "`\(Quoted.text(condition))`",
        at: resource.span("Condition")
      )
    }
    let properties =
      resource.take("Properties")
      ?? SourceNode(
        .object([]),
        SourceSpan(
          file: member.keySpan.file,
          lower: member.keySpan.lower,
          upper: member.keySpan.lower
        )
      )
    resource.finish()
    var unnamed = try ObjectReader(properties, "the properties of `\(id)`", sink)
    let name = try name(of: member, &unnamed)
    var reader = try ObjectReader(properties, "table `\(Quoted.text(name))`", sink)
    _ = reader.take("TableName")
    switch type {
    case "AWS::DynamoDB::GlobalTable":
      model.tables = [
        try GlobalTableReader(sink: sink).read(&reader, name, member.keySpan, &model)
      ]
    case "AWS::Serverless::SimpleTable":
      model.tables = [try SimpleTableReader(sink: sink).read(&reader, name, member.keySpan)]
    default:
      let body = try TableBodyReader(sink: sink).read(&reader, name: name, span: member.keySpan)
      reader.finish()
      var table = body.table
      table.entities = [KeyedEntity.make(table, timeToLive: body.timeToLive, sink)]
      model.tables = [table]
    }
  }

  /// The functions in the properties resolved; the condition beside them is a name.
  private func resolvedAround(_ node: SourceNode, _ resolver: IntrinsicResolver) -> SourceNode {
    guard let members = node.members else { return node }
    return SourceNode(
      .object(
        members.map { member in
          guard member.key == "Properties" else { return member }
          return SourceNode.Member(
            key: member.key,
            keySpan: member.keySpan,
            value: resolver.resolved(member.value)
          )
        }
      ),
      node.span
    )
  }

  /// The deployed name where the template says it, else the logical id.
  private func name(of member: SourceNode.Member, _ properties: inout ObjectReader)
    throws(ImportFailure) -> String
  {
    guard let node = properties.take("TableName") else {
      sink.add(
        "named after its logical id: table `\(Quoted.text(member.key))`, which has no `TableName`",
        at: member.keySpan
      )
      return member.key
    }
    if case .unresolved(let function) = node.value {
      sink.add(
        "named after its logical id: table `\(Quoted.text(member.key))`, whose name is "
          + "`\(Quoted.text(function))`",
        at: node.span
      )
      return member.key
    }
    return try properties.requireString("TableName")
  }
}
