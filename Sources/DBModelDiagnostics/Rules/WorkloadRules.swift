/// Rules about what a workload does to its stores, and about its sense; see `RuleFamily`.
public enum WorkloadRules {
  public static let all: [RuleDescriptor] =
    heatRules + limitRules + connectionRules + footprintRules + agedRules + replicaRules
    + senseRules
}
