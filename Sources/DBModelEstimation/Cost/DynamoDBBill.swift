import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// What a DynamoDB store costs: requests or provisioned capacity, storage, recovery, replicas,
/// streams. Formulas: DynamoDB pricing as in `PriceBook`; no free tier.
struct DynamoDBBill {
  let store: Store
  let workload: Workload
  let book: PriceBook

  func bill(_ usage: [UsageLine]) -> StoreBill {
    var bill = StoreBill()
    let pricer = LinePricer(store: store, book: book)
    let replicas = Double(store.dynamoDB.replicas.count)
    if case .provisioned(let throughput)? = store.dynamoDB.capacity?.value {
      provisioned(throughput, replicas, pricer, &bill)
    } else {
      for used in usage { requests(used, replicas, pricer, &bill) }
    }
    for used in usage { kept(used, replicas, pricer, &bill) }
    streams(usage, pricer, &bill)
    keepers(&bill)
    return bill
  }

  private func requests(
    _ used: UsageLine,
    _ replicas: Double,
    _ pricer: LinePricer,
    _ bill: inout StoreBill
  ) {
    let writes = used.writeUnitsPerMonth
    bill.lines += [
      pricer.line(
        .requests,
        used.structure,
        "requests",
        [
          pricer.millions("ddb.od.wru.standard", writes, "write units"),
          pricer.millions("ddb.od.rru.standard", used.readUnitsPerMonth, "read units"),
        ]
      )
    ].compactMap { $0 }
    guard replicas > 0 else { return }
    // Every replica is written with every write, at the rate of this book's region: a book holds
    // one region.
    bill.lines += [
      pricer.line(
        .replication,
        used.structure,
        "replicated writes",
        [pricer.millions("ddb.od.rwru.standard", writes * replicas, "replicated write units")],
        inputs: [replicaRate]
      )
    ].compactMap { $0 }
  }

  private func provisioned(
    _ throughput: Throughput,
    _ replicas: Double,
    _ pricer: LinePricer,
    _ bill: inout StoreBill
  ) {
    var parts: [LinePricer.Part] = []
    let most = store.dynamoDB.scaling?.value.most
    let writes = Self.span(throughput.writeUnitsPerSecond, most?.writeUnitsPerSecond)
    let reads = Self.span(throughput.readUnitsPerSecond, most?.readUnitsPerSecond)
    if let writes {
      parts.append(pricer.hours("ddb.prov.wcu", writes, "write units"))
    } else {
      bill.omitted.append("store `\(store.name)` provisions no writes: none are priced")
    }
    if let reads {
      parts.append(pricer.hours("ddb.prov.rcu", reads, "read units"))
    } else {
      bill.omitted.append("store `\(store.name)` provisions no reads: none are priced")
    }
    let declared = store.dynamoDB.capacity.map {
      [Provenance("capacity as declared for the store", .declared($0.span))]
    }
    if !parts.isEmpty {
      bill.lines += [
        pricer.line(.requests, nil, "provisioned capacity", parts, inputs: declared ?? [])
      ].compactMap { $0 }
    }
    guard replicas > 0, let writes else { return }
    bill.lines += [
      pricer.line(
        .replication,
        nil,
        "replicated writes",
        [pricer.hours("ddb.prov.rwcu", writes * replicas, "replicated write units")],
        inputs: [replicaRate]
      )
    ].compactMap { $0 }
  }

  /// From what is always provisioned to the most that is.
  private static func span(_ least: Double?, _ most: Double?) -> Interval? {
    least.map { Interval($0, max($0, most ?? $0)) }
  }

  private func kept(
    _ used: UsageLine,
    _ replicas: Double,
    _ pricer: LinePricer,
    _ bill: inout StoreBill
  ) {
    var lines = [
      pricer.line(
        .storage,
        used.structure,
        "storage",
        [pricer.gigabytes("ddb.storage.standard", used.storedBytes)]
      )
    ]
    // Billed by the table's own data; global indexes are built again at a restore (Amazon DynamoDB
    // pricing, "Backup and restore": table data and local secondary indexes; 2026-11-23).
    if let days = store.dynamoDB.recoveryDays, !used.isIndex {
      lines.append(
        pricer.line(
          .backup,
          used.structure,
          "point-in-time recovery",
          [pricer.gigabytes("ddb.pitr", used.storedBytes)],
          inputs: [
            Provenance("billed by size, not by its \(days.value) days", .declared(days.span))
          ]
        )
      )
    }
    if replicas > 0 {
      lines.append(
        pricer.line(
          .replication,
          used.structure,
          "storage of replicas",
          [pricer.gigabytes("ddb.storage.standard", used.storedBytes * replicas)],
          inputs: [replicaRate]
        )
      )
    }
    bill.lines += lines.compactMap { $0 }
  }

  /// What reads a stream to keep attributes is no part of the store.
  private func keepers(_ bill: inout StoreBill) {
    let names = workload.keptAggregates.filter { kept in
      kept.mayFollow && kept.isAdditive && workload[kept.target.entity].home == store.id
    }.map { "`\(workload[$0.target.entity].name).\(workload[$0.target].name)`" }
    guard !names.isEmpty else { return }
    bill.omitted.append(
      "store `\(store.name)`: what keeps \(names.joined(separator: ", ")) behind its stream, such as"
        + " a Lambda function"
    )
  }

  /// Reading a stream is free for Lambda and billed by the call for others; a call brings at least
  /// one record where it brings any.
  private func streams(_ usage: [UsageLine], _ pricer: LinePricer, _ bill: inout StoreBill) {
    let flows = workload.flows.filter { $0.source == store.id && $0.mechanism?.value == "stream" }
    guard let flow = flows.first else { return }
    let writes = usage.reduce(Interval.zero) { $0 + $1.writeUnitsPerMonth }
    let most = writes.high * Double(flows.count)
    bill.lines += [
      pricer.line(
        .streams,
        nil,
        "stream reads",
        [pricer.millions("ddb.streams.read", Interval(0, max(0, most)), "stream reads")],
        inputs: [
          Provenance("the flow through a stream", .declared(flow.span)),
          Provenance(
            "none where a Lambda function reads it, at most one for each write unit",
            .convention("stream reads")
          ),
        ]
      )
    ].compactMap { $0 }
    bill.omitted.append(
      "store `\(store.name)`: empty polls of its stream by readers other than Lambda functions"
    )
  }

  private var replicaRate: Provenance {
    let regions = store.dynamoDB.replicas.map(\.value).joined(separator: ", ")
    return Provenance(
      "replicas in \(regions), priced at the rate of \(book.region)",
      .convention("replicas")
    )
  }
}
