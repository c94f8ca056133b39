import DBModelData
public import DBModelDesign
import DBModelEngines
import DBModelEstimation
public import DBModelJSON
public import DBModelQuery
public import DBModelWorkload

/// Runs every pattern of a workload on engines and on the reference evaluator, over generated rows,
/// and compares what they answer and what they hold afterwards.
public struct Verifier {
  /// Sends a request to a DynamoDB endpoint; throws `DynamoDBRefusal` for what it refuses.
  public typealias Service = (ConcreteRequest) throws -> JSONValue

  let workload: Workload
  let design: PhysicalDesign
  let relational: RelationalDesign
  let options: VerifyOptions
  let service: Service?
  let progress: (String) -> Void
  /// What the streams of the design's tables keep.
  let keptByStream: [KeptAggregate]

  /// - Parameters:
  ///   - design: The ways of the patterns that are run.
  ///   - relational: All entities as one SQL schema, which SQLite gets.
  ///   - service: A DynamoDB endpoint; `nil` verifies without one.
  ///   - progress: Told what is being done, for people who wait.
  public init(
    workload: Workload,
    design: PhysicalDesign,
    relational: RelationalDesign,
    options: VerifyOptions,
    service: Service?,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.workload = workload
    self.design = design
    self.relational = relational
    self.options = options
    self.service = service
    self.progress = progress
    let kept = Set(
      design.accesses.flatMap { access -> [KeptAggregate] in
        guard case .dynamoDB(let path) = access.path else { return [] }
        return path.requests.compactMap(\.keeping).filter(\.isByStream).flatMap(\.aggregates)
      }
    )
    keptByStream = workload.keptAggregates.filter(kept.contains)
  }

  /// The entities whose changes streams carry on.
  var streams: Set<EntityID> { Set(keptByStream.map(\.reference.entity)) }

  /// Everything once on rows at the edges of their types, and once on rows as declared.
  ///
  /// - Throws: Where something could not be run. Tables that were made are deleted before.
  public func run() throws -> Verification {
    var verification = Verification(workload: workload)
    let styles: [(style: DataStyle, name: String)] = [
      (.edges, "rows at the edges"), (.declared(largest: options.rows), "rows as declared"),
    ]
    for (number, (style, name)) in styles.enumerated() {
      var pass = try VerifyPass(
        self,
        style: style,
        name: name,
        seed: options.seed &* 2 &+ UInt64(number),
        keepsTables: options.keepsTables && number == styles.count - 1
      )
      do {
        try pass.run(&verification)
      } catch {
        let left = pass.end(&verification)
        let more = left.isEmpty ? "" : "; not deleted: \(left.joined(separator: ", "))"
        throw VerifyFailure("\(Self.text(of: error))\(more)")
      }
      let left = pass.end(&verification)
      if !left.isEmpty {
        throw VerifyFailure("tables could not be deleted: \(left.joined(separator: ", "))")
      }
    }
    return verification
  }

  /// An error in words.
  static func text(of error: any Error) -> String {
    switch error {
    case let failure as VerifyFailure: failure.message
    case let unreachable as DynamoDBClient.Unreachable: unreachable.message
    case let refusal as DynamoDBRefusal: refusal.description
    case let breach as RequestBreach: breach.description
    case let error as SQLiteError: "SQLite: \(error.message)"
    default: "\(error)"
    }
  }
}
