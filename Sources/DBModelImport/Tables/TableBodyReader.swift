import DBModelDesign
import DBModelDiagnostics

/// Reads what CreateTable and `AWS::DynamoDB::Table` have in common: keys, indexes and settings.
struct TableBodyReader {
  let sink: NoteSink

  /// - Returns: The table without entities, and the attribute with the expiry.
  func read(_ reader: inout ObjectReader, name: String, span: SourceSpan) throws(ImportFailure)
    -> (table: ImportedTable, timeToLive: String?)
  {
    let keys = try KeyReader(&reader, sink)
    let key = try keys.key(&reader, of: .table)
    let (settings, timeToLive) = try SettingsReader(sink: sink).read(&reader)
    let attributes = key.partition + key.sort
    let lists = IndexListReader(keys: keys, tableKey: attributes, settings: settings, sink: sink)
    let indexes = try lists.read(&reader)
    keys.noteUnused(attributes + indexes.flatMap { $0.partition + $0.sort }, of: reader)
    var table = ImportedTable(name: name, span: span, key: attributes)
    table.indexes = indexes
    table.settings = settings
    return (table, timeToLive)
  }
}
