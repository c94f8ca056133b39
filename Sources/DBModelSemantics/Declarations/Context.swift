import DBModelDiagnostics
import DBModelWorkload

/// What the passes know so far. One pass adds to it, later ones read it; it lives as long as one
/// call of `Resolver.resolve`.
final class Context {
  let sink: FindingSink
  var stores: [Store] = []
  /// See `Declarations.mayLackStores`.
  var mayLackStores = false
  var storeIDs: [String: StoreID] = [:]
  var services: [Service] = []
  var serviceIDs: [String: ServiceID] = [:]
  var structs: [String: ResolvedStruct] = [:]
  var structNames: [String] = []
  var entityIDs: [String: EntityID] = [:]
  var entityNames: [String] = []
  /// Declared entities first, then the link entities.
  var entities: [Entity] = []
  /// By `EntityID`, beside `entities`.
  var scopes: [EntityScope] = []
  var patterns: [AccessPattern] = []
  var flows: [Flow] = []
  var policy: Policy?
  var goals: Goals?
  var allowances: [Allowance] = []
  var failures: [Failure] = []
  /// From the resolution before, then for the one after.
  var memory = ResolutionMemory()
  /// Profiles that skews name, as written.
  var traces: [Located<String>] = []
  let profiles: Resolver.Profiles

  init(recorder: SymbolRecorder? = nil, profiles: @escaping Resolver.Profiles = { _ in nil }) {
    sink = FindingSink(recorder: recorder)
    self.profiles = profiles
  }

  func workload(_ declarations: Declarations) -> Workload {
    Workload(
      name: declarations.model,
      edition: declarations.edition ?? Declarations.edition,
      stores: stores,
      services: services,
      entities: entities,
      patterns: patterns,
      flows: flows,
      policy: policy,
      goals: goals,
      allowances: allowances,
      failures: failures
    )
  }

  func store(named name: Located<String>) -> StoreID? {
    if let id = storeIDs[name.value] {
      recorder?.refer(.store, name.value, at: name.span)
      return id
    }
    if mayLackStores { return nil }
    sink.report(
      NameMessage.unknown("store", name.value, name.span, among: stores.map(\.name))
    )
    return nil
  }

  func service(named name: Located<String>) -> ServiceID? {
    if let id = serviceIDs[name.value] {
      recorder?.refer(.service, name.value, at: name.span)
      return id
    }
    sink.report(
      NameMessage.unknown("service", name.value, name.span, among: services.map(\.name))
    )
    return nil
  }

  func entity(named name: Located<String>) -> EntityID? {
    if let id = entityIDs[name.value] {
      recorder?.refer(.entity, name.value, at: name.span)
      return id
    }
    sink.report(NameMessage.unknown("entity", name.value, name.span, among: entityNames))
    return nil
  }
}
