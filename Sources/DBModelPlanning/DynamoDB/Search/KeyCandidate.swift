import DBModelDesign
import DBModelWorkload

/// A key that an index of one entity may have.
struct KeyCandidate: Hashable {
  let entity: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  /// Of a local index: the table's own partition key, and one attribute behind it.
  var isLocal = false
  /// Over how many shards each partition key value is spread; 1 where it is not.
  var shards = 1
  /// How many indexes of this key come before it: they share what one of them is asked for too
  /// often.
  var twin = 0

  /// Whether every row stands under one value, or under its shards: no attribute tells them apart.
  var isWhole: Bool { partition.isEmpty }

  /// By names, so that the order of declarations changes nothing.
  func text(_ workload: Workload) -> String {
    let declared = workload[entity]
    let text =
      [partition, sort].map { part in part.map { declared[$0].name }.joined(separator: ",") }
      .reduce(declared.name) { "\($0)|\($1)" } + (isLocal ? "|local" : "")
    let spread = shards > 1 ? "\(text)|\(shards)" : text
    return twin > 0 ? "\(spread)|twin \(twin)" : spread
  }

  /// The same key, spread or not.
  func sharded(over count: Int) -> KeyCandidate {
    var key = self
    key.shards = count
    return key
  }

  /// The same key of another index.
  func twin(_ number: Int) -> KeyCandidate {
    var key = self
    key.twin = number
    return key
  }

  func accessKey(_ workload: Workload) -> AccessKey {
    IdealKey.accessKey(workload[entity], partition: partition, sort: sort)
  }
}

/// Keys that no index may have while it is asked what one is worth: those that find rows by the
/// same attributes, in whatever places.
struct KeyExclusion {
  let entity: EntityID
  /// The partition key of the index that is left out; of a local one its sort key as well, of one
  /// that holds all rows under one value what they are ordered by.
  let attributes: Set<FieldID>
  /// The keys of indexes that are there anyway, spread over shards or not, and how many of each.
  let kept: [KeyCandidate: Int]

  /// - Parameters:
  ///   - own: The key of the index that is left out.
  ///   - others: The keys of all other indexes there are.
  init(_ own: KeyCandidate, others: [KeyCandidate]) {
    entity = own.entity
    attributes = Set(
      own.isLocal
        ? own.partition + own.sort : own.isWhole ? Array(own.sort.prefix(1)) : own.partition
    )
    kept = Dictionary(others.map { (Self.plain($0), 1) }, uniquingKeysWith: +)
  }

  static func plain(_ key: KeyCandidate) -> KeyCandidate { key.sharded(over: 1).twin(0) }

  /// Whether a key finds rows by the same attributes.
  func isOfSame(_ key: KeyCandidate) -> Bool {
    key.entity == entity && attributes.isSubset(of: key.partition + key.sort)
  }

  func excludes(_ key: KeyCandidate) -> Bool {
    isOfSame(key) && kept[Self.plain(key)] == nil
  }
}

/// Makes the keys that indexes may have from what patterns need: few, and none missing.
///
/// Some or all of the equality attributes of a need form the partition key; where it has none, all
/// rows may stand under one value. What is left of them,
/// or none of it, then one range or none, then the order, then what makes it unique, form the sort
/// key. In a table that other entities stand in, an attribute that they have not may keep their
/// rows out of the index, where an attribute would have to be made for that. A key that another one
/// answers every need as well as, out of the same attributes or fewer, is left out.
struct KeyCandidates {
  /// Equalities of one need of which every subset is looked at.
  private static let mostEqualities = 5
  /// Orders in which equalities lead a sort key; of more, only the one by name.
  private static let mostOrders = 6
  /// Keys of one entity before any is left out; of more, only those of whole or single equalities.
  private static let mostGenerated = 400
  /// Keys of one entity that ways are looked for through.
  private static let mostKeys = 48
  /// Of those, the ones that are kept for each need whatever else they serve.
  private static let bestForNeed = 2

  let workload: Workload
  let entity: Entity
  let needs: [RowNeed]
  /// `nil` in a table of the entity's own.
  let shared: SharedTable?
  private(set) var keys: [KeyCandidate] = []
  /// Whether every key of the space was looked at.
  private(set) var isComplete = true

  /// - Parameter excluded: Keys that are left out; what they dominated is then there.
  init(
    workload: Workload,
    entity: EntityID,
    needs: [RowNeed],
    sharing shared: SharedTable? = nil,
    excluded: KeyExclusion? = nil
  ) {
    self.workload = workload
    self.shared = shared
    self.entity = workload[entity]
    self.needs = needs
    var made = generate(isFrugal: false)
    if made.count > Self.mostGenerated {
      isComplete = false
      made = generate(isFrugal: true)
    }
    made = (made + discerning(made)).filter { excluded?.excludes($0) != true }
    // Fewer of an entity's attributes never need more made, but for what others have as well.
    let graded = made.map { Graded($0, grades($0), made: shared?.makings($0) ?? []) }
    keys = mostUseful(undominated(graded)).map(\.key)
  }

