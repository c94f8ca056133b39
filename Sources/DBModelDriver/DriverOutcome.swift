public import DBModelDiagnostics
public import DBModelReport

/// What a run found and made.
public struct DriverOutcome: Sendable {
  public var document: ReportDocument
  /// The files the document's findings point into.
  public var sources: SourceMap
  /// The tool could not do its work: exit code 2, whatever the findings.
  public var toolFailure: Bool
  /// What `compile` made, to be written below the output directory; paths are relative to it.
  public var emittedFiles: [(path: String, bytes: [UInt8])]
  /// Files that fixes change, in the order of loading; the caller writes them.
  public var changedFiles: [ChangedFile] = []
  /// The lock beside the model, empty where there is none; `nil` where a model has no place.
  var lock: LoadedLock?

  public init(
    document: ReportDocument,
    sources: SourceMap,
    toolFailure: Bool = false,
    emittedFiles: [(path: String, bytes: [UInt8])] = []
  ) {
    self.document = document
    self.sources = sources
    self.toolFailure = toolFailure
    self.emittedFiles = emittedFiles
  }
}

/// A file whose text fixes change.
public struct ChangedFile: Sendable {
  /// As the user named it.
  public let path: String
  /// What was read.
  public let before: [UInt8]
  /// What is to be written.
  public let after: [UInt8]
}
