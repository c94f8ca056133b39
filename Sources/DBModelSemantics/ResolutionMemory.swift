import DBModelDiagnostics
package import DBModelSyntax
import DBModelWorkload

/// What one resolution can take over from the one before it: access patterns in the same
/// words and entities that stand where they stood, over the same stores, services and entities.
///
/// Something is kept only where nothing was found wrong with it. Its value then speaks of its own
/// places alone, which move with its words, and everything it was resolved with is in the text of
/// the declarations that it may name.
public struct ResolutionMemory: Sendable {
  private struct Place: Hashable {
    let file: FileID
    let lower: Int
    let upper: Int
  }

  private struct Known: Sendable {
    let text: DeclarationText
    let pattern: AccessPattern
  }

  private struct KnownEntity: Sendable {
    let text: DeclarationText
    let draft: EntityDraft
  }

  /// The declarations that patterns and entities are resolved with, in order.
  private var environment: [DeclarationText] = []
  private var mayLackStores = false
  /// What patterns are not resolved with and a design depends on.
  private var surroundings: [DeclarationText] = []
  private var drafts: [Place: KnownEntity] = [:]
  /// What all entities came to, where nothing was found wrong with them together.
  private(set) var linked: LinkedEntities?
  /// By name: words that moved still say the same.
  private var patterns: [String: Known] = [:]
  /// Counts the changes of anything but patterns that a design depends on.
  public private(set) var generation = 0

  /// Nothing is known yet.
  public init() {}

  /// What can be taken over for a model with these declarations.
  func usable(for declarations: Declarations) -> ResolutionMemory {
    var usable = ResolutionMemory()
    usable.environment = [
      declarations.stores, declarations.services, declarations.structs, declarations.entities,
    ].flatMap { $0.map { DeclarationText($0.clause) } }
    usable.mayLackStores = declarations.mayLackStores
    let others = declarations.flows + [declarations.policy, declarations.goals].compactMap { $0 }
    usable.surroundings = others.map { DeclarationText($0) }
    let isSame =
      usable.mayLackStores == mayLackStores && Self.areSame(usable.environment, environment)
    if isSame {
      usable.drafts = drafts
      usable.linked = linked
      usable.patterns = patterns
    }
    usable.generation = generation
    if !isSame || !Self.areSame(usable.surroundings, surroundings) { usable.generation += 1 }
    return usable
  }

  private static func areSame(_ some: [DeclarationText], _ others: [DeclarationText]) -> Bool {
    some.count == others.count && zip(some, others).allSatisfy { $0.hasSameWords(as: $1) }
  }

  /// What a declaration is known as that says what it said the last time, wherever it stands now.
  func identity(_ declaration: Declaration) -> PatternIdentity? {
    known(declaration)?.known.pattern.identity
  }

  private func known(_ declaration: Declaration) -> (known: Known, text: DeclarationText)? {
    guard !declaration.isDuplicate, let known = patterns[declaration.name] else { return nil }
    let text = DeclarationText(declaration.clause)
    return text.isReadWhole && text.hasSameWords(as: known.text) ? (known, text) : nil
  }

  /// What was read of an entity the last time, where its declaration is the same one.
  func draft(_ declaration: Declaration) -> EntityDraft? {
    let text = DeclarationText(declaration.clause)
    guard !declaration.isDuplicate, let known = drafts[Self.place(text)],
      text.isReadWhole, text.hasSameWords(as: known.text)
    else { return nil }
    return known.draft
  }

  /// The same memory with what was read of these entities and of no others.
  func remembering(_ read: [EntityDraft]) -> ResolutionMemory {
    var memory = self
    memory.drafts = [:]
    memory.linked = nil
    memory.drafts.reserveCapacity(read.count)
    for draft in read {
      let text = DeclarationText(draft.declaration.clause)
      guard text.isReadWhole else { continue }
      memory.drafts[Self.place(text)] = KnownEntity(text: text, draft: draft)
    }
    return memory
  }

  /// The same memory with what all of these entities came to.
  func remembering(_ linked: LinkedEntities?) -> ResolutionMemory {
    var memory = self
    memory.linked = linked
    return memory
  }

  /// The pattern that a declaration was the last time, wherever in its file it stands now.
  func pattern(_ declaration: Declaration) -> AccessPattern? {
    guard let (known, text) = known(declaration),
      text.tree.file.id == known.text.tree.file.id
    else { return nil }
    let bytes = text.lower - known.text.lower
    return bytes == 0 ? known.pattern : known.pattern.moved(by: bytes)
  }

  /// The same memory with these patterns and no others.
  func remembering(_ resolved: [(declaration: Declaration, pattern: AccessPattern)])
    -> ResolutionMemory
  {
    var memory = self
    memory.patterns = [:]
    memory.patterns.reserveCapacity(resolved.count)
    for (declaration, pattern) in resolved {
      let text = DeclarationText(declaration.clause)
      guard text.isReadWhole else { continue }
      memory.patterns[declaration.name] = Known(text: text, pattern: pattern)
    }
    return memory
  }

  /// How many patterns of a model would be taken over.
  package func takenOver(_ trees: [SyntaxTree]) -> Int {
    let declarations = Declarations(trees, sink: FindingSink())
    let usable = usable(for: declarations)
    return declarations.patterns.count { usable.pattern($0) != nil }
  }

  private static func place(_ text: DeclarationText) -> Place {
    Place(file: text.tree.file.id, lower: text.lower, upper: text.upper)
  }
}

/// The words of one declaration with the documentation before it.
private struct DeclarationText: Sendable {
  let clause: SyntaxNode
  /// From the first byte behind the declaration before it.
  let lower: Int
  let upper: Int

  init(_ clause: SyntaxNode) {
    self.clause = clause
    let span = clause.span
    lower = clause.tokens.first?.triviaSpan.lower ?? span.lower
    upper = span.upper
  }

  var tree: SyntaxTree { clause.tree }

  /// Whether the parser could read all of it, blocks included.
  var isReadWhole: Bool { clause.isReadWhole }

  func hasSameWords(as other: DeclarationText) -> Bool {
    if clause == other.clause { return true }
    return tree.file.bytes[lower..<upper] == other.tree.file.bytes[other.lower..<other.upper]
  }
}
