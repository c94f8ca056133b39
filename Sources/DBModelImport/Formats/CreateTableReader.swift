import DBModelDesign
import DBModelDiagnostics

/// Reads CreateTable inputs and DescribeTable answers.
struct CreateTableReader {
  let file: SourceFile
  let sink: NoteSink

  /// - Parameter documents: The documents of a file, each a table or a list of tables.
  func read(_ documents: [SourceNode]) throws(ImportFailure) -> ImportedModel {
    var model = ImportedModel()
    let nodes = documents.flatMap { $0.elements ?? [$0] }
    for (number, node) in nodes.enumerated() {
      var one = ImportedModel()
      let fallback = nodes.count == 1 ? baseName : "\(baseName)\(number + 1)"
      one.tables = [try table(unwrapped(node), fallback, &one)]
      try model.add(one, sink)
    }
    return model
  }

  /// `{"Table": …}` is what DescribeTable answers, `{"TableDescription": …}` what CreateTable does.
  private func unwrapped(_ node: SourceNode) -> SourceNode {
    for name in ["Table", "TableDescription"] {
      if let inner = node[name], inner.members != nil {
        for other in node.members ?? [] where other.key != name {
          sink.add("not carried over: `\(Quoted.text(other.key))`", at: other.keySpan)
        }
        return inner
      }
    }
    return node
  }

  /// The file's name without folder and ending.
  private var baseName: String {
    let last = file.path.split(separator: "/").last.map(String.init) ?? ""
    let stem = last.split(separator: ".").first.map(String.init) ?? ""
    return stem.isEmpty || stem == "-" ? "table" : stem
  }

  private func table(_ node: SourceNode, _ fallback: String, _ model: inout ImportedModel)
    throws(ImportFailure) -> ImportedTable
  {
    var unnamed = try ObjectReader(node, "the table", sink)
    let stated = try unnamed.string("TableName")
    let name = stated.flatMap { $0.isEmpty ? nil : $0 } ?? fallback
    if stated == nil {
      sink.add(
        "named after its file: a table without `TableName`, `\(Quoted.text(name))`",
        at: SourceSpan(file: file.id, lower: node.span.lower, upper: node.span.lower)
      )
    }
    var reader = try ObjectReader(node, "table `\(Quoted.text(name))`", sink)
    _ = reader.take("TableName")
    let body = try TableBodyReader(sink: sink).read(
      &reader,
      name: name,
      span: stated == nil ? node.span : unnamed.span("TableName")
    )
    var table = body.table
    let count = try reader.integer("ItemCount").flatMap { $0 > 0 ? $0 : nil }
    let size = try reader.integer("TableSizeBytes")
    model.region = try region(&reader)
    try replicas(&reader, &table.settings)
    reader.finish()
    var entity = KeyedEntity.make(table, count: count, timeToLive: body.timeToLive, sink)
    if let count, let size, size > 0 {
      entity.remarks.append("its items have \(max(size / count, 1)) B on average")
    }
    table.entities = [entity]
    return table
  }

  /// `arn:aws:dynamodb:us-east-1:…` names the region.
  private func region(_ reader: inout ObjectReader) throws(ImportFailure) -> String? {
    guard reader.has("TableArn"), let arn = try reader.string("TableArn") else { return nil }
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    let region = parts.count > 4 ? String(parts[3]) : ""
    return RegionName.isRegion(region) ? region : nil
  }

  /// The replicas that DescribeTable shows.
  private func replicas(_ reader: inout ObjectReader, _ settings: inout ImportedSettings)
    throws(ImportFailure)
  {
    for node in try reader.list("Replicas") {
      var replica = try ObjectReader(node, "a replica of \(reader.title)", sink)
      let region = try replica.requireString("RegionName")
      _ = replica.take("ReplicaStatus")
      replica.finish()
      RegionName.add(region, to: &settings, at: node.span, of: reader.title, sink)
    }
    if try reader.string("MultiRegionConsistency") == "STRONG" {
      settings.hasStrongReplicas = true
    }
    for node in try reader.list("GlobalTableWitnesses") {
      var witness = try ObjectReader(node, "a witness of \(reader.title)", sink)
      settings.witness = try witness.string("RegionName")
      _ = witness.take("WitnessStatus")
      witness.finish()
    }
    RegionName.settle(&settings, at: reader.span("Replicas"), of: reader.title, sink)
  }
}
