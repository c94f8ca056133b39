public import DBModelDiagnostics
import DBModelSyntax

/// What came of an import.
public struct ImportOutcome: Sendable {
  /// A model in the form that `fmt` gives; `nil` where something was wrong.
  public let text: [UInt8]?
  /// What was left behind or read in a way to be looked at, in the order of the files.
  public let notes: [ImportNote]
  /// What was wrong; one for each file at most.
  public let diagnostics: [Diagnostic]
}

/// Reads descriptions of tables in other formats and writes them as one model. A pure function:
/// the same files give the same bytes.
public enum Importer {
  /// - Parameters:
  ///   - files: In the order they are to be written in; at least one.
  ///   - format: Of every file; `nil` tells each by what it holds.
  public static func run(_ files: [SourceFile], as format: SourceFormat? = nil) -> ImportOutcome {
    let sink = NoteSink()
    var model = ImportedModel()
    var diagnostics: [Diagnostic] = []
    for file in files {
      do throws(ImportFailure) {
        try model.add(try read(file, format, sink), sink)
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    guard diagnostics.isEmpty, !files.isEmpty else {
      return ImportOutcome(text: nil, notes: [], diagnostics: diagnostics)
    }
    switch ModelWriter.write(model) {
    case .formatted(let text):
      return ImportOutcome(text: text, notes: sink.notes, diagnostics: [])
    case .refused(let found):
      return ImportOutcome(text: nil, notes: [], diagnostics: found)
    }
  }

  private static func read(_ file: SourceFile, _ format: SourceFormat?, _ sink: NoteSink)
    throws(ImportFailure) -> ImportedModel
  {
    let documents = try SourceDocument.read(file)
    let start = SourceSpan(file: file.id, lower: 0, upper: 0)
    guard let first = documents.first else {
      throw .unreadable("this file is empty", at: start, help: "name a file that describes tables")
    }
    guard let format = format ?? SourceFormat.recognise(first) else {
      throw SourceFormat.unrecognised(first)
    }
    var model: ImportedModel
    switch format {
    case .createTable: model = try CreateTableReader(file: file, sink: sink).read(documents)
    case .cloudFormation: model = try TemplateReader(sink: sink).read(first)
    case .workbench: model = try WorkbenchReader(sink: sink).read(first)
    case .awslabsSchema: model = try SchemaReader(sink: sink).read(first)
    case .postgresql, .mysql, .sqlite:
      throw .unreadable(
        "this is no script of SQL",
        at: start,
        help: "leave out `--from`, or name a script that makes tables"
      )
    }
    if format != .createTable, let second = documents.dropFirst().first {
      sink.add("not carried over: the documents after the first", at: second.span)
    }
    guard !model.tables.isEmpty else { throw format.withoutTables(first.span) }
    let last = file.path.split(separator: "/").last.map(String.init) ?? file.path
    model.origins = ["\(last == "-" ? "standard input" : last) (\(format.title))"]
    return model
  }
}
