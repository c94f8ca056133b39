import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// Holds a model against itself. Only what both sides state is compared, and only gaps that no
/// rounding explains are reported.
struct SenseChecks {
  /// Fan-outs and counts are stated to one or two digits; twice is beyond rounding.
  static let fanOutFactor = 2.0
  /// Rates vary over a month more than counts do.
  static let growthFactor = 3.0
  /// What a bound may be exceeded by.
  static let boundTolerance = 1.1

  let workload: Workload
  let sink: FindingSink

  static func run(_ workload: Workload, sink: FindingSink) {
    let checks = SenseChecks(workload: workload, sink: sink)
    for pattern in workload.patterns {
      checks.peak(pattern)
      checks.shareOfNothing(pattern)
      checks.rows(pattern)
    }
    for entity in workload.entities {
      checks.fanOuts(entity)
      checks.knownNumbers(entity)
      checks.values(entity)
      checks.lifecycles(entity)
    }
    GrowthCheck(workload: workload, sink: sink).run()
    KeptCheck(workload: workload, sink: sink).run()
  }

  private func peak(_ pattern: AccessPattern) {
    guard let rate = pattern.rate, let average = rate.average.value, let peak = rate.peak.value,
      peak < average
    else { return }
    sink.report(
      Diagnostic(
        WorkloadRules.peakBelowAverage,
        "the peak of `\(pattern.name)` is below its average",
        at: Label(rate.peak.span, "\(FigureFormatter.term(peak))/s"),
        secondary: [Label(rate.average.span, "\(FigureFormatter.term(average))/s")],
        notes: ["the peak is the highest rate kept up for a minute"],
        help: ["correct one of the two"],
        path: "access \(pattern.name)"
      )
    )
  }

  private func shareOfNothing(_ pattern: AccessPattern) {
    guard case .read = pattern.operation else { return }
    for skew in pattern.skews {
      guard case .top(let shares) = skew.popularity,
        case .value(.enumeration(let cases), _) = pattern[skew.parameter].type
      else { continue }
      for share in shares where share.share > 0 {
        guard let held = cases.first(where: { $0.name == share.value }), held.rowShare == 0 else {
          continue
        }
        sink.report(
          Diagnostic(
            WorkloadRules.impossibleSkew,
            "`.\(held.name)` is asked for, and no row holds it",
            at: Label(skew.span, "\(FigureFormatter.percent(share.share)) of the requests"),
            secondary: [Label(pattern[skew.parameter].span, "0 % of the rows")],
            help: ["correct the share of the rows or that of the requests"],
            path: "access \(pattern.name)"
          )
        )
      }
    }
  }

  /// A condition leaves no more rows than there are.
  private func rows(_ pattern: AccessPattern) {
    guard let declared = pattern.rows, let entity = Self.entity(of: pattern).map({ workload[$0] }),
      let rows = entity.rowCount.value, declared.value.average > rows * Self.boundTolerance
    else { return }
    sink.report(
      Diagnostic(
        WorkloadRules.rowsAboveCount,
        "`\(pattern.name)` is said to meet more `\(entity.name)` than there are",
        at: Label(declared.span, "\(FigureFormatter.term(declared.value.average)) on average"),
        secondary: [Label(entity.rowCount.span, "\(FigureFormatter.term(rows)) rows")],
        help: ["lower what stands behind `rows`, or raise the count of the rows"],
        path: "access \(pattern.name)"
      )
    )
  }

  /// Whose rows a pattern reads, or its only change by condition changes.
  private static func entity(of pattern: AccessPattern) -> EntityID? {
    switch pattern.operation {
    case .read(let read): return read.entity
    case .write:
      let changed = Set(pattern.statements.compactMap(\.entity))
      return changed.count == 1 ? changed.first : nil
    default: return nil
    }
  }

  /// What no two rows share has as many values as there are rows, whatever is stated.
  private func knownNumbers(_ entity: Entity) {
    for fields in [entity.key] + entity.uniqueCombinations where fields.count == 1 {
      let field = entity[fields[0]]
      guard let distinct = field.distinct, distinct.trueShare == nil else { continue }
      sink.report(
        Diagnostic(
          NameRules.wrongFlag,
          "`distinct` does not suit `\(field.name)`",
          at: Label(field.span),
          notes: ["no two rows share a value: there are as many as rows"],
          help: ["remove `distinct`"],
          path: "entity \(entity.name).\(field.name)"
        )
      )
    }
  }

