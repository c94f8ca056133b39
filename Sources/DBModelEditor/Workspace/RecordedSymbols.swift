import DBModelSemantics
import DBModelSyntax
import Synchronization

/// The names of a model, recorded when one of them is first asked for: a keystroke wants findings
/// alone, and recording costs a third more than resolving.
final class RecordedSymbols: Sendable {
  private let trees: [SyntaxTree]
  private let found = Mutex<SymbolIndex?>(nil)

  init(_ trees: [SyntaxTree]) { self.trees = trees }

  var index: SymbolIndex {
    found.withLock { found in
      if let found { return found }
      let recorded = Resolver.resolveRecording(trees).symbols
      found = recorded
      return recorded
    }
  }
}
