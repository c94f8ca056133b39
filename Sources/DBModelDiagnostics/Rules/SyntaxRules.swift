/// Rules of this family; see `RuleFamily`.
public enum SyntaxRules {
  public static let all: [RuleDescriptor] = []
}
