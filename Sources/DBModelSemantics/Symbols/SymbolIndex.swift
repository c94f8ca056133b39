public import DBModelDiagnostics

/// Every name of a model with every place where it stands.
public struct SymbolIndex: Sendable {
  /// By `SymbolID`.
  public let symbols: [Symbol]
  /// By place; no two overlap.
  public let occurrences: [SymbolOccurrence]
  /// Indices into `occurrences`, by symbol and then by place.
  private let bySymbol: [Int]
  /// Where each symbol begins in `bySymbol`; one more than there are symbols.
  private let starts: [Int]

  /// An index without names.
  public init() { self.init(symbols: [], occurrences: []) }

  /// - Parameter occurrences: In any order, with repetitions.
  init(symbols: [Symbol], occurrences: [SymbolOccurrence]) {
    let sorted = occurrences.sorted { a, b in
      if a.span != b.span { return a.span < b.span }
      if a.isDeclaration != b.isDeclaration { return a.isDeclaration }
      return a.symbol < b.symbol
    }
    var kept: [SymbolOccurrence] = []
    kept.reserveCapacity(sorted.count)
    for occurrence in sorted where !occurrence.span.isEmpty {
      if let last = kept.last, last.span.file == occurrence.span.file,
        occurrence.span.lower < last.span.upper
      {
        continue
      }
      kept.append(occurrence)
    }
    var counts = [Int](repeating: 0, count: symbols.count + 1)
    for occurrence in kept { counts[occurrence.symbol.rawValue + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    var next = counts
    var places = [Int](repeating: 0, count: kept.count)
    for (index, occurrence) in kept.enumerated() {
      places[next[occurrence.symbol.rawValue]] = index
      next[occurrence.symbol.rawValue] += 1
    }
    self.symbols = symbols
    self.occurrences = kept
    bySymbol = places
    starts = counts
  }

  /// The symbol of an id of this index.
  public subscript(id: SymbolID) -> Symbol { symbols[id.rawValue] }

  /// Every place of a symbol, by place; none for an id of another index.
  public func occurrences(of id: SymbolID) -> [SymbolOccurrence] {
    guard symbols.indices.contains(id.rawValue) else { return [] }
    return bySymbol[starts[id.rawValue]..<starts[id.rawValue + 1]].map { occurrences[$0] }
  }

  /// The name at a byte offset, or the one that ends there.
  public func occurrence(at offset: Int, in file: FileID) -> SymbolOccurrence? {
    // The last one that begins at or before the offset; the one before it may end there.
    var low = 0
    var high = occurrences.count
    while low < high {
      let middle = (low + high) / 2
      let span = occurrences[middle].span
      if span.file < file || span.file == file && span.lower <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return nil }
    let found = occurrences[low - 1]
    return found.span.file == file && offset <= found.span.upper ? found : nil
  }

  /// The places in one file, in order.
  public func occurrences(in file: FileID) -> [SymbolOccurrence] {
    occurrences.filter { $0.span.file == file }
  }

  /// The symbol itself, what it belongs to, and so on up.
  public func path(of id: SymbolID) -> [Symbol] {
    var found: [Symbol] = []
    var next: SymbolID? = id
    // A parent is met before what belongs to it, so this ends.
    while let current = next {
      found.append(self[current])
      next = self[current].parent.flatMap { $0 < current ? $0 : nil }
    }
    return found
  }

  /// `Order.status`: what it belongs to and itself, joined by points.
  public func qualifiedName(of id: SymbolID) -> String {
    path(of: id).reversed().map(\.name).joined(separator: ".")
  }

  /// The symbol of a kind and name below a parent.
  public func find(_ kind: SymbolKind, _ name: String, in parent: SymbolID? = nil) -> Symbol? {
    symbols.first { $0.kind == kind && $0.name == name && $0.parent == parent }
  }

  /// What belongs to a symbol, in the order in which it was met.
  public func children(of id: SymbolID) -> [Symbol] { symbols.filter { $0.parent == id } }
}
