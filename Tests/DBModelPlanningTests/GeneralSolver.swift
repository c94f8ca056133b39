import DBModelTestKit

/// CBC (COIN-OR branch and cut), a general solver that shares nothing with the planner's own, as a
/// process.
struct GeneralSolver {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let program: String

  /// The value of each variable in a best solution; `nil` where there is none.
  ///
  /// - Parameter isRelaxed: Every variable may be any number from 0 to 1.
  func solve(_ programme: MixedIntegerProgram, isRelaxed: Bool = false) throws -> [Double]? {
    let folder = try TemporaryFolder()
    let problem = try folder.write(programme.mps(isRelaxed: isRelaxed), to: "problem.mps")
    let solution = folder.file("solution.txt")
    // Without a gap: what it stops at is the best.
    var process = Subprocess(
      program,
      [
        problem, "-ratioGap", "0", "-allowableGap", "0", "-increment", "1e-9", "-solve",
        "-solution", solution,
      ]
    )
    process.timeLimitSeconds = 300
    let result = try process.run()
    let text = folder.contents()["solution.txt"].map { String(decoding: $0, as: UTF8.self) }
    guard result.exitCode == 0, !result.timedOut, let text else {
      throw Failure(description: "no solution was written: \(result.output)")
    }
    let lines = text.split(separator: "\n")
    if lines.first?.hasPrefix("Infeasible") == true { return nil }
    guard lines.first?.hasPrefix("Optimal") == true else {
      throw Failure(description: "not optimal: \(lines.first ?? "")")
    }
    var values = [Double](repeating: 0, count: programme.costs.count)
    for line in lines.dropFirst() {
      // A variable that breaks its bounds by rounding is marked by asterisks.
      let words = line.split(separator: " ").filter { $0 != "**" }
      guard words.count >= 3, words[1].hasPrefix("x"), let number = Int(words[1].dropFirst()),
        let value = Double(words[2])
      else { throw Failure(description: "unreadable: \(line)") }
      values[number] = value
    }
    return values
  }
}
