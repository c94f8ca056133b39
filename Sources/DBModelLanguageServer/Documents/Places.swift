import DBModelDiagnostics
import DBModelJSON

/// Says spans of a model as addresses and ranges of an editor.
final class Places {
  private let sources: SourceMap
  private let documents: [String: OpenDocument]
  private let encoding: PositionEncoding
  private var buffers: [FileID: TextBuffer] = [:]

  init(_ sources: SourceMap, _ documents: [String: OpenDocument], _ encoding: PositionEncoding) {
    self.sources = sources
    self.documents = documents
    self.encoding = encoding
  }

  private func buffer(_ file: FileID) -> TextBuffer {
    if let known = buffers[file] { return known }
    let found = documents[sources[file].path]?.buffer ?? TextBuffer(sources[file].bytes)
    buffers[file] = found
    return found
  }

  /// The document of a file that the client shows.
  func document(_ file: FileID) -> OpenDocument? { documents[sources[file].path] }

  func uri(_ file: FileID) -> String {
    let path = sources[file].path
    return documents[path]?.uri ?? DocumentURI.uri(path: path)
  }

  func position(_ offset: Int, in file: FileID) -> LinePosition {
    buffer(file).position(of: offset, encoding)
  }

  func range(_ span: SourceSpan) -> LineRange {
    LineRange(position(span.lower, in: span.file), position(span.upper, in: span.file))
  }

  /// A `Location`.
  func location(_ span: SourceSpan) -> JSONValue {
    ["uri": .string(uri(span.file)), "range": range(span).value]
  }

  /// The units of the negotiated encoding that a span has.
  func length(_ span: SourceSpan) -> Int {
    let (start, end) = (range(span).start, range(span).end)
    return start.line == end.line ? end.character - start.character : 0
  }
}
