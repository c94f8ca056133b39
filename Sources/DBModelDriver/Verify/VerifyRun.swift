import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelPlanning
import DBModelReport
import DBModelSemantics
import DBModelVerify
import DBModelWorkload

/// Loads a model, runs its patterns, and reports what came of it.
public enum VerifyRun {
  /// - Parameters:
  ///   - environment: Variables that may hold credentials.
  ///   - progress: Told what is being done, for people who wait.
  public static func run(
    _ request: VerifyRequest,
    readingStandardInput: () -> [UInt8],
    environment: (String) -> String?,
    progress: @escaping (String) -> Void
  ) -> DriverOutcome {
    let load = DriverRequest(.verify, paths: request.paths, stdinPath: request.stdinPath)
    var (outcome, model) = ModelRun.load(load, readingStandardInput: readingStandardInput)
    guard let model else {
      // A model with errors has no patterns that could be run.
      if !outcome.toolFailure { outcome.document.sections = [.paragraph("Nothing was run.")] }
      return outcome
    }
    let workload = model.workload
    outcome.document.assumptions.engines = [
      EngineVersion(name: "SQLite", version: SQLiteDatabase.version)
    ]
    do {
      let design = try ChosenDesign.find(request.designName, model)
      let client = try client(request, environment)
      if let client {
        outcome.document.assumptions.engines.append(
          EngineVersion(name: "DynamoDB API at \(client.endpoint.text)", version: "20120810")
        )
      }
      let verification = try Verifier(
        workload: workload,
        design: design,
        relational: Pipeline.relational(of: workload),
        options: request.options,
        service: client.map { client in { try client.send($0) } },
        progress: progress
      ).run()
      VerificationReport(
        workload: workload,
        verification: verification,
        request: request
      ).add(to: &outcome.document)
    } catch {
      let unknown = error as? ChosenDesign.Unknown
      let message = unknown?.message ?? (error as? VerifyFailure)?.message ?? "\(error)"
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.notVerified,
          "the model could not be verified",
          at: nil,
          notes: message.split(separator: "\n").map(String.init),
          help: [unknown?.help ?? "see docs/verifying.md for what an endpoint needs"]
        )
      )
      outcome.toolFailure = true
    }
    return outcome
  }

  private static func client(
    _ request: VerifyRequest,
    _ environment: (String) -> String?
  ) throws(VerifyFailure) -> DynamoDBClient? {
    guard let endpoint = request.endpoint else { return nil }
    let credentials: AWSCredentials
    do throws(AWSCredentials.Missing) {
      credentials = try AWSCredentials.find(variable: environment) { path in
        (try? FileReader.read(path)).map { String(decoding: $0, as: UTF8.self) }
      }
    } catch {
      throw VerifyFailure(
        "no credentials to sign requests with (an emulator takes any):\n"
          + error.places.joined(separator: "\n")
      )
    }
    do throws(HTTPClient.Failure) {
      return try DynamoDBClient(
        endpoint: endpoint,
        region: request.region,
        credentials: credentials,
        seed: request.options.seed
      )
    } catch {
      throw VerifyFailure(error.message)
    }
  }
}
