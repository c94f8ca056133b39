import Foundation

/// Figures that tests find out, for the pages that `make evaluate` writes.
public enum Evaluation {
  /// Writes one section of a page, in Markdown, where `DBMODEL_EVALUATION` names a folder; one that
  /// grows with every case of a test is written again with each.
  public static func write(_ section: String, _ lines: [String]) {
    guard let folder = TestMode.variable("DBMODEL_EVALUATION") else { return }
    let text = lines.joined(separator: "\n") + "\n"
    do {
      try text.write(toFile: "\(folder)/\(section).md", atomically: true, encoding: .utf8)
    } catch {
      fatalError("cannot write \(section).md into DBMODEL_EVALUATION: \(error)")
    }
  }
}
