import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// One way of keeping the rows of some entities, with every index that might serve the patterns
/// over them and every way of each pattern through those.
struct DesignProblem {
  /// One way of a pattern, or of one of its needs, through indexes that store enough.
  final class Way {
    let path: DynamoDBPath
    /// By need: the key it took, by its name in the catalog of candidates.
    let keys: [Int: String]
    /// Numbers of structures, ascending.
    let structures: [Int]
    /// By candidate: the structure.
    let chosen: [Int: Int]
    /// The copies that are read.
    let copied: Set<FieldReference>
    let rank: WayRank
    /// USD a month, the effort included, indexes' upkeep excluded.
    let cost: Double
    /// The part of the cost that is no money.
    let effort: Double
    /// Read units a second at the peak, at the least; of all needs together where they are decided
    /// apart.
    let peakReadUse: Double
    /// What it asks of single keys; `nil` where nobody needed to know yet.
    var loads: [KeyLoad]?

    var usDollarsPerMonth: Double { cost - effort }

    init(
      path: DynamoDBPath,
      keys: [Int: String],
      structures: [Int],
      chosen: [Int: Int],
      copied: Set<FieldReference>,
      rank: WayRank,
      cost: Double,
      effort: Double,
      peakReadUse: Double,
      loads: [KeyLoad]? = nil
    ) {
      self.path = path
      self.keys = keys
      self.structures = structures
      self.chosen = chosen
      self.copied = copied
      self.rank = rank
      self.cost = cost
      self.effort = effort
      self.peakReadUse = peakReadUse
      self.loads = loads
    }

    /// The same way where something else costs more, or something is wrong with it.
    func adding(cost more: Double = 0, effort: Double = 0, risks: Int = 0) -> Way {
      Way(
        path: path,
        keys: keys,
        structures: structures,
        chosen: chosen,
        copied: copied,
        rank: WayRank(broken: rank.broken, risks: rank.risks + risks),
        cost: cost + more,
        effort: self.effort + effort,
        peakReadUse: peakReadUse,
        loads: loads
      )
    }
  }

  /// An index with what it stores.
  struct Structure {
    /// The same in every problem of a part.
    let id: Int
    let key: KeyCandidate
    let demand: AttributeDemand
    let upkeep: Double
  }

  /// The routes of one pattern, with what each takes from each index.
  struct Routes {
    typealias Demanding = (route: PatternRoutes.Route, demands: [String: AttributeDemand])
    var routes: [Demanding] = []
    /// Where needs are decided apart: by need, the routes that differ from the first in it.
    var changes: [[Demanding]] = []
    var isComplete = true
  }

  /// What all problems of a part have in common.
  struct Setting {
    let context: PlanningContext
    let store: StoreID
    let part: DesignParts.Part
    /// By entity: what indexes may be made for.
    let needs: [EntityID: [RowNeed]]
    let rates: DynamoDBRates
    let memory: DesignMemory
    /// What the part's rows may carry.
    let copies: Set<FieldReference>
  }

  let placements: [Placement]
  /// By entity.
  let placementOf: [EntityID: Placement]
  var structures: [Structure] = []
  /// Beside the part's patterns: the ways of each of its needs that are decided apart, or of all of
  /// it; empty where a pattern has no way.
  var ways: [[[Way]]] = []
  /// By table: its storage, USD a month.
  var tableCosts: [Double] = []
  var tableCost: Double { tableCosts.reduce(0, +) }
  /// Whether all of the space was looked at.
  var isComplete = true
  /// Copies that are in no item's size, with what every design that reads them pays for their
  /// bytes, USD a month.
  var openCopies: [(field: FieldReference, cost: Double)] = []
  /// References for whose copies no insert reads, with what those reads would cost, USD a month.
  var openReads: [(reference: AttributeReference, cost: Double)] = []
  /// Keys of tables and indexes that patterns together may ask for too often.
  var hotKeys: [KeyLoad.Key] = []
  /// By the number of a structure: those of others that have the same key and store the same.
  var twins: [Int: [Int]] = [:]
  /// What some key would need attributes made of.
  var makings: Set<MadeAttribute> = []

  let setting: Setting
  let made: Set<MadeAttribute>
  let excluded: KeyExclusion?
  /// References of whose rows no copies are carried.
  let barred: Set<AttributeReference>
  /// By table: the number of what stands in it.
  let contents: [Int]
  private(set) var tableOf: [EntityID: Int] = [:]
  private var tablesOf: [PatternID: [Int]] = [:]
  /// By table.
  var candidates: [[Int]] = []
  /// By table: keys under which every row stands.
  private(set) var wholeKeys: [[KeyCandidate]] = []

