public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// What the popularity of keys rests on, found once for a workload.
public struct HeatBasis {
  let popularity: PopularityReader

  public init(workload: Workload) { popularity = PopularityReader(workload: workload) }
}

/// The heat of every table and index of a design: reads by what is asked for, writes by what moves.
public struct HeatEstimator {
  /// A pattern on its way, and what that costs.
  public typealias Course = (pattern: AccessPattern, path: DynamoDBPath, units: PatternUnits)

  let workload: Workload
  private let design: DynamoDBDesign
  let popularity: PopularityReader
  private var contributions: [String: [HeatContribution]] = [:]
  /// By table: write units a second on the most popular key of items of each entity, at the least.
  private(set) var written: [String: [EntityID: Double]] = [:]
  /// The place of the request that is looked at, in its path.
  private var place = 0
  /// The change that the request goes with, where it goes with one.
  private(set) var owner: DynamoDBRequest?
  /// How the rows were found that the request runs for, where it runs for rows.
  private(set) var lookup: RowLookup?

  /// - Parameter accesses: The paths of the patterns that run on the design's store.
  public static func heat(
    of design: DynamoDBDesign,
    accesses: [PatternAccess],
    workload: Workload
  ) -> [StructureHeat] {
    let estimator = DynamoDBEstimator(workload: workload, design: design)
    let units = accesses.compactMap { access -> PatternUnits? in
      guard access.store == design.store, case .dynamoDB(let path) = access.path else { return nil }
      return estimator.units(of: workload[access.pattern], path: path)
    }
    return heat(of: design, accesses: accesses, units: units, workload: workload)
  }

  /// - Parameter units: What the patterns cost, in the order of `accesses`, without those that run
  ///   elsewhere.
  static func heat(
    of design: DynamoDBDesign,
    accesses: [PatternAccess],
    units: [PatternUnits],
    workload: Workload
  ) -> [StructureHeat] {
    var courses: [Course] = []
    for access in accesses where access.store == design.store {
      guard case .dynamoDB(let path) = access.path else { continue }
      courses.append((workload[access.pattern], path, units[courses.count]))
    }
    return HeatEstimator(design: design, courses, basis: HeatBasis(workload: workload))
      .finish(ofAll: true)
  }

  /// The heat that some patterns make, of the tables and indexes that they read or write.
  public static func heat(
    of design: DynamoDBDesign,
    _ courses: [Course],
    basis: HeatBasis
  ) -> [StructureHeat] {
    HeatEstimator(design: design, courses, basis: basis).finish(ofAll: false)
  }

  private init(design: DynamoDBDesign, _ courses: [Course], basis: HeatBasis) {
    workload = basis.popularity.workload
    self.design = design
    popularity = basis.popularity
    for course in courses { add(course.pattern, path: course.path, units: course.units) }
  }

  private mutating func add(_ pattern: AccessPattern, path: DynamoDBPath, units: PatternUnits) {
    // A job runs when nobody waits for it; its peak is its own business.
    guard let peak = PeakRate.interval(of: pattern) else { return }
    var found: [KeyFinding] = []
    for (place, (request, cost)) in zip(path.requests, units.requests).enumerated() {
      self.place = place
      owner = path.owner(of: place)
      lookup = lookup(request, found, path, units)
      guard let table = design.table(named: request.table) else { continue }
      if let own = request.guarding {
        addGuard(own, cost, table, pattern, peak)
        found.append(.constant(nil))
        continue
      }
      if request.kind.isWrite {
        defer { noteWrite(request, table) }
        addWrite(request, cost, table, pattern, peak)
        found.append(.constant(nil))
        continue
      }
      var finding = readShare(request, table, pattern, path)
      finding = lookup?.bounded(finding) ?? finding
      finding = finding.sharded(over: request.shardCount, item: nil)
      found.append(finding)
      let local = request.index.flatMap { table.index(named: $0)?.isLocal == true ? $0 : nil }
      contribute(
        local == nil ? cost.structure : table.name,
        (cost.readUnits, cost.requestCount),
        .reads,
        finding,
        pattern,
        peak,
        isOneItem: request.kind != .query && request.kind != .scan
          && isKeyOfOneItem(partitionFields(request, table), request.entities.first),
        itemShare: readItem(request, pattern, path),
        localIndex: local
      )
    }
  }