  private func equalities(_ need: RowNeed) -> [FieldID] {
    IdealKey(need, entity: entity)?.equalities ?? []
  }

  private mutating func generate(isFrugal: Bool) -> [KeyCandidate] {
    var found: Set<KeyCandidate> = []
    for need in needs {
      let all = equalities(need)
      if all.isEmpty { found.formUnion(wholeKeys(need)) }
      guard !all.isEmpty else { continue }
      for partition in isFrugal ? fewPartitions(all) : partitions(all) {
        let rest = all.filter { !partition.contains($0) }
        for lead in isFrugal ? fewOrders(rest) : orders(rest) {
          for sort in IdealKey.sorts(need, entity: entity, leading: lead) {
            found.insert(KeyCandidate(entity: entity.id, partition: partition, sort: sort))
          }
        }
      }
    }
    return found.map { (text: $0.text(workload), key: $0) }.sorted { $0.text < $1.text }.map(\.key)
  }

  /// Keys under which every row stands, in an order that is asked for or by what a range is of, for
  /// who asks for no value and waits. A table of one page is better read as it is.
  private func wholeKeys(_ need: RowNeed) -> [KeyCandidate] {
    guard Self.isWorthAWholeKey(entity), need.fixed.isEmpty, need.memberships.isEmpty,
      !need.isPerRow, !need.isLooped, !need.isJob
    else { return [] }
    return IdealKey.sorts(need, entity: entity, leading: []).filter { !$0.isEmpty }
      .map { KeyCandidate(entity: entity.id, partition: [], sort: $0) }
  }

  static func isWorthAWholeKey(_ entity: Entity) -> Bool {
    entity.rowCount.value.map { $0 > PathFindings.onePageRows } ?? true
  }

  /// What may be a partition key: some of the equalities of a need. Fewer of them make smaller
  /// entries, and can be shared with needs that have only those.
  private mutating func partitions(_ equalities: [FieldID]) -> [[FieldID]] {
    guard equalities.count <= Self.mostEqualities else {
      isComplete = false
      return fewPartitions(equalities)
    }
    return (1..<(1 << equalities.count)).compactMap { mask in
      let some = equalities.indices.filter { mask >> $0 & 1 == 1 }.map { equalities[$0] }
      return some.count <= IdealKey.attributesPerPart ? some : nil
    }
  }

  private func fewPartitions(_ equalities: [FieldID]) -> [[FieldID]] {
    equalities.map { [$0] } + [Array(equalities.prefix(IdealKey.attributesPerPart))]
  }

  private func fewOrders(_ rest: [FieldID]) -> [[FieldID]] {
    [[], Array(rest.prefix(IdealKey.attributesPerPart))]
  }

  /// What may lead the sort key: nothing, or the equalities that are left, in every order.
  private mutating func orders(_ rest: [FieldID]) -> [[FieldID]] {
    guard !rest.isEmpty else { return [[]] }
    let role = Dictionary(uniqueKeysWithValues: rest.map { ($0, roles($0)) })
    var found: [[FieldID]] = []
    var open: [[FieldID]] = [[]]
    while let begun = open.popLast() {
      let left = rest.filter { !begun.contains($0) }
      if left.isEmpty { found.append(begun) }
      guard found.count <= Self.mostOrders else {
        isComplete = false
        return fewOrders(rest)
      }
      // Of fields that are the same to every need, one order is as good as another.
      var seen: Set<[Role]?> = []
      for field in left where seen.insert(role[field]).inserted { open.append(begun + [field]) }
    }
    return [[]] + found
  }

  /// What a field is to one need.
  private struct Role: Hashable {
    let isFixed: Bool
    /// Its place in the elements of lists that it is part of.
    let memberships: [Int?]
    let isRanged: Bool
    let orderPlace: Int?
  }

  private func roles(_ field: FieldID) -> [Role] {
    needs.map { need in
      Role(
        isFixed: need.fixed(field) != nil,
        memberships: need.memberships.map { $0.fields.firstIndex(of: field) },
        isRanged: need.ranges.contains { $0.field == field },
        orderPlace: need.order?.firstIndex { $0.field == field }
      )
    }
  }

