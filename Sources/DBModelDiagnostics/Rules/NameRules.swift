/// Rules of this family; see `RuleFamily`.
public enum NameRules {
  public static let all: [RuleDescriptor] = []
}
