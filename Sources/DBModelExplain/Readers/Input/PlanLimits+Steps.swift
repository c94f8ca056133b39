extension PlanLimits {
  /// Counts a step of a plan.
  ///
  /// - Parameters:
  ///   - steps: Those of the file so far.
  ///   - depth: Of the step, from 1.
  func count(_ element: PlanElement, _ steps: inout Int, depth own: Int) throws(PlanProblem) {
    steps += 1
    guard steps <= nodes else {
      throw PlanProblem(
        title: "the file holds more than \(nodes) steps",
        offset: element.place.lowerBound
      )
    }
    guard own <= depth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: element.place.lowerBound,
        notes: ["limit: \(depth) steps"]
      )
    }
  }
}