  var patterns: [AccessPattern] { setting.part.patterns }
  var context: PlanningContext { setting.context }
  var memory: DesignMemory { setting.memory }

  /// - Parameters:
  ///   - made: What attributes may be made of for indexes. They enlarge every item, so
  ///     that what is made is part of how rows are kept.
  ///   - weightless: Some of them that enlarge nothing: with these a problem costs no more than
  ///     with any part of them made.
  ///   - excluded: Keys that no index may have.
  ///   - barred: References of whose rows no copies may be carried.
  init(
    _ setting: Setting,
    placements: [Placement],
    made: Set<MadeAttribute> = [],
    weightless: Set<MadeAttribute> = [],
    excluded: KeyExclusion? = nil,
    barred: Set<AttributeReference> = []
  ) {
    self.setting = setting
    self.placements = placements
    self.made = made
    self.excluded = excluded
    self.barred = barred
    placementOf = Dictionary(
      placements.map { ($0.entity, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    var members: [EntityID: [Placement]] = [:]
    for placement in placements { members[placement.table, default: []].append(placement) }
    let memory = setting.memory
    contents = members.sorted { $0.key < $1.key }.map { _, placements in
      func own(_ made: Set<MadeAttribute>) -> [MadeAttribute] {
        made.filter { making in placements.contains { $0.entity == making.entity } }.sorted()
      }
      let content = DesignMemory.TableContent(
        members: placements.map {
          DesignMemory.TableMember(entity: $0.entity, option: $0.option)
        },
        made: own(made),
        weightless: own(weightless)
      )
      return memory.contents.number(of: content)
    }
    for (place, content) in contents.enumerated() {
      for member in memory.contents[content].members { tableOf[member.entity] = place }
    }
    for pattern in patterns {
      let entities = setting.part.touched[pattern.id] ?? []
      tablesOf[pattern.id] = Set(entities.compactMap { tableOf[$0] }).sorted()
    }
    makings.formUnion(setting.copies.filter { !isBarred($0) }.map { .copy($0) })
    findCandidates()
    addShards(numberedOffers())
    let offers = numberedOffers()
    var found: [Routes] = []
    for pattern in patterns { found.append(routes(pattern, offers)) }
    let stocks = stocks(found, offers)
    price(found, stocks)
    weighCopies(stocks)
  }

  /// By table: the number of what it offers.
  private func numberedOffers() -> [Int] {
    zip(contents, candidates).map {
      memory.offers.number(of: DesignMemory.TableOffer(content: $0, candidates: $1))
    }
  }

  static func name(_ structure: Int) -> String { "s\(structure)" }

  /// The tables that a pattern has to do with.
  func tables(of pattern: AccessPattern) -> [Int] { tablesOf[pattern.id] ?? [] }

  func assembler(_ content: DesignMemory.TableContent, _ plans: [IndexPlan])
    -> TableAssembler
  {
    TableAssembler(
      context: context,
      store: setting.store,
      placements: content.members.compactMap { placementOf[$0.entity] },
      plans: plans,
      copied: Set(content.made.compactMap(\.copied))
    )
  }

  /// The table of an offer with every index it may have.
  func assembled(_ number: Int) -> (table: DynamoDBTable, plans: [IndexPlan]) {
    if let known = memory.assembled[number] { return known }
    let offer = memory.offers[number]
    let plans = offer.candidates.map { IndexPlan(memory.candidates[$0]) }
    let made = assembler(memory.contents[offer.content], plans).tables()[0]
    memory.assembled[number] = made
    return made
  }
}

// MARK: Candidates

extension DesignProblem {
  private mutating func findCandidates() {
    wholeKeys = contents.map { _ in [] }
    candidates = contents.enumerated().map { place, number in
      let content = memory.contents[number]
      let needs = needs(number, content)
      var keys: [KeyCandidate] = []
      for (member, needs) in zip(content.members, needs) where !needs.isEmpty {
        let local = localKeys(of: member.entity, content, needs)
        for key in self.keys(of: member.entity, needs, in: content) + local {
          let own = makings(key, content)
          guard !own.contains(where: { $0.copied.map(isBarred) ?? false }) else { continue }
          makings.formUnion(own)
          if own.isSubset(of: made) { keys.append(key) }
          if key.isWhole { wholeKeys[place].append(key) }
        }
      }
      return keys.map { memory.candidates.number(of: $0) }
    }
  }

  /// By member of a table: what patterns need besides rows by their whole key.
  private func needs(_ number: Int, _ content: DesignMemory.TableContent) -> [[RowNeed]] {
    if let known = memory.needs[number] { return known }
    let offer = memory.offers.number(of: DesignMemory.TableOffer(content: number, candidates: []))
    let catalog = KeyCatalog(tables: [assembled(offer).table])
    let found = content.members.map { member -> [RowNeed] in
      guard let base = catalog.base(of: member.entity) else { return [] }
      return (setting.needs[member.entity] ?? []).filter { need in
        let matcher = KeyMatcher(entity: context.workload[need.entity], need: need)
        return matcher.match(base)?.isWholeKey != true
      }
    }
    memory.needs[number] = found
    return found
  }

  private mutating func keys(
    of entity: EntityID,
    _ all: [RowNeed],
    in content: DesignMemory.TableContent
  ) -> [KeyCandidate] {
    let needs = all.filter { !$0.isStrong }
    guard !needs.isEmpty else { return [] }
    let isShared = content.members.count > 1
    // What rows carry already need not be made for a key.
    let carried = content.made.filter { $0.copied != nil }
    let shared =
      isShared
      ? SharedTable(of: entity, among: content.members.map(\.entity), context) { [self] in
        makings($0, content).subtracting(carried)
      } : nil
    func make() -> (keys: [KeyCandidate], isComplete: Bool) {
      let made = KeyCandidates(
        workload: context.workload,
        entity: entity,
        needs: needs,
        sharing: shared,
        excluded: excluded
      )
      return (made.keys, made.isComplete)
    }
    var found: (keys: [KeyCandidate], isComplete: Bool)
    if let excluded, excluded.entity == entity {
      found = make()
    } else {
      let request = DesignMemory.CandidateRequest(
        entity: entity,
        needs: needs.map(\.shape),
        shared: isShared
          ? memory.contents.number(
            of: DesignMemory.TableContent(members: content.members, made: carried)
          ) : nil
      )
      found = memory.keys[request] ?? make()
      memory.keys[request] = found
    }
    if !found.isComplete { isComplete = false }
    return found.keys
  }

  /// Keys of local indexes, for what must be read strongly consistent.
  private func localKeys(
    of entity: EntityID,
    _ content: DesignMemory.TableContent,
    _ needs: [RowNeed]
  ) -> [KeyCandidate] {
    let strong = needs.filter(\.isStrong)
    guard !strong.isEmpty else { return [] }
    let assembler = assembler(content, [])
    guard let base = KeyCatalog(tables: assembler.tables().map(\.table)).base(of: entity) else {
      return []
    }
    return LocalKeys(entity: context.workload[entity], base: base).keys(strong).filter { key in
      guard excluded?.excludes(key) != true else { return false }
      // A collection under local indexes stays on one partition, and must fit there.
      let table = self.assembler(content, [IndexPlan(key)]).tables()[0].table
      let collections = LocalCollections(workload: context.workload)
      return collections.mostBytes(collections.parts(of: table))
        <= DynamoDBLimits.localCollectionBytes.value
    }
  }

  /// The number of what stands in a table, whatever is made for its indexes.
  private func bare(_ content: DesignMemory.TableContent) -> Int {
    memory.contents.number(of: DesignMemory.TableContent(members: content.members, made: []))
  }

  func makings(_ key: KeyCandidate, _ content: DesignMemory.TableContent)
    -> Set<MadeAttribute>
  {
    let bare = bare(content)
    if let known = memory.makings[bare]?[key] { return known }
    let makings = assembler(content, []).makings(IndexPlan(key))
    memory.makings[bare, default: [:]][key] = makings
    return makings
  }

  /// The same layout where no index may have some keys, with those that are worth having only then.
  func without(_ exclusion: KeyExclusion) -> DesignProblem {
    DesignProblem(
      setting,
      placements: placements,
      made: made,
      excluded: exclusion,
      barred: barred
    )
  }

  /// The same layout where rows carry nothing of the rows they refer to by a reference.
  func without(copiesOver reference: AttributeReference) -> DesignProblem {
    DesignProblem(
      setting,
      placements: placements,
      made: made.filter { $0.copied.map { context.references(of: [$0]) } != [reference] },
      excluded: excluded,
      barred: barred.union([reference])
    )
  }
}
