/// Rules of this family; see `RuleFamily`.
public enum PlanningRules {
  public static let all: [RuleDescriptor] = []
}
