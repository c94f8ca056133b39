public import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax

extension EditorSnapshot {
  /// What an editor selects step by step around an offset, the smallest first: each holds the one
  /// before. Ends with the whole file; empty for a file of another model.
  public func selectionRanges(at offset: Int, in file: FileID) -> [SourceSpan] {
    guard let tree = tree(file) else { return [] }
    let whole = SourceSpan(file: file, lower: 0, upper: tree.file.bytes.count)
    var spans = [whole]
    for node in tree.nodes(at: offset) where !node.tokens.isEmpty {
      let span = node.span
      if let last = spans.last, span != last, last.lower <= span.lower, span.upper <= last.upper {
        spans.append(span)
      }
    }
    if let name = occurrence(at: offset, in: file)?.span, let last = spans.last, name != last,
      last.lower <= name.lower, name.upper <= last.upper
    {
      spans.append(name)
    }
    return spans.reversed()
  }
}
