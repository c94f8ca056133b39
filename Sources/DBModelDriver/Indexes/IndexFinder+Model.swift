import DBModelDesign
import DBModelEngines
import DBModelLock
import DBModelQuery
import DBModelSemantics
import DBModelWorkload

extension IndexFinder {
  /// Looks for indexes in every PostgreSQL store that has patterns in SQL as written.
  static func find(
    _ model: SemanticModel,
    programs folder: String?,
    environment: (String) -> String?,
    progress: (String) -> Void
  ) throws(ServerFailure) -> [Found] {
    var model = model
    // Found anew: what is there already would be taken for needed.
    model.workload = model.workload.with(addedIndexes: [])
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    let workload = pipeline.workload
    let designs = Pipeline.relationalDesigns(pipeline.design).filter { design in
      SQLDialect(workload[design.store].kind) == .postgresql
        && workload.patterns.contains { pattern in
          guard case .sql = pattern.operation else { return false }
          return workload.store(of: pattern) == design.store
        }
    }
    guard !designs.isEmpty else { return [] }
    let programs = try PostgreSQLPrograms.find(folder, variable: environment)
    var found: [Found] = []
    for design in designs {
      // The closures end with the call.
      let one = try withoutActuallyEscaping(environment) { environment throws(ServerFailure) in
        try withoutActuallyEscaping(progress) { progress throws(ServerFailure) in
          try IndexFinder(
            workload: workload,
            design: design,
            programs: programs,
            environment: environment,
            progress: progress
          ).find()
        }
      }
      found.append(one)
    }
    return found
  }
}
