import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// What one planning can take over from the one before: everything that was found out about
/// patterns that say what they said, over entities and stores that have not changed.
public final class PlanningMemory {
  /// Patterns that were asked about for each one there is, before all is forgotten: each change of
  /// a pattern leaves what was known of it behind.
  private static let mostPatternsKept = 4

  /// What pricing depends on besides a pattern and what stands around all of them.
  private struct Surroundings: Equatable {
    let generation: Int
    let assigned: Set<FieldReference>
    let emptied: Set<FieldReference>
    let inserts: InsertRates
    let guards: [StoreID: [UniqueGuard]]
    /// By entity: what its rows may carry, which depends on what every pattern asks and changes.
    let copies: [[CopiedField]]
    /// By entity: what its items may hold, for the same reason.
    let embeddings: [[EmbeddedRows]]
  }

  private var surroundings: Surroundings?
  private var designs: [StoreID: DesignMemory] = [:]

  /// Nothing is known yet.
  public init() {}

  /// Forgets what does not hold for a workload.
  func prepare(for context: PlanningContext, generation: Int) {
    let now = Surroundings(
      generation: generation,
      assigned: Set(context.assigned.keys),
      emptied: context.emptied,
      inserts: InsertRates(workload: context.workload),
      guards: context.guardTables.mapValues(\.guards),
      copies: context.workload.entities.map(\.copies),
      embeddings: context.workload.entities.map(\.embeddings)
    )
    let most = 256 + Self.mostPatternsKept * context.workload.patterns.count
    if now != surroundings || designs.values.contains(where: { $0.patternCount > most }) {
      designs = [:]
    }
    surroundings = now
  }

  /// What is known of the designs of a store.
  func designs(of store: StoreID) -> DesignMemory {
    if let known = designs[store] {
      known.forgetWorkload()
      return known
    }
    let made = DesignMemory()
    designs[store] = made
    return made
  }
}
