import DBModelDiagnostics

/// What every access pattern of a schema begins with.
struct PatternHead {
  let name: String
  let description: String?
  let operation: String
  let returnType: String?
  var reader: ObjectReader

  init(_ node: SourceNode, _ sink: NoteSink) throws(ImportFailure) {
    var unnamed = try ObjectReader(node, "an access pattern", sink)
    name = try unnamed.requireString("name")
    reader = try ObjectReader(node, "access pattern `\(Quoted.text(name))`", sink)
    _ = reader.take("name")
    description = try reader.string("description")
    operation = try reader.requireString("operation")
    returnType = try reader.string("return_type")
    for key in ["pattern_id", "return_type"] {
      if let node = reader.take(key) {
        sink.add("not carried over: `\(key)` of access patterns", at: node.span)
      }
    }
  }
}
