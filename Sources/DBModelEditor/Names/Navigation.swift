public import DBModelDiagnostics
import DBModelDriver
public import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Where a name leads.
public struct EditorDefinition: Hashable, Sendable {
  /// The name that was asked about.
  public let origin: SourceSpan
  /// The declarations; an imported file is its start.
  public let targets: [SourceSpan]
}

/// One place of a name in a file.
public struct EditorHighlight: Hashable, Sendable {
  public let span: SourceSpan
  /// Whether the name is declared there.
  public let isDeclaration: Bool
}

extension EditorSnapshot {
  /// The name at a byte offset.
  public func occurrence(at offset: Int, in file: FileID) -> SymbolOccurrence? {
    symbols.occurrence(at: offset, in: file)
  }

  /// Where the name at an offset is declared, or the file an import names.
  public func definition(at offset: Int, in file: FileID) -> EditorDefinition? {
    if let found = occurrence(at: offset, in: file) {
      let targets = symbols[found.symbol].declarations
      return targets.isEmpty ? nil : EditorDefinition(origin: found.span, targets: targets)
    }
    guard let tree = tree(file) else { return nil }
    for imported in imports(of: tree)
    where imported.span.lower <= offset && offset <= imported.span.upper {
      let path = FilePath.resolve(imported.value, from: tree.file.path)
      guard let target = self.file(at: path) else { return nil }
      return EditorDefinition(
        origin: imported.span,
        targets: [SourceSpan(file: target, lower: 0, upper: 0)]
      )
    }
    return nil
  }

  /// Every place of the name at an offset, in all files of the model.
  public func references(at offset: Int, in file: FileID, includingDeclaration: Bool)
    -> [SourceSpan]
  {
    guard let found = occurrence(at: offset, in: file) else { return [] }
    return symbols.occurrences(of: found.symbol)
      .filter { includingDeclaration || !$0.isDeclaration }.map(\.span)
  }

  /// Every place of the name at an offset in the same file.
  public func highlights(at offset: Int, in file: FileID) -> [EditorHighlight] {
    guard let found = occurrence(at: offset, in: file) else { return [] }
    return symbols.occurrences(of: found.symbol).filter { $0.span.file == file }
      .map { EditorHighlight(span: $0.span, isDeclaration: $0.isDeclaration) }
  }
}