  /// The keys that need less made with one more attribute, which no other entity has.
  private func discerning(_ keys: [KeyCandidate]) -> [KeyCandidate] {
    guard let shared else { return [] }
    let known = Set(keys)
    return keys.flatMap { key -> [KeyCandidate] in
      let made = shared.makings(key)
      guard !made.isEmpty, key.sort.count < IdealKey.attributesPerPart else { return [] }
      let longer = shared.ownFields.filter { !(key.partition + key.sort).contains($0) }
        .map { KeyCandidate(entity: key.entity, partition: key.partition, sort: key.sort + [$0]) }
      return longer.filter {
        !known.contains($0) && fits($0.sort) && shared.makings($0).isStrictSubset(of: made)
      }
    }
  }

  private func fits(_ sort: [FieldID]) -> Bool {
    let bytes = sort.map { StoredAttribute.maximumNativeBytes(entity[$0].type) }
    return bytes.allSatisfy { $0 <= IdealKey.sortBytes }
      && bytes.reduce(0, +) <= IdealKey.sortBytes
  }

  // MARK: Dominance

  /// How well a key answers a need; `nil` where it does not.
  private struct Grade {
    let unused: Set<FieldID>
    let isOrdered: Bool
    let unusedRanges: Int

    /// Smaller is better, from the left.
    var rank: [Int] { [unused.count, isOrdered ? 0 : 1, unusedRanges] }

    func isAsGood(as other: Grade) -> Bool {
      unused.isSubset(of: other.unused) && (isOrdered || !other.isOrdered)
        && unusedRanges <= other.unusedRanges
    }
  }

  private struct Graded {
    let key: KeyCandidate
    /// By need.
    let grades: [Grade?]
    let fields: Set<FieldID>
    let partition: Set<FieldID>
    /// What attributes are made of for it.
    let made: Set<MadeAttribute>

    init(_ key: KeyCandidate, _ grades: [Grade?], made: Set<MadeAttribute>) {
      self.key = key
      self.made = made
      self.grades = grades
      fields = Set(key.partition + key.sort)
      partition = Set(key.partition)
    }
  }

  private func undominated(_ keys: [Graded]) -> [Graded] {
    keys.enumerated().filter { place, own in
      guard own.grades.contains(where: { $0 != nil }) else { return false }
      return !keys.enumerated().contains { otherPlace, other in
        guard place != otherPlace, other.fields.isSubset(of: own.fields),
          other.made.isSubset(of: own.made), isEnough(other, instead: own),
          // A wider one serves more questions, and may be hot where a narrower one is not.
          own.partition.isSubset(of: other.partition),
          zip(other.grades, own.grades).allSatisfy({ isAsGood($0, as: $1) })
        else { return false }
        let isEqual =
          own.fields == other.fields && own.made == other.made
          && zip(own.grades, other.grades).allSatisfy({ isAsGood($0, as: $1) })
        // Of two that do the same, the one that spreads wider is kept, then the first by name.
        return !isEqual
          || (-other.key.partition.count, otherPlace) < (-own.key.partition.count, place)
      }
    }.map(\.element)
  }

  /// The key of a shared table is text: an index that has the entity's key among its own attributes
  /// may store nothing else, where another one would store whole items.
  private func isEnough(_ key: Graded, instead other: Graded) -> Bool {
    shared == nil || key.fields.isSuperset(of: entity.key)
      || !other.fields.isSuperset(of: entity.key)
  }

  /// The best keys for each need, then those that serve the most needs, in the order they came.
  private mutating func mostUseful(_ keys: [Graded]) -> [Graded] {
    guard keys.count > Self.mostKeys else { return keys }
    isComplete = false
    var kept: Set<Int> = []
    for need in needs.indices {
      let serving = keys.indices.filter { keys[$0].grades[need] != nil }
      let best = serving.sorted { a, b in
        let (first, second) = (keys[a].grades[need]?.rank ?? [], keys[b].grades[need]?.rank ?? [])
        return first == second ? a < b : first.lexicographicallyPrecedes(second)
      }
      kept.formUnion(best.prefix(Self.bestForNeed))
    }
    let byUse = keys.indices.sorted {
      (-keys[$0].grades.count { $0 != nil }, $0) < (-keys[$1].grades.count { $0 != nil }, $1)
    }
    for place in byUse where kept.count < Self.mostKeys { kept.insert(place) }
    return kept.sorted().map { keys[$0] }
  }

  private func isAsGood(_ grade: Grade?, as other: Grade?) -> Bool {
    guard let other else { return true }
    return grade?.isAsGood(as: other) ?? false
  }

  private func grades(_ key: KeyCandidate) -> [Grade?] {
    let access = key.accessKey(workload)
    return needs.map { need in
      KeyMatcher(entity: entity, need: need).match(access).map {
        Grade(
          unused: Set($0.unusedFields),
          isOrdered: $0.isOrdered || !need.isOrderBinding,
          unusedRanges: $0.unusedRanges
        )
      }
    }
  }
}
