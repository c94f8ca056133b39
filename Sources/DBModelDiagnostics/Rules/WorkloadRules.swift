/// Rules of this family; see `RuleFamily`.
public enum WorkloadRules {
  public static let all: [RuleDescriptor] = senseRules
}
