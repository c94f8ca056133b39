import DBModelDesign
import DBModelDiagnostics

/// Reads SAM's table of one key attribute.
struct SimpleTableReader {
  let sink: NoteSink

  func read(_ reader: inout ObjectReader, _ name: String, _ span: SourceSpan)
    throws(ImportFailure) -> ImportedTable
  {
    // Source: SAM specification, AWS::Serverless::SimpleTable (checked 2026-11-27): a table without
    // a primary key has the text `id`.
    var attribute = KeyAttribute(name: "id", type: .string)
    if var key = try reader.object("PrimaryKey") {
      let keyName = try key.string("Name") ?? "id"
      attribute = KeyAttribute(name: keyName, type: try type(&key))
      key.finish()
    }
    let (settings, timeToLive) = try SettingsReader(sink: sink).read(&reader)
    reader.finish()
    var table = ImportedTable(name: name, span: span, key: [attribute])
    table.settings = settings
    table.entities = [KeyedEntity.make(table, timeToLive: timeToLive, sink)]
    return table
  }

  private func type(_ key: inout ObjectReader) throws(ImportFailure) -> KeyAttributeType {
    switch try key.string("Type") ?? "String" {
    case "String": return .string
    case "Number": return .number
    case "Binary": return .binary
    case let other:
      throw .invalid(
        "`\(Quoted.text(other))` is no type of a primary key",
        at: key.span("Type"),
        help: "write `String`, `Number` or `Binary`"
      )
    }
  }
}
