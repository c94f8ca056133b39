/// Rules of this family; see `RuleFamily`.
public enum OperationRules {
  public static let all: [RuleDescriptor] = costRules + pricesRules + policyRules + goalsRules
}
