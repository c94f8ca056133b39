import DBModelAnalysis
import DBModelEngines
import DBModelWorkload

/// The plans of the patterns of one store, whichever engine made them.
protocol EnginePlans {
  /// In the order of the patterns and their statements.
  var plans: [StatementPlan] { get }
  /// The same for judgement, with what is known of the tables.
  var judged: [JudgedPlan] { get }
  /// What was not asked for, with why.
  var leftOut: [(pattern: PatternID, reason: String)] { get }
  /// What the engine refused to plan.
  var refusals: [RefusedPlan] { get }
}

/// A statement that an engine would not plan.
struct RefusedPlan {
  let pattern: PatternID
  /// In the engine's words.
  let message: String
  let help: String?
}

extension PostgreSQLPlans: EnginePlans {
  var refusals: [RefusedPlan] {
    refused.map {
      RefusedPlan(pattern: $0.pattern, message: $0.failure.message, help: $0.failure.help)
    }
  }
}
