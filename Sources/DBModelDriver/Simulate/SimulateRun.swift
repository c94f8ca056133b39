import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelReport
import DBModelSemantics
import DBModelSimulation
import DBModelWorkload

/// Loads a model, simulates the tables of its DynamoDB stores, and reports what happened.
public enum SimulateRun {
  /// Why nothing could be simulated, and the way out.
  struct Failure: Error {
    let message: String
    let help: String
  }

  public static func run(
    _ request: SimulateRequest,
    readingStandardInput: () -> [UInt8]
  ) -> DriverOutcome {
    let load = DriverRequest(.simulate, paths: request.paths, stdinPath: request.stdinPath)
    var (outcome, model) = ModelRun.load(load, readingStandardInput: readingStandardInput)
    guard let model else {
      if !outcome.toolFailure { outcome.document.sections = [.paragraph("Nothing was simulated.")] }
      return outcome
    }
    do throws(ChosenDesign.Unknown) {
      let design = try ChosenDesign.find(request.designName, model)
      add(request, model.workload, design, to: &outcome)
    } catch {
      fail(Failure(message: error.message, help: error.help), &outcome)
    }
    return outcome
  }

  /// Simulates the tables of a design and adds what happened to a report, behind what it says
  /// already.
  static func add(
    _ request: SimulateRequest,
    _ workload: Workload,
    _ design: PhysicalDesign,
    to outcome: inout DriverOutcome
  ) {
    do throws(Failure) {
      let tables = try tables(request, workload, design)
      var results: [SimulationResult] = []
      for table in tables {
        do throws(SimulationRefusal) {
          results.append(try Simulator.run(table, request.options))
        } catch {
          throw Failure(message: "\(error.place): \(error.reason)", help: error.help)
        }
      }
      SimulationReport(workload: workload, request: request, results: results)
        .add(to: &outcome.document)
    } catch {
      fail(error, &outcome)
    }
  }

  private static func fail(_ failure: Failure, _ outcome: inout DriverOutcome) {
    outcome.document.findings.append(
      Diagnostic(
        ToolRules.notSimulated,
        "the model could not be simulated",
        at: nil,
        notes: [failure.message],
        help: [failure.help]
      )
    )
    outcome.toolFailure = true
  }

  /// The tables that are asked for, without those that nobody calls.
  private static func tables(
    _ request: SimulateRequest,
    _ workload: Workload,
    _ design: PhysicalDesign
  ) throws(Failure) -> [SimulatedTable] {
    let estimates = Estimates(workload: workload, design: design)
    var tables: [SimulatedTable] = []
    for case .dynamoDB(let store) in design.stores {
      tables +=
        SimulatedDesign(
          workload: workload,
          design: store,
          heat: estimates.heat.filter { $0.store == store.store },
          usage: UsageEstimator.lines(
            of: store,
            units: estimates.units,
            workload: workload,
            book: .publicUSEast1
          ),
          rates: SimulatedRates(peakSecond: request.peakSecond, factor: request.rateFactor)
        ).tables
    }
    guard let name = request.tableName else {
      return tables.filter { $0.structures.contains { !$0.flows.isEmpty } }
    }
    let found = tables.filter { $0.name == name }
    guard !found.isEmpty else {
      let near = NearestName.suggestion(for: name, among: tables.map(\.name))
      throw Failure(
        message: "the design has no DynamoDB table `\(name)`",
        help: near.map { "did you mean `\($0)`?" } ?? "`dbmodel plan` lists the tables"
      )
    }
    return found
  }
}
