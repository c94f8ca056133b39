public import DBModelDiagnostics

/// A file, its tokens and its nodes. Nothing of the file is lost: every byte is in a token or in
/// the trivia before one.
public struct SyntaxTree: Sendable {
  let storage: Storage

  /// Shared, so that a node is a reference and a number.
  final class Storage: Sendable {
    let file: SourceFile
    let tokens: TokenTable
    let nodes: NodeTable

    init(file: SourceFile, tokens: TokenTable, nodes: NodeTable) {
      self.file = file
      self.tokens = tokens
      self.nodes = nodes
    }
  }

  /// The file that was parsed.
  public var file: SourceFile { storage.file }

  /// The node of kind `file`, whose children are the clauses.
  public var root: SyntaxNode { SyntaxNode(storage: storage, index: 0) }

  /// How many nodes there are.
  public var nodeCount: Int { storage.nodes.count }

  /// Every token in the order of the file; the last is the end of the file, which carries the
  /// trivia behind the last real one.
  public var tokens: SyntaxTokens {
    SyntaxTokens(storage: storage, startIndex: 0, endIndex: storage.tokens.count)
  }
}

/// Some tokens in a row.
public struct SyntaxTokens: RandomAccessCollection, Sendable {
  let storage: SyntaxTree.Storage
  /// The place of the first among all tokens of the file.
  public let startIndex: Int
  /// One past the place of the last.
  public let endIndex: Int

  /// The token at a place.
  public subscript(index: Int) -> SyntaxToken { SyntaxToken(storage: storage, index: index) }
}

/// One token with the trivia before it.
public struct SyntaxToken: Sendable {
  let storage: SyntaxTree.Storage
  /// Its place among all tokens of the file.
  public let index: Int

  /// What it is.
  public var kind: TokenKind { storage.tokens.kind(index) }

  /// Without trivia.
  public var span: SourceSpan {
    SourceSpan(
      file: storage.file.id,
      lower: storage.tokens.start(index),
      upper: storage.tokens.end(index)
    )
  }

  /// Spaces, line ends and comments since the token before.
  public var triviaSpan: SourceSpan {
    SourceSpan(
      file: storage.file.id,
      lower: storage.tokens.triviaStart(index),
      upper: storage.tokens.start(index)
    )
  }

  /// The text without trivia.
  public var text: String { storage.file.text(span) }
  /// The text of the trivia before it.
  public var trivia: String { storage.file.text(triviaSpan) }

  /// Whether the token is the first on its line.
  public var startsLine: Bool {
    index == 0 || storage.tokens.flags(index).contains(.newlineBefore)
  }
}
