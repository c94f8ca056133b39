import DBModelReport
import DBModelSimulation

/// A simulation for machines: the member `simulation` of a report.
struct SimulationValue {
  let request: SimulateRequest
  let results: [SimulationResult]

  private var options: SimulationOptions { request.options }

  var value: ReportValue {
    [
      "seed": .string("\(options.seed)"), "arrivals": .string(options.arrivals.rawValue),
      "seconds": .int(options.seconds), "start_s": .int(options.start),
      "interval_s": .int(options.intervalSeconds), "design": .optional(request.designName),
      "peak_s": request.peakSecond.map(ReportValue.int) ?? .null,
      "rate_factor": .double(request.rateFactor),
      "split": [
        "threshold": .double(options.splitting.threshold),
        "sustained_s": .int(options.splitting.sustainedSeconds),
        "duration_s": .int(options.splitting.durationSeconds),
        "least_gain": .double(options.splitting.leastGain),
      ],
      "retries": [
        "attempts": .int(options.retries.attempts), "base_s": .double(options.retries.baseSeconds),
        "most_s": .double(options.retries.mostSeconds),
        "clients": .int(options.retries.clients),
      ],
      "tables": .array(results.map(table)),
    ]
  }

  private func table(_ result: SimulationResult) -> ReportValue {
    let counts = result.counts
    return [
      "table": .string(result.table), "structures": .array(result.structures.map(structure)),
      "events": .array(result.events.map(event)),
      "event_counts": [
        "splits": .int(counts.splits), "refused_splits": .int(counts.refusedSplits),
        "admissions": .int(counts.admissions), "scalings": .int(counts.scalings),
        "throttlings": .int(counts.throttlings),
      ],
    ]
  }

  private func structure(_ structure: StructureResult) -> ReportValue {
    [
      "structure": .string(structure.name), "is_index": .bool(structure.isIndex),
      "partitions_at_start": .int(structure.partitionsAtStart),
      "partitions_at_end": .int(structure.partitions.count),
      "hottest_read_share_at_start": .double(structure.hottestShareAtStart.reads),
      "hottest_write_share_at_start": .double(structure.hottestShareAtStart.writes),
      "flows": .array(structure.flows.map(flow)),
      "intervals": .array(structure.intervals.map(interval)),
    ]
  }

  private func flow(_ flow: FlowTotals) -> ReportValue {
    [
      "pattern": .string(flow.label), "calls": .double(flow.calls),
      "served": .double(flow.served), "failed": .double(flow.failed),
      "waiting": .double(flow.waiting), "throttled_attempts": .double(flow.throttledAttempts),
    ]
  }

  private func interval(_ row: IntervalResult) -> ReportValue {
    [
      "second": .int(row.second), "seconds": .int(row.seconds),
      "partitions": .int(row.partitions), "reads": side(row.reads), "writes": side(row.writes),
    ]
  }

  private func side(_ side: IntervalResult.Side) -> ReportValue {
    [
      "offered_units": .double(side.totals.offered), "served_units": .double(side.totals.served),
      "throttled_by_partition": .double(side.totals.throttledByPartition),
      "throttled_by_admission": .double(side.totals.throttledByAdmission),
      "throttled_by_index": .double(side.totals.throttledByIndex),
      "hottest_utilisation": .double(side.hottestUtilisation),
      "hottest_partition": side.hottestPartition > 0 ? .int(side.hottestPartition) : .null,
      "admitted_units_per_second": side.admitted.map(ReportValue.double) ?? .null,
      "latency_p50_ms": side.latency.map { .double($0.p50) } ?? .null,
      "latency_p95_ms": side.latency.map { .double($0.p95) } ?? .null,
      "latency_p99_ms": side.latency.map { .double($0.p99) } ?? .null,
    ]
  }

  private func event(_ event: SimulationEvent) -> ReportValue {
    let kind =
      switch event.kind {
      case .split: "split"
      case .notSplit: "refused_split"
      case .admissionRaised: "admission"
      case .capacityScaled: "scaling"
      case .throttling: "throttling"
      }
    return [
      "second": .int(event.second), "structure": .string(event.structure), "kind": .string(kind),
      "text": .string(event.text(start: options.start)),
    ]
  }
}
