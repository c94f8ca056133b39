public import DBModelDiagnostics
public import DBModelSemantics
import DBModelWorkload

/// A declaration somewhere in the workspace.
public struct EditorWorkspaceSymbol: Hashable, Sendable {
  public let name: String
  /// What it belongs to: `Order`, or the model's name for what belongs to nothing.
  public let container: String
  public let kind: SymbolKind
  public let path: String
  /// The name.
  public let span: SourceSpan
}

extension EditorSnapshot {
  /// Declarations whose names hold the letters of a query in their order, the best first. An empty
  /// query finds all of them.
  ///
  /// - Parameter limit: At most so many.
  public static func workspaceSymbols(
    _ query: String,
    in snapshots: [EditorSnapshot],
    limit: Int = 200
  )
    -> [EditorWorkspaceSymbol]
  {
    var seen: Set<SourceSpan> = []
    var found: [(score: Int, symbol: EditorWorkspaceSymbol)] = []
    for snapshot in snapshots {
      for symbol in snapshot.symbols.symbols where isListed(symbol.kind) {
        guard let score = FuzzyMatch.score(query, symbol.name) else { continue }
        for span in symbol.declarations where seen.insert(span).inserted {
          let owner = symbol.parent.map { snapshot.symbols.qualifiedName(of: $0) }
          let entry = EditorWorkspaceSymbol(
            name: symbol.name,
            container: owner ?? snapshot.model.workload.name?.value ?? "",
            kind: symbol.kind,
            path: snapshot.sources[span.file].path,
            span: span
          )
          found.append((score, entry))
        }
      }
    }
    return found.sorted { a, b in
      if a.score != b.score { return a.score > b.score }
      if a.symbol.name != b.symbol.name { return a.symbol.name < b.symbol.name }
      if a.symbol.path != b.symbol.path { return a.symbol.path < b.symbol.path }
      return a.symbol.span.lower < b.symbol.span.lower
    }.prefix(max(0, limit)).map(\.symbol)
  }

  /// What people look for over files; parameters and cases are found where they are used.
  private static func isListed(_ kind: SymbolKind) -> Bool {
    switch kind {
    case .parameter, .variable, .output, .enumerationCase, .keyAttribute, .member: false
    default: true
    }
  }
}

/// How well a few letters name something.
enum FuzzyMatch {
  /// `nil` where the letters do not stand in the name in their order; higher is better.
  static func score(_ query: String, _ name: String) -> Int? {
    let wanted = Array(query.lowercased().utf8)
    let letters = Array(name.utf8)
    let small = Array(name.lowercased().utf8)
    if wanted.isEmpty { return 0 }
    guard small.count == letters.count else { return small.starts(with: wanted) ? 500 : nil }
    if small == wanted { return letters == Array(query.utf8) ? 1_000 : 990 }
    if small.starts(with: wanted) { return 900 - min(letters.count, 100) }
    var score = 0
    var position = 0
    var previous = -2
    for letter in wanted {
      guard let found = small[position...].firstIndex(of: letter) else { return nil }
      let startsWord =
        found == 0 || letters[found] != small[found] || letters[found - 1] == UInt8(ascii: "_")
        || letters[found - 1] == UInt8(ascii: "-")
      score += (startsWord ? 8 : 1) + (found == previous + 1 ? 5 : 0)
      previous = found
      position = found + 1
    }
    return 100 + score * 4 - min(letters.count, 60)
  }
}
