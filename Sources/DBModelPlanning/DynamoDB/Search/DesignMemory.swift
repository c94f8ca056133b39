import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// What the problems of one store share: most of a layout is that of another one.
///
/// Everything here is a function of its key, so that what was found first changes nothing. What is
/// compared again and again has a number.
final class DesignMemory {
  /// A table by what stands in it.
  struct TableContent: Hashable {
    let members: [TableMember]
    /// What attributes may be made of for its indexes.
    let made: [MadeAttribute]
    /// What of that no item is larger for.
    var weightless: [MadeAttribute] = []
  }

  struct TableMember: Hashable {
    let entity: EntityID
    let option: LayoutOption
  }

  /// A table with the keys that its indexes may have.
  struct TableOffer: Hashable {
    /// The number of a `TableContent`.
    let content: Int
    /// Numbers of keys.
    let candidates: [Int]
  }

  /// The same with what each index may store.
  struct TableStock: Hashable {
    /// The number of a `TableOffer`.
    let offer: Int
    /// Numbers of a `StructureContent`.
    let structures: [Int]
  }

  /// The same with the patterns that write it, each over all the tables that its way leads through.
  struct Kept: Hashable {
    /// The number of a `TableStock`.
    let stock: Int
    let writers: [Over]
  }

  /// A table with the keys that its indexes may have, and the patterns that write it, each over all
  /// the tables that its way leads through.
  struct Writing: Hashable {
    /// The number of a `TableOffer`.
    let offer: Int
    /// Numbers of keys under which every row stands.
    let whole: [Int]
    /// By entity: what is asked of an index.
    let asked: [[String]]
    let writers: [Over]
  }

  /// One pattern over some tables, whatever of these is numbered.
  struct Over: Hashable {
    let pattern: Int
    let tables: [Int]
  }

  /// A few entities with the patterns over them.
  struct Surroundings: Hashable {
    /// Numbers of patterns.
    let patterns: [Int]
    let members: [TableMember]
    /// By member: the number of what is asked of it.
    let needs: [Int]
  }

  struct CandidateRequest: Hashable {
    let entity: EntityID
    let needs: [NeedShape]
    /// The number of the table's content, of what is made the copies alone, where others stand in
    /// it.
    let shared: Int?
  }

  struct StructureContent: Hashable {
    let candidate: Int
    let demand: AttributeDemand
  }

  var contents = Numbering<TableContent>()
  var candidates = Numbering<KeyCandidate>()
  var offers = Numbering<TableOffer>()
  var structures = Numbering<StructureContent>()
  var stocks = Numbering<TableStock>()
  private var patternNumbers: [ObjectIdentifier: Int] = [:]
  /// Kept, so that nothing else takes the place of one of them.
  private var identities: [PatternIdentity] = []

  /// By pattern.
  var touches: [Int: PatternTrial.Touch] = [:]
  /// What a pattern needs over tables without indexes, by their offers.
  var shapedNeeds: [Over: [(shape: NeedShape, need: RowNeed)]] = [:]
  /// What entities are asked for, each in its own order.
  var needShapes = Numbering<[NeedShape]>()
  /// How good the best design around one entity is; `nil` where there is none.
  var scores: [Surroundings: DesignSolution.Score?] = [:]
  /// Patterns whose ways were priced, each once for every surrounding: the effort so far.
  var evaluations = 0
  /// By offer.
  var assembled: [Int: (table: DynamoDBTable, plans: [IndexPlan])] = [:]
  /// By content and member, of all patterns there are now.
  var needs: [Int: [[RowNeed]]] = [:]
  var keys: [CandidateRequest: (keys: [KeyCandidate], isComplete: Bool)] = [:]
  /// By content without made attributes, and key.
  var makings: [Int: [KeyCandidate: Set<MadeAttribute>]] = [:]
  /// By offer.
  var routes: [Over: DesignProblem.Routes] = [:]
  /// Any pricer: the next one shares what it knows of rows.
  var somePricer: WayPricer?
  /// By stock.
  var sizes: [Int: TableSizes] = [:]
  /// By stocks.
  var pricers: [[Int]: WayPricer] = [:]
  /// By stock, and whether every way was looked at.
  var ways: [Over: (ways: [[DesignProblem.Way]], isComplete: Bool)] = [:]
  var upkeep: [Kept: (table: Double, indexes: [Int: Double], isWarm: Bool)] = [:]
  var heat: [Kept: IndexHeat] = [:]
  /// By stock, and reference whose copies inserts would read for.
  var readsBeforeInserts: [Over: [AttributeReference: Double]] = [:]
  /// The keys that may be spread over shards, by a table with the keys that are not.
  var sharded: [Writing: [KeyCandidate]] = [:]

  /// What is asked of indexes, by their names in the catalog of candidates, in an order that their
  /// numbers do not decide: those depend on what was asked before.
  func inOrder(_ demands: [String: AttributeDemand], _ workload: Workload)
    -> [(name: String, candidate: Int, demand: AttributeDemand)]
  {
    let found = demands.compactMap { name, demand in
      IndexVariant.split(name).map { (name, $0.candidate, demand, $0.variant.rawValue) }
    }
    guard found.count > 1 else { return found.map { ($0.0, $0.1, $0.2) } }
    return found.map { (text: candidates[$0.1].text(workload) + "|" + $0.3, value: $0) }
      .sorted { $0.text < $1.text }
      .map { ($0.value.0, $0.value.1, $0.value.2) }
  }

  /// The number of a pattern, the same in every problem.
  func number(of pattern: AccessPattern) -> Int {
    let identity = ObjectIdentifier(pattern.identity)
    if let known = patternNumbers[identity] { return known }
    patternNumbers[identity] = identities.count
    identities.append(pattern.identity)
    return identities.count - 1
  }

  /// By entity: the number of its table's offer without indexes.
  func bareOffers(_ placements: [Placement]) -> [EntityID: Int] {
    var found: [EntityID: Int] = [:]
    for (_, members) in Dictionary(grouping: placements, by: \.table) {
      let content = TableContent(
        members: members.map { TableMember(entity: $0.entity, option: $0.option) },
        made: []
      )
      let offer = offers.number(
        of: TableOffer(content: contents.number(of: content), candidates: [])
      )
      for member in members { found[member.entity] = offer }
    }
    return found
  }

  /// Forgets what is of all patterns there are, and of their places among each other; to be called
  /// where the patterns may be others.
  func forgetWorkload() {
    needs = [:]
    pricers = [:]
    somePricer = nil
  }

  /// How many patterns were ever asked about.
  var patternCount: Int { identities.count }
}
