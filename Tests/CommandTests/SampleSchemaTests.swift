import DBModelTestKit
import Testing

/// What the command writes for machines follows its schemas, for every sample.
@Suite struct SampleSchemaTests {
  @Test func jsonFollowsTheSchemaOfTheProject() throws {
    let schema = Repository.path("docs/schemas/report-1.schema.json")
    for command in ["check", "plan", "simulate"] {
      try expectValid([command], format: "json", schema: schema)
    }
  }

  @Test func sarifFollowsTheStandard() throws {
    guard let schema = TestMode.variable("DBMODEL_SARIF_SCHEMA") else {
      return LiveServers.leftOut("SARIF of the samples", because: "`make test` has the schema")
    }
    try expectValid(["check"], format: "sarif", schema: schema)
  }

  private func expectValid(_ command: [String], format: String, schema: String) throws {
    guard let python = LiveServers.python else {
      return LiveServers.leftOut("\(format) of the samples", because: "`make test` has a validator")
    }
    let folder = try TemporaryFolder()
    var files: [String] = []
    for model in SampleRunTests.models {
      var run = Subprocess(
        "\(Repository.productsDirectory)/dbmodel",
        command + [model, "--format", format]
      )
      run.workingDirectory = Repository.root
      let name = model.replacing("/", with: "-") + ".json"
      files.append(try folder.write(try run.run().outputBytes, to: name))
    }
    var validation = Subprocess(python, ["-W", "ignore", "-c", Self.script, schema] + files)
    validation.timeLimitSeconds = 300
    let result = try validation.run()
    #expect(result.exitCode == 0, "\(result.errorOutput)")
    #expect(result.output == "\(files.count) valid\n")
  }

  /// Says how many are valid, and what is wrong with the others.
  private static let script = """
    import json, sys
    import jsonschema
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    valid = 0
    for path in sys.argv[2:]:
      errors = list(kind(schema).iter_errors(json.load(open(path, encoding="utf-8"))))
      valid += not errors
      for error in errors[:5]:
        print(path, list(error.absolute_path), error.message[:300])
    print(valid, "valid")
    """
}
