public import DBModelDiagnostics

/// Something that can stand where the cursor is.
public struct EditorCompletion: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// A clause, or a word of the language.
    case keyword
    /// A clause or a type with places to fill in.
    case snippet
    case type
    case structure
    case entity
    case attribute
    /// A way back, or a relationship that leads to rows.
    case relationship
    case enumerationCase
    case parameter
    case store
    case service
    case pattern
    case function
    case unit
    case rule
    case file
  }

  /// What is shown and matched.
  public let label: String
  public let kind: Kind
  /// A few words beside the label; may be empty.
  public let detail: String
  /// Markdown, where there is more to say.
  public let documentation: String?
  /// What is replaced: the word at the cursor, empty where there is none.
  public let replaced: SourceSpan
  /// What is inserted; with places to fill in, `${1:…}`, where it is a snippet.
  public let insertion: String
  public let isSnippet: Bool
  /// The place among all proposals, from 0; the most likely first.
  public internal(set) var rank: Int
}

extension EditorSnapshot {
  /// What can stand at a byte offset, the most likely first. Works on text that is not finished.
  public func completions(at offset: Int, in file: FileID) -> [EditorCompletion] {
    guard let tree = tree(file), let context = CompletionContext(tree, offset) else { return [] }
    var engine = CompletionEngine(snapshot: self, context: context)
    engine.complete()
    return engine.result
  }
}
