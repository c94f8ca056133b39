import DBModelJSON
import DBModelTestKit
import Foundation

/// What a run of the tests found, for the pages that `make evaluate` writes: a file of JSON below
/// the folder that `DBMODEL_FIGURES` names, and nothing where it is not set.
enum Figures {
  static func write(_ name: String, _ value: JSONValue) throws {
    guard let folder = TestMode.variable("DBMODEL_FIGURES") else { return }
    let text = JSONWriter.text(of: value, indentation: 1) + "\n"
    try text.write(toFile: "\(folder)/\(name).json", atomically: true, encoding: .utf8)
  }
}
