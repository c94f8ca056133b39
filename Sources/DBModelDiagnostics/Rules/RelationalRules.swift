/// Rules of this family; see `RuleFamily`.
public enum RelationalRules {
  public static let all: [RuleDescriptor] = []
}
