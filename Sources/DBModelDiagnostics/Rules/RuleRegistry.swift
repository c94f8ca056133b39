/// Every rule there is, by code.
public enum RuleRegistry {
  /// Sorted by code. A family's rules stand in the file named after it.
  public static let all: [RuleDescriptor] =
    (ToolRules.all + SyntaxRules.all + NameRules.all + WorkloadRules.all + PlanningRules.all
    + RelationalRules.all + PlanRules.all + OperationRules.all
    + VerifyRules.all).sorted { $0.code < $1.code }

  /// Finds a rule by its code or its name, in any letter case.
  public static func find(_ codeOrName: String) -> RuleDescriptor? {
    let wanted = codeOrName.lowercased()
    return all.first { $0.code.lowercased() == wanted || $0.name == wanted }
  }
}
