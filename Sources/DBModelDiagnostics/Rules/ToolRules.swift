/// Rules of this family; see `RuleFamily`.
public enum ToolRules {
  public static let all: [RuleDescriptor] = []
}
