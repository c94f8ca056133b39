import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Says which rows carry copies of the rows they refer to, what that costs and what it saves.
struct CopyChoices {
  let context: PlanningContext
  let derived: DerivedDesign
  let design: DynamoDBDesign
  let accesses: [PatternAccess]
  let rates: DynamoDBRates
  /// Whether what each is worth is looked for.
  let areWeighed: Bool

  private var workload: Workload { context.workload }

  func choices() -> [Choice] {
    let used = derived.copied.values.reduce(Set<FieldReference>()) { $0.union($1) }
    return context.references(of: used)
      .sorted { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }
      .map { choice($0, used) }
  }

  /// - Parameter used: Every copy that some pattern reads.
  private func choice(_ reference: AttributeReference, _ used: Set<FieldReference>) -> Choice {
    let entity = workload[reference.entity]
    let copies = entity.copies.filter {
      $0.reference == reference && used.contains(FieldReference(entity.id, $0.field.id))
    }
    let target = workload[copies[0].source.entity]
    let names = PlanPhrase.list(copies.map { "`\(workload[$0.source].name)`" })
    let readers = accesses.map(\.pattern).filter {
      context.references(of: derived.copied[$0] ?? []).contains(reference)
    }
    let upkeep = upkeep(copies, of: entity, target: target.id)
    let worth = areWeighed ? worth(reference, upkeep) : nil
    var alternatives = [
      "reading each `\(target.name)` when it is asked for: one more request, behind the first"
    ]
    if let worth {
      alternatives.append(StructurePhrase(context).absence(worth.absence, of: "no copies"))
    }
    return Choice(
      subject: "\(entity.name).\(entity[reference.attribute].name)",
      store: design.store,
      decision: "each `\(entity.name)` carries \(names) of its `\(target.name)`, as "
        + PlanPhrase.list(copies.map { "`\($0.field.name)`" }),
      because: [
        "whoever reads, filters, orders or looks up by them reads no `\(target.name)`",
        "no pattern changes or deletes what they are of, so that a copy is written once, with its row,"
          + " and stays true",
        "its upkeep: \(PlanPhrase.dollars(upkeep)) for a strong read of the `\(target.name)` before each"
          + " insert, and for the bytes in the table",
      ] + personal(copies) + (worth.map { StructurePhrase(context).shares($0) } ?? []),
      alternatives: alternatives,
      wantedBy: readers,
      worth: worth
    )
  }

  /// Who is asked to forget a person looks in one place more.
  private func personal(_ copies: [CopiedField]) -> [String] {
    let names = copies.filter { $0.field.flags.contains(.personal) }.map { "`\($0.field.name)`" }
    if names.isEmpty { return [] }
    return [
      "\(PlanPhrase.list(names)) \(names.count == 1 ? "is" : "are") personal, and kept here as well"
    ]
  }

  // MARK: Upkeep

  /// What the copies cost in a month, indexes apart: bytes of the table, and the reads before
  /// inserts.
  private func upkeep(
    _ copies: [CopiedField],
    of entity: Entity,
    target: EntityID
  ) -> Double {
    guard let table = design.table(of: entity.id) else { return 0 }
    let ways = accesses.compactMap { access -> (pattern: AccessPattern, path: DynamoDBPath)? in
      guard case .dynamoDB(let path) = access.path else { return nil }
      return (workload[access.pattern], path)
    }
    let pricer = WayPricer(context, design: design, rates: rates)
    let bare = WayPricer(
      context,
      design: design,
      rates: rates,
      sizes: design.tables.map {
        TableSizes(
          workload: workload,
          table: $0,
          weightless: $0.names(
            madeOf: Set(copies.map { .copy(FieldReference(entity.id, $0.field.id)) }),
            workload
          )
        )
      }
    )
    let bytes = pricer.cost(of: table.name, ways) - bare.cost(of: table.name, ways)
    let estimator = DynamoDBEstimator(workload: workload, design: design)
    return ways.reduce(max(0, bytes)) { sum, way in
      let units = estimator.units(of: way.pattern, path: way.path)
      let reads = zip(way.path.requests, units.requests).filter { request, _ in
        request.isRead(ofTargetsOf: entity.id, target)
      }
      return sum
        + reads.reduce(0) { $0 + $1.1.readUnits.middle } * pricer.callsPerMonth(way.pattern)
        * rates.perReadUnit
    }
  }

  // MARK: Worth

  private func worth(_ reference: AttributeReference, _ upkeep: Double) -> StructureWorth? {
    func uses(_ copied: Set<FieldReference>) -> Bool {
      context.references(of: copied).contains(reference)
    }
    let search = derived.searches.first {
      $0.chosen?.solution.courses.contains { uses($0?.copied ?? []) } == true
    }
    guard let search, let (problem, solution) = search.chosen else { return nil }
    let without = search.without(copiesOver: reference)
    return StructureWorth(
      upkeepUSDollarsPerMonth: upkeep,
      absence: StructureWorth.Absence(solution, without: without, of: problem),
      shares: WorthShares(problem, solution).shares(
        among: { uses($0.copied) },
        otherwise: { !uses($0.copied) }
      )
    )
  }
}

extension DynamoDBRequest {
  /// Whether it reads what new rows of an entity carry of a row they refer to.
  fileprivate func isRead(ofTargetsOf entity: EntityID, _ target: EntityID) -> Bool {
    guard kind == .getItem || kind == .batchGetItem, entities == [target] else { return false }
    return keyEquals.flatMap(\.operands).allSatisfy { operand in
      if case .parameter(let given) = operand { given.field?.entity == entity } else { false }
    }
  }
}