  /// Counts the write that was added last for its entity.
  private mutating func noteWrite(_ request: DynamoDBRequest, _ table: DynamoDBTable) {
    guard let entity = request.entities.first, let part = contributions[table.name]?.last,
      part.request == place, part.isWrite
    else { return }
    let load = part.unitsPerSecond.low * part.share.hottest.low
    written[table.name, default: [:]][entity, default: 0] += load
  }

  private func lookup(
    _ request: DynamoDBRequest,
    _ found: [KeyFinding],
    _ path: DynamoDBPath,
    _ units: PatternUnits
  ) -> RowLookup? {
    guard case .perRow(let step) = request.repetition, found.indices.contains(step) else {
      return nil
    }
    return RowLookup(
      finding: found[step],
      rows: units.requests[step].rows,
      lookups: units.requests[step].requestCount,
      request: path.requests[step],
      path: path,
      workload: workload
    )
  }

  /// - Parameter units: Of one call, and over how many requests.
  mutating func contribute(
    _ structure: String,
    _ units: (perCall: Interval, requests: Interval),
    _ effect: HeatEffect,
    _ finding: KeyFinding,
    _ pattern: AccessPattern,
    _ peak: Interval,
    isOneItem: Bool,
    itemShare: Interval? = nil,
    localIndex: String? = nil
  ) {
    guard units.perCall.high > 0 else { return }
    contributions[structure, default: []].append(
      HeatContribution(
        pattern: pattern.id,
        callsPerSecond: peak,
        unitsPerCall: units.perCall,
        requestsPerCall: units.requests,
        isDistinct: finding.isDistinct,
        itemShare: isOneItem ? nil : itemShare,
        callsAtOnce: Double(pattern.rate?.batch?.value ?? 1),
        effect: effect,
        share: finding.share,
        spread: finding.spread,
        ranking: finding.ranking,
        isOneItem: isOneItem,
        request: place,
        localIndex: localIndex,
        basis: finding.basis,
        basisSpan: finding.span
      )
    )
  }

  // MARK: Reads

  /// The share of the hottest partition key among those a request asks for.
  private func readShare(
    _ request: DynamoDBRequest,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern,
    _ path: DynamoDBPath
  ) -> KeyFinding {
    let index = request.index.flatMap { table.index(named: $0) }
    let names = Set(partitionNames(index, table))
    let values = request.keyEquals.filter { names.contains($0.attribute.name) }
    if values.isEmpty { return scanShare(request, index, table, pattern) }
    var findings: [KeyFinding] = []
    var asked: Set<ParameterID> = []
    for keyValue in values {
      for (field, operand) in zip(keyValue.template.fields, keyValue.operands) {
        let operand = Self.origin(of: operand, request.repetition, path)
        // The fields of one key come together: their popularity counts once.
        if case .parameter(let reference) = operand,
          !asked.insert(reference.parameter).inserted
        {
          continue
        }
        let reference = FieldReference(keyValue.entity, field)
        findings.append(popularity.asked(reference, by: operand, in: pattern))
      }
    }
    let text = values.map(\.template.leadingLiteral.text).joined()
    return popularity.combined(findings, in: pattern)?.under(text) ?? .constant(pattern.nameSpan)
  }

  /// What a field of an earlier row was asked by, where the request that found the row fixed it:
  /// the rows of `$channel` have that channel, however the rows of all channels are spread.
  static func origin(
    of operand: Operand,
    _ repetition: DynamoDBRequest.Repetition,
    _ path: DynamoDBPath
  ) -> Operand {
    var (operand, repetition) = (operand, repetition)
    var limit = path.requests.count
    while case .row(let field) = operand, case .perRow(let step) = repetition, step < limit {
      let earlier = path.requests[step]
      let fixed = earlier.keyEquals.filter { $0.entity == field.entity }
        .flatMap { Array(zip($0.template.fields, $0.operands)) }
        .first { $0.0 == field.field }
      guard let fixed else { break }
      (operand, repetition, limit) = (fixed.1, earlier.repetition, step)
    }
    return operand
  }

