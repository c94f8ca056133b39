public import Foundation
public import Testing

/// Expected output beside its input. `DBMODEL_UPDATE=1 swift test` rewrites it.
public enum GoldenFile {
  /// The folder of the repository, found from the place of this file.
  public static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static var updates: Bool {
    ProcessInfo.processInfo.environment["DBMODEL_UPDATE"] != nil
  }

  /// The folders directly inside `Tests/CaseTests/<family>`, sorted by name.
  public static func cases(_ family: String) -> [Case] {
    let folder = repository.appendingPathComponent("Tests/CaseTests/\(family)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { Case(name: $0, folder: folder.appendingPathComponent($0)) }
  }

  /// Compares text with a file, or rewrites the file. The first line that differs is shown.
  public static func check(
    _ actual: String,
    _ url: URL,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try? String(decoding: Data(contentsOf: url), as: UTF8.self)
    if expected == actual { return }
    if updates {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      return try Data(actual.utf8).write(to: url)
    }
    let path = url.path.replacingOccurrences(of: repository.path + "/", with: "")
    guard let expected else {
      Issue.record(
        "\(path) is missing; `DBMODEL_UPDATE=1 swift test` writes it",
        sourceLocation: sourceLocation
      )
      return
    }
    Issue.record("\(path) \(difference(expected, actual))", sourceLocation: sourceLocation)
  }

  /// The first line that differs, with its number.
  static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let line = index ?? min(old.count, new.count)
    func show(_ lines: [Substring]) -> String { line < lines.count ? String(lines[line]) : "(end)" }
    return "differs at line \(line + 1)\n- \(show(old))\n+ \(show(new))"
  }
}

/// One folder of input and expected output.
public struct Case: Sendable, CustomTestStringConvertible {
  public let name: String
  public let folder: URL

  public var testDescription: String { name }

  public func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  public func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: file(name))) }
}
