import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is to be said about how much a question reads for its answer.
struct ReadFindings {
  /// Responses of 1 MB, one after the other, from which on a declared maximum is worth a word; on
  /// average a second one is.
  static let mostResponses = 16.0

  let context: PlanningContext
  let fixed: FixedDesign?
  private let estimator: DynamoDBEstimator
  private let sizes: ItemSizes
  private let tables: DynamoDBDesign

  init(context: PlanningContext, tables: DynamoDBDesign, fixed: FixedDesign?) {
    self.context = context
    self.tables = tables
    self.fixed = fixed
    estimator = DynamoDBEstimator(workload: context.workload, design: tables)
    sizes = ItemSizes(workload: context.workload)
  }

  private var suffix: String { fixed.map { " in design `\($0.name)`" } ?? "" }

  func findings(_ access: PatternAccess) -> [Diagnostic] {
    let pattern = context.workload[access.pattern]
    // Nobody waits for a job, and a Scan has its finding.
    guard case .dynamoDB(let path) = access.path, case .read(let read) = pattern.operation,
      pattern.schedule == nil, !path.requests.contains(where: { $0.kind == .scan }),
      let first = path.requests.first, first.kind == .query
    else { return [] }
    let units = estimator.units(of: pattern, path: path)
    let question = Question(pattern: pattern, read: read, path: path, cost: units.requests[0])
    return [overPage(question, first)].compactMap { $0 }
  }

  /// A question and what its first request costs.
  private struct Question {
    let pattern: AccessPattern
    let read: Read
    let path: DynamoDBPath
    let cost: RequestUnits

    /// Where the rows of an answer are bounded, and how many they are.
    var bound: (rows: Int, span: SourceSpan)? {
      read.page.map { ($0.rows, $0.span) } ?? read.limit.map { ($0.value, $0.span) }
    }
  }

  private func path(_ pattern: AccessPattern) -> String {
    (fixed.map { "design \($0.name) " } ?? "") + "access \(pattern.name)"
  }

  // MARK: An answer over a page of 1 MB

  private func overPage(_ question: Question, _ request: DynamoDBRequest) -> Diagnostic? {
    if question.path.isOrderedByKey, question.bound != nil {
      return overPage(question, ofBound: request)
    }
    // What is sorted before it is cut has a finding of its own.
    guard question.bound == nil else { return nil }
    switch request.repetition {
    case .once, .perShard: break
    case .perElement, .perRow: return nil
    }
    let limit = DynamoDBLimits.pageBytes.value
    let average = question.cost.bytes.low
    let most = mostBytes(request)
    guard average > limit || (most ?? 0) > limit * Self.mostResponses else { return nil }
    let bytes = average > limit ? average : most ?? average
    let responses = FigureFormatter.number((bytes / limit).rounded(.up))
    return Diagnostic(
      PlanningRules.answerOverPage,
      "one call of `\(question.pattern.name)` reads \(average > limit ? "" : "up to ")"
        + "\(FigureFormatter.bytes(bytes))\(suffix)",
      at: Label(question.pattern.nameSpan, "no `page` and no `limit` bounds it"),
      notes: [
        (average > limit ? "on average" : "at the declared maximum")
          + " \(FigureFormatter.bytes(bytes)) of `\(request.structure)`; a response holds"
          + " \(FigureFormatter.bytes(limit)), so that is \(responses) of them, one after the other"
      ],
      help: ["ask for a `page` at a time, or lower the bound of the relationship"],
      path: path(question.pattern)
    )
  }

  /// Rows of a page that one response does not hold.
  private func overPage(_ question: Question, ofBound request: DynamoDBRequest) -> Diagnostic? {
    guard let bound = question.bound, question.cost.items.middle > 0 else { return nil }
    let limit = DynamoDBLimits.pageBytes.value
    let each = question.cost.bytes.middle / question.cost.items.middle
    let bytes = each * Double(bound.rows)
    guard bytes > limit else { return nil }
    return Diagnostic(
      PlanningRules.answerOverPage,
      "\(bound.rows) rows of `\(question.pattern.name)` are \(FigureFormatter.bytes(bytes)), and a"
        + " response holds \(FigureFormatter.bytes(limit))\(suffix)",
      at: Label(bound.span, "more than one request"),
      notes: [
        "\(bound.rows) x \(FigureFormatter.bytes(each)) on average ="
          + " \(FigureFormatter.bytes(bytes)), read from `\(request.structure)`",
        "a response ends at \(FigureFormatter.bytes(limit)), whatever is asked for: about"
          + " \(FigureFormatter.number((limit / each).rounded(.down))) rows",
      ],
      help: ["ask for fewer rows at a time, or keep large attributes out of what is read"],
      path: path(question.pattern)
    )
  }

  /// The bytes under a key at the declared bounds of the relationships that it fixes.
  private func mostBytes(_ request: DynamoDBRequest) -> Double? {
    guard let table = tables.table(named: request.table) else { return nil }
    let fixed = request.keyEquals.flatMap { $0.template.fields.prefix($0.operands.count) }
    var total = 0.0
    for entity in request.entities where entity == request.keyEquals.first?.entity {
      guard request.sortCondition == nil, let layout = table.layout(of: entity),
        let rows = RowBound(context: context).most(entity, fixed: fixed)
      else { continue }
      let index = request.index.flatMap { table.index(named: $0) }
      let size =
        index.map { sizes.entry(of: $0, layout, in: table).size } ?? sizes.item(layout, in: table)
      total += rows * size.meanBytes
    }
    return total > 0 ? total : nil
  }
}
