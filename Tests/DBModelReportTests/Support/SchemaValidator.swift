import Foundation
import Testing

/// Validates JSON with Python's `jsonschema`, an implementation that is not ours.
enum SchemaValidator {
  /// Where third-party schemas lie: `DBMODEL_SHARED`, or `shared` beside the repository.
  static func sharedFile(_ path: String) -> URL? {
    let environment = ProcessInfo.processInfo.environment
    let roots =
      environment["DBMODEL_SHARED"].map { [URL(fileURLWithPath: $0)] }
      ?? [repositoryDirectory.deletingLastPathComponent().appendingPathComponent("shared")]
    return roots.map { $0.appendingPathComponent(path) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The first violations, one per line; empty when valid; `nil` when there is no validator.
  static func violations(of documents: [[UInt8]], schema: URL) throws -> String? {
    let script = """
      import json, sys
      try:
        import jsonschema
      except ImportError:
        sys.exit(77)
      schema = json.load(open(sys.argv[1]))
      validator = jsonschema.validators.validator_for(schema)
      validator.check_schema(schema)
      for path in sys.argv[2:]:
        document = json.load(open(path, encoding="utf-8"))
        for error in list(validator(schema).iter_errors(document))[:5]:
          print(list(error.absolute_path), error.message[:300])
      """
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("dbmodel-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = try documents.enumerated().map { index, bytes in
      let url = directory.appendingPathComponent("\(index).json")
      try Data(bytes).write(to: url)
      return url.path
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["DBMODEL_PYTHON"] ?? "python3"
    process.arguments = [python, "-W", "ignore", "-c", script, schema.path] + files
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    if process.terminationStatus == 77 || process.terminationStatus == 127 { return nil }
    return process.terminationStatus == 0
      ? text : "validator ended with \(process.terminationStatus)\n" + text
  }
}
