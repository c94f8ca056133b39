/// Writes stores.
enum StoreWriter {
  static func lines(
    _ settings: ImportedSettings,
    _ name: ModelName,
    isDefault: Bool,
    _ names: inout ModelNames
  ) -> [ModelCode] {
    var clauses: [ModelCode] = []
    if let capacity = settings.capacity {
      clauses.append(self.capacity(capacity))
    } else {
      clauses.append("// to be stated: capacity; on demand where nothing is said")
    }
    let warm = throughput(settings.warmReads, settings.warmWrites)
    if !warm.isEmpty { clauses.append("warm \(ModelCode.joined(warm, " "))") }
    if let tableClass = settings.tableClass {
      clauses.append("table-class \(ModelCode.word(tableClass))")
    }
    if let days = settings.recoveryDays {
      clauses.append("recovery point-in-time \(days) days")
    }
    if settings.usesCustomerKey { clauses.append("encryption customer-key") }
    if settings.isProtected { clauses.append("deletion-protection") }
    if !settings.replicas.isEmpty { clauses.append(replicas(settings, &names)) }
    if let insights = settings.insights { clauses.append("insights \(ModelCode.word(insights))") }
    let head: ModelCode =
      isDefault ? "store \(name): dynamodb default {" : "store \(name): dynamodb {"
    return [head] + clauses + ["}", ""]
  }

  private static func capacity(_ capacity: ImportedSettings.Capacity) -> ModelCode {
    switch capacity {
    case .onDemand(let reads, let writes):
      let limits = throughput(reads, writes)
      return limits.isEmpty
        ? "capacity on-demand" : "capacity on-demand at-most \(ModelCode.joined(limits, " "))"
    case .provisioned(let reads, let writes, let target):
      let scales = reads.least != reads.most || writes.least != writes.most
      let stated: ModelCode =
        "capacity provisioned \(range(reads))/s reads \(range(writes))/s writes"
      guard scales, let target else { return stated }
      return "\(stated) at \(target)%"
    }
  }

  private static func range(_ range: ImportedSettings.CapacityRange) -> ModelCode {
    let least = ModelCode.grouped(range.least)
    return range.most == range.least ? least : "\(least)..\(ModelCode.grouped(range.most))"
  }

  private static func throughput(_ reads: Int?, _ writes: Int?) -> [ModelCode] {
    var parts: [ModelCode] = []
    if let reads { parts.append("\(ModelCode.grouped(reads))/s reads") }
    if let writes { parts.append("\(ModelCode.grouped(writes))/s writes") }
    return parts
  }

  private static func replicas(_ settings: ImportedSettings, _ names: inout ModelNames)
    -> ModelCode
  {
    let regions = settings.replicas.map { region -> ModelCode in "\(names.region(region))" }
    let list = ModelCode.joined(regions, ", ")
    guard settings.hasStrongReplicas else { return "replicas eventual \(list)" }
    guard let witness = settings.witness else { return "replicas strong \(list)" }
    return "replicas strong \(list) witness \(names.region(witness))"
  }
}
