import DBModelDesign
import DBModelPlanning
import DBModelSemantics

/// The design that a command works on: the derived one, or one that the model writes down.
enum ChosenDesign {
  /// The model writes no DynamoDB design of the name.
  struct Unknown: Error {
    let name: String
    /// Those that it writes, in the order of the files.
    let known: [String]

    var message: String { "the model has no DynamoDB design `\(name)`" }
    var help: String {
      known.isEmpty
        ? "leave --design out: the model writes none down"
        : "name \(known.map { "`\($0)`" }.joined(separator: ", "))"
    }
  }

  /// - Parameter name: `nil` for the derived one.
  static func find(_ name: String?, _ model: SemanticModel) throws(Unknown) -> PhysicalDesign {
    guard let name else { return Planner.plan(workload: model.workload).design }
    guard let fixed = model.fixedDesigns.first(where: { $0.name == name }) else {
      throw Unknown(name: name, known: model.fixedDesigns.map(\.name))
    }
    return Planner.match(workload: model.workload, fixed: fixed).design
  }
}
