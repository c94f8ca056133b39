/// Rules of this family; see `RuleFamily`.
public enum PlanRules {
  public static let all: [RuleDescriptor] = []
}
