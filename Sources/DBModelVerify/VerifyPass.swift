import DBModelData
import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// All patterns over one set of rows.
struct VerifyPass {
  let verifier: Verifier
  let style: DataStyle
  let name: String
  let keepsTables: Bool
  var dataset: Dataset
  var arguments: ArgumentGenerator
  let sqlite: SQLiteStore
  /// One for each DynamoDB store.
  var endpoints: [EndpointStore] = []
  /// What was compared last.
  var compared = ComparedState()
  /// What the calls should take; `nil` where nothing is counted.
  let estimates: Estimates?

  var workload: Workload { verifier.workload }
  var isMeasured: Bool { style != .edges && verifier.options.countsUnits }

  init(
    _ verifier: Verifier,
    style: DataStyle,
    name: String,
    seed: UInt64,
    keepsTables: Bool
  ) throws {
    self.verifier = verifier
    self.style = style
    self.name = name
    self.keepsTables = keepsTables
    let workload = verifier.workload
    var rows = RowGenerator(
      workload: workload,
      seed: seed,
      now: VerifyOptions.now,
      style: style
    )
    // Keys of DynamoDB admit no empty text.
    rows.values.allowsEmptyTexts = !workload.stores.contains { $0.kind == .dynamodb }
    verifier.progress("\(name): generating rows")
    dataset = rows.generate()
    arguments = ArgumentGenerator(workload: workload, dataset: dataset, rows: rows)
    sqlite = try SQLiteStore(
      workload: workload,
      design: verifier.relational,
      dataset: dataset
    )
    estimates =
      style == .edges
      ? nil
      : Estimates(workload: ScaledWorkload.of(workload, dataset), design: verifier.design)
    guard let service = verifier.service else { return }
    for case .dynamoDB(let design) in verifier.design.stores {
      endpoints.append(
        EndpointStore(
          design: design.prefixed(verifier.options.tablePrefix, streams: verifier.streams),
          workload: workload,
          kept: verifier.keptByStream,
          service: service
        )
      )
    }
  }

  mutating func run(_ verification: inout Verification) throws {
    verification.loadedRows += dataset.rowCount
    for endpoint in endpoints {
      verifier.progress("\(name): making \(endpoint.tables.design.tables.count) tables")
      try endpoint.tables.create()
      verifier.progress("\(name): loading \(dataset.rowCount) rows")
      _ = try endpoint.tables.load(dataset)
      // What is loaded holds already what is kept.
      try endpoint.streams?.skip()
    }
    try compareStates(CallPlace(rows: name), &verification)
    try reads(calls: verifier.options.calls, &verification)
    try writes(&verification)
    // Reads again: what the writes left must be found the same way everywhere.
    try reads(calls: (verifier.options.calls + 1) / 2, &verification)
  }

  /// Deletes the tables; returns those that could not be.
  mutating func end(_ verification: inout Verification) -> [String] {
    if keepsTables {
      verification.keptTables += endpoints.flatMap(\.tables.made)
      return []
    }
    return endpoints.flatMap { $0.tables.delete() }
  }

  func endpoint(of store: StoreID) -> EndpointStore? {
    endpoints.first { $0.tables.design.store == store }
  }

  /// How a pattern goes on DynamoDB; says why it does not.
  func way(
    of pattern: AccessPattern,
    _ result: inout PatternVerification
  ) -> (path: DynamoDBPath, endpoint: EndpointStore)? {
    guard let access = verifier.design.accesses.first(where: { $0.pattern == pattern.id }) else {
      let store = workload.store(of: pattern).map { workload[$0].name } ?? "?"
      result.leaveOut(.dynamoDB, "it runs on `\(store)`, which this design is not of", call: false)
      return nil
    }
    switch access.path {
    case .sql:
      result.leaveOut(
        .dynamoDB,
        "it runs on `\(workload[access.store].name)`, which is relational",
        call: false
      )
      return nil
    case .none(let reasons):
      let why = reasons.first ?? "no request answers it"
      result.leaveOut(.dynamoDB, "no way through the tables: \(why)", call: false)
      return nil
    case .dynamoDB(let path):
      // Without an endpoint the report says so of the whole run.
      guard let endpoint = endpoint(of: access.store) else { return nil }
      if let reason = unsupported(pattern) ?? unkept(pattern, path) {
        result.leaveOut(.dynamoDB, reason, call: false)
        return nil
      }
      return (path.prefixed(verifier.options.tablePrefix), endpoint)
    }
  }
}

/// The tables of one store on an endpoint, and the meter that requests go through.
struct EndpointStore {
  let tables: EndpointTables
  let meter: UnitMeter
  let runner: DynamoDBRunner
  /// What keeps attributes after each call; `nil` where nothing has to.
  let streams: StreamReader?

  init(
    design: DynamoDBDesign,
    workload: Workload,
    kept: [KeptAggregate],
    service: @escaping Verifier.Service
  ) {
    let meter = UnitMeter(design: design, service: service)
    self.meter = meter
    let rules = RequestRules(design: design)
    tables = EndpointTables(design: design, workload: workload) { request in
      try rules.check(request)
      return try service(request)
    }
    runner = DynamoDBRunner(workload: workload, design: design) { try meter.send($0) }
    let stream = KeptStream(workload: workload, design: design, aggregates: kept)
    streams = stream.tables.isEmpty ? nil : StreamReader(stream, send: service)
  }
}