  /// No more different values than rows that have one; counts are stated to two digits.
  private func values(_ entity: Entity) {
    guard let rows = entity.rowCount.value else { return }
    for field in entity.fields {
      guard let distinct = field.distinct, distinct.trueShare == nil,
        case let values = distinct.count, case let present = rows * field.presentShare,
        values > max(1, present) * Self.boundTolerance
      else { continue }
      sink.report(
        Diagnostic(
          WorkloadRules.valuesAboveRows,
          "`\(entity.name).\(field.name)` cannot have more different values than rows",
          at: Label(field.span, "\(FigureFormatter.term(values)) values"),
          secondary: [Label(entity.rowCount.span, "\(FigureFormatter.term(rows)) rows")],
          notes: field.presentShare < 1
            ? ["\(FigureFormatter.term(present)) of them have a value"] : [],
          help: ["lower the number behind `distinct`, or raise the count of the rows"],
          path: "entity \(entity.name).\(field.name)"
        )
      )
    }
  }

  private func fanOuts(_ entity: Entity) {
    for attribute in entity.attributes {
      guard case .reference(let reference) = attribute.kind, let fanOut = reference.fanOut,
        let rows = entity.rowCount.value,
        let targets = workload[reference.target].rowCount.value
      else { continue }
      let target = workload[reference.target]
      let holding = rows * attribute.presentShare
      compare(entity, attribute, fanOut, reference.fanOutSpan ?? attribute.span, holding, target)
      guard let skew = reference.fanOutSkew, let most = fanOut.maximum else { continue }
      let share = skew.value.topShare(keyCount: targets).low
      let top = share * holding
      // A bound below the average was reported when it was read.
      guard top > most * Self.boundTolerance, top > fanOut.average else { continue }
      sink.report(
        Diagnostic(
          WorkloadRules.skewAboveBound,
          "the skew puts more `\(entity.name)` on one `\(target.name)` than its bound allows",
          at: Label(skew.span),
          secondary: [
            Label(reference.fanOutSpan ?? attribute.span, "at most \(FigureFormatter.term(most))")
          ],
          notes: [
            "of \(FigureFormatter.term(targets)) `\(target.name)` the first holds at least "
              + "\(FigureFormatter.percent(share)) of \(FigureFormatter.term(holding)) rows = \(FigureFormatter.term(top))"
          ],
          help: ["raise the bound, or lower the skew"],
          path: "entity \(entity.name).\(attribute.name)"
        )
      )
    }
  }

  private func compare(
    _ entity: Entity,
    _ attribute: Attribute,
    _ fanOut: Spread,
    _ span: SourceSpan,
    _ holding: Double,
    _ target: Entity
  ) {
    guard let targets = target.rowCount.value else { return }
    let computed = fanOut.average * targets
    let low = min(computed, holding)
    guard max(computed, holding) > Self.fanOutFactor * max(low, 1) else { return }
    sink.report(
      Diagnostic(
        WorkloadRules.fanOutAgainstCount,
        "the fan-out of `\(entity.name).\(attribute.name)` does not fit the counts",
        at: Label(span, "\(FigureFormatter.term(fanOut.average)) on average"),
        secondary: [
          Label(target.rowCount.span, "\(FigureFormatter.term(targets)) `\(target.name)`"),
          Label(entity.rowCount.span, "\(FigureFormatter.term(holding)) `\(entity.name)`"),
        ],
        notes: [
          "\(FigureFormatter.term(targets)) × \(FigureFormatter.term(fanOut.average)) = "
            + "\(FigureFormatter.term(computed)) rows, and \(FigureFormatter.term(holding)) are stated"
        ],
        help: ["correct the average or one of the counts"],
        path: "entity \(entity.name).\(attribute.name)"
      )
    )
  }

  private func lifecycles(_ entity: Entity) {
    for lifecycle in entity.lifecycle {
      guard case .enumeration(let cases) = entity[lifecycle.field].type else { continue }
      var named: Set<String> = []
      for step in lifecycle.steps {
        named.insert(step.from)
        for destination in step.destinations { named.insert(destination.to) }
      }
      for state in cases where !named.contains(state.name) {
        guard let share = state.rowShare, share > 0 else { continue }
        sink.report(
          Diagnostic(
            WorkloadRules.lifecycleAgainstShares,
            "no step leads to `\(state.name)` or from it, and rows hold it",
            at: Label(lifecycle.span),
            secondary: [
              Label(entity[lifecycle.field].span, "\(FigureFormatter.percent(share)) of the rows")
            ],
            help: ["add the step, or correct the share"],
            path: "entity \(entity.name).\(entity[lifecycle.field].name)"
          )
        )
      }
    }
  }
}
