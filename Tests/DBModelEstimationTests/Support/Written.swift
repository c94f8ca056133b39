import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload
import Testing

/// A model as a person writes it, with its figures: of the design that it writes down, or else of
/// the derived one.
struct Written {
  let workload: Workload
  let design: PhysicalDesign
  let estimates: Estimates
  /// Of resolving and planning.
  let findings: [Diagnostic]

  init(_ text: String) throws {
    let source = "edition 2026\nmodel Test\n\n" + text
    let file = SourceFile(id: FileID(0), path: "in.dbmodel", bytes: Array(source.utf8))
    let parsed = parse(file)
    let resolved = Resolver.resolve([parsed.tree])
    let wrong = (parsed.diagnostics + resolved.diagnostics).filter { $0.severity == .error }
    try #require(wrong.isEmpty, "\(wrong.map(\.title))")
    let workload = resolved.model.workload
    self.workload = workload
    let planned =
      resolved.model.fixedDesigns.first.map { Planner.match(workload: workload, fixed: $0) }
      ?? Planner.plan(workload: workload)
    design = planned.design
    findings = resolved.diagnostics + planned.findings
    estimates = Estimates(workload: workload, design: design)
  }

  func entity(_ name: String) throws -> Entity {
    try #require(workload.entities.first { $0.name == name })
  }

  func pattern(_ name: String) throws -> AccessPattern {
    try #require(workload.patterns.first { $0.name == name })
  }

  func units(_ name: String) throws -> PatternUnits {
    try #require(estimates.units(of: try pattern(name).id))
  }

  func heat(_ structure: String) throws -> StructureHeat {
    try #require(estimates.heat.first { $0.structure == structure })
  }

  var tables: DynamoDBDesign? {
    for case .dynamoDB(let tables) in design.stores { return tables }
    return nil
  }
}
