import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// What the problems of one store share: most of a layout is that of another one.
///
/// Everything here is a function of its key, so that what was found first changes nothing.
final class DesignMemory {
  /// A table by what stands in it.
  struct TableContent: Hashable {
    let members: [TableMember]
    /// Fields of which attributes may be made for its indexes.
    let made: [FieldReference]
  }

  struct TableMember: Hashable {
    let entity: EntityID
    let option: LayoutOption
  }

  /// A table with the keys that its indexes may have.
  struct TableOffer: Hashable {
    let content: TableContent
    let candidates: [Int]
  }

  /// The same with what each index may store.
  struct TableStock: Hashable {
    let offer: TableOffer
    let structures: [Int]
  }

  /// The same with the patterns that write it.
  struct Kept: Hashable {
    let stock: TableStock
    let writers: [PatternID]
  }

  /// One pattern over some tables.
  struct Over<Tables: Hashable>: Hashable {
    let pattern: PatternID
    let tables: [Tables]
  }

  struct CandidateRequest: Hashable {
    let entity: EntityID
    let needs: [NeedShape]
  }

  struct StructureContent: Hashable {
    let candidate: Int
    let demand: AttributeDemand
  }

  private(set) var candidates: [KeyCandidate] = []
  private var candidateIDs: [KeyCandidate: Int] = [:]
  private(set) var structures: [StructureContent] = []
  private var structureIDs: [StructureContent: Int] = [:]

  /// Patterns whose ways were priced, each once for every surrounding: the effort so far.
  var evaluations = 0
  var assembled: [TableOffer: (table: DynamoDBTable, plans: [IndexPlan])] = [:]
  var needs: [Over<TableContent>: [RowNeed]] = [:]
  var keys: [CandidateRequest: (keys: [KeyCandidate], isComplete: Bool)] = [:]
  var madeFields: [TableContent: [KeyCandidate: Set<FieldReference>]] = [:]
  var routes: [Over<TableOffer>: DesignProblem.Routes] = [:]
  /// Any pricer: the next one shares what it knows of rows.
  var somePricer: WayPricer?
  var sizes: [TableStock: TableSizes] = [:]
  var pricers: [[TableStock]: WayPricer] = [:]
  var ways: [Over<TableStock>: [[DesignProblem.Way]]] = [:]
  var upkeep: [Kept: (table: Double, indexes: [Int: Double])] = [:]

  /// The number of a key, the same in every problem.
  func id(of key: KeyCandidate) -> Int {
    if let known = candidateIDs[key] { return known }
    candidateIDs[key] = candidates.count
    candidates.append(key)
    return candidates.count - 1
  }

  /// The number of an index with what it stores, the same in every problem.
  func id(of structure: StructureContent) -> Int {
    if let known = structureIDs[structure] { return known }
    structureIDs[structure] = structures.count
    structures.append(structure)
    return structures.count - 1
  }
}