  /// A Scan reads every collection: its largest takes the part that it holds of the rows.
  private func scanShare(
    _ request: DynamoDBRequest,
    _ index: SecondaryIndex?,
    _ table: DynamoDBTable,
    _ pattern: AccessPattern
  ) -> KeyFinding {
    guard let entity = request.entities.first else {
      return KeyFinding(.top(.one), .oneKey, basis: "reads every key", pattern.nameSpan)
    }
    let fields: [FieldID]
    if let index, let member = index.members.first(where: { $0.entity == entity }) {
      fields = member.templates.prefix(index.partitionKey.count).flatMap(\.fields)
    } else {
      fields = table.layout(of: entity)?.partitionKey.fields ?? []
    }
    let findings = fields.map { popularity.stored(FieldReference(entity, $0), in: pattern) }
    return .combine(findings)
      ?? KeyFinding(.top(.one), .oneKey, basis: "the key is a constant", pattern.nameSpan)
  }

  /// The share of the item that a request reads most often; `nil` where it reads several at once.
  private func readItem(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ path: DynamoDBPath
  ) -> Interval? {
    guard request.kind != .query, request.kind != .scan else { return nil }
    var asked: Set<ParameterID> = []
    let findings = request.keyEquals.flatMap { keyValue in
      zip(keyValue.template.fields, keyValue.operands).compactMap { field, operand in
        let operand = Self.origin(of: operand, request.repetition, path)
        if case .parameter(let reference) = operand,
          !asked.insert(reference.parameter).inserted
        {
          return nil as KeyFinding?
        }
        return popularity.asked(FieldReference(keyValue.entity, field), by: operand, in: pattern)
      }
    }
    return popularity.combined(findings, in: pattern)?.share.hottest
  }

  private func partitionFields(_ request: DynamoDBRequest, _ table: DynamoDBTable) -> [FieldID] {
    guard let entity = request.entities.first else { return [] }
    return table.layout(of: entity)?.partitionKey.fields ?? []
  }

  /// Whether a partition key holds the whole key of an entity, so that it has one item of it.
  func isKeyOfOneItem(_ fields: [FieldID], _ entity: EntityID?) -> Bool {
    guard let entity else { return false }
    return workload[entity].key.allSatisfy(fields.contains)
  }

  private func partitionNames(_ index: SecondaryIndex?, _ table: DynamoDBTable) -> [String] {
    index.map { $0.partitionKey.map(\.name) } ?? [table.partitionKey.name]
  }

  // MARK: Result

  /// - Parameter all: Whether those that nobody reads or writes are wanted as well.
  private func finish(ofAll all: Bool) -> [StructureHeat] {
    func heat(
      _ structure: String,
      _ make: ([HeatContribution]) -> StructureHeat
    ) -> StructureHeat? {
      let own = contributions[structure]
      return all || own != nil ? make(own ?? []) : nil
    }
    return design.tables.flatMap { table -> [StructureHeat] in
      let own = heat(table.name) {
        StructureHeat(
          structure: table.name,
          isIndex: false,
          hasSortKey: table.sortKey != nil,
          store: design.store,
          partitionKey: table.partitionKey.name,
          contributions: $0,
          splitting: splitting(table),
          span: table.span
        )
      }
      let indexes = table.globalIndexes.compactMap { index in
        heat("\(table.name).\(index.name)") {
          StructureHeat(
            structure: "\(table.name).\(index.name)",
            isIndex: true,
            hasSortKey: !index.sortKey.isEmpty,
            store: design.store,
            partitionKey: index.partitionKey.map(\.name).joined(separator: ", "),
            contributions: $0,
            splitting: splitting(index),
            span: index.span
          )
        }
      }
      return [own].compactMap { $0 } + indexes
    }
  }
}
