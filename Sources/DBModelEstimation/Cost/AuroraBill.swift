import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// What an Aurora cluster costs: instances or Serverless v2, storage, backups, proxy. Aurora
/// Standard; formulas as in `PriceBook`.
struct AuroraBill {
  /// The share of a volume that is taken to change in a day, at most: a convention, for the upper
  /// end of what backups hold beyond the free allowance.
  static let largestDailyChange = 0.1

  let store: Store
  let book: PriceBook

  private var settings: AuroraSettings { store.aurora }
  /// The writer and its readers, from those that always run to the most that may.
  private var instances: Interval {
    Interval(1 + Double(settings.fewestReaders), 1 + Double(settings.mostReaders))
  }
  /// The share of all hours the cluster runs.
  private var runningShare: Double { settings.hoursPerWeek / 168 }

  func bill(_ usage: [UsageLine]) -> StoreBill {
    var bill = StoreBill()
    let pricer = LinePricer(store: store, book: book)
    compute(pricer, &bill)
    let bytes = volumeBytes(usage)
    if let bytes {
      bill.lines += [
        pricer.line(
          .storage,
          nil,
          "storage",
          [pricer.gigabytes("aurora.storage.standard", bytes.interval)],
          inputs: [bytes.provenance]
        )
      ].compactMap { $0 }
      backups(bytes.interval, pricer, &bill)
    } else {
      bill.omitted.append("store `\(store.name)` declares no storage and holds nothing known")
    }
    proxy(pricer, &bill)
    if settings.volume?.value == .ioOptimized {
      bill.omitted.append(
        "store `\(store.name)`: what an I/O-optimized volume costs more; it is priced as standard"
      )
    } else {
      bill.omitted.append("store `\(store.name)`: requests to storage (0.20 USD a million)")
    }
    return bill
  }

  private func compute(_ pricer: LinePricer, _ bill: inout StoreBill) {
    let count = instances * runningShare
    var readers = settings.readers.map {
      [Provenance("one writer and \(readerText($0.value)) readers", .declared($0.span))]
    }
    if let first = settings.runs.first {
      readers =
        (readers ?? []) + [
          Provenance(
            "runs \(LinePricer.figure(Interval(settings.hoursPerWeek))) of 168 hours a week",
            .declared(first.span)
          )
        ]
    }
    if let range = settings.serverless {
      let units = Interval(range.value.minimumACU, range.value.maximumACU) * count
      bill.lines += [
        pricer.line(
          .compute,
          nil,
          "Serverless v2",
          [pricer.hours("aurora.sv2.acu", units, "ACU")],
          inputs: [
            Provenance(
              "\(LinePricer.figure(Interval(range.value.minimumACU, range.value.maximumACU))) ACU",
              .declared(range.span)
            )
          ] + (readers ?? [])
        )
      ].compactMap { $0 }
    } else if let name = settings.instanceClass,
      let known = AuroraInstanceClass.named(name.value)
    {
      bill.lines += [
        pricer.line(
          .compute,
          nil,
          "instances",
          [pricer.hours(known.priceRow, count, known.name)],
          inputs: [Provenance("class \(known.name)", .declared(name.span))] + (readers ?? [])
        )
      ].compactMap { $0 }
    } else if let name = settings.instanceClass {
      bill.omitted.append("store `\(store.name)`: instances of the unknown class `\(name.value)`")
    } else {
      bill.omitted.append("store `\(store.name)` declares no class: its instances have no price")
    }
  }

  private func readerText(_ least: Int) -> String {
    settings.readerScaling.map { "\(least) to \($0.value.most)" } ?? "\(least)"
  }

  /// What is declared, else what the workload keeps.
  private func volumeBytes(_ usage: [UsageLine]) -> (interval: Interval, provenance: Provenance)? {
    if let declared = settings.storageBytes {
      return (
        Interval(max(0, declared.value)),
        Provenance("storage as declared for the store", .declared(declared.span))
      )
    }
    guard !usage.isEmpty else { return nil }
    let sum = usage.reduce(Interval.zero) { $0 + $1.storedBytes }
    return (sum, Provenance("tables and indexes as estimated", .derived))
  }

  /// Backups are free up to the size of the volume, and altogether for a retention of one day
  /// (Aurora User Guide, Understanding Aurora backup storage usage; read 2026-11-23). Kept beyond
  /// that are at most the changes of the days before.
  private func backups(_ volume: Interval, _ pricer: LinePricer, _ bill: inout StoreBill) {
    guard let days = settings.backupDays, days.value > 1 else { return }
    let most = volume.high * Self.largestDailyChange * Double(days.value)
    bill.lines += [
      pricer.line(
        .backup,
        nil,
        "backup",
        [pricer.gigabytes("aurora.backup", Interval(0, most))],
        inputs: [
          Provenance("\(days.value) days of backups", .declared(days.span)),
          Provenance(
            "free up to the volume; at most a tenth of it changes in a day",
            .convention("daily change")
          ),
        ]
      )
    ].compactMap { $0 }
  }

  private func proxy(_ pricer: LinePricer, _ bill: inout StoreBill) {
    guard let proxy = settings.proxy, proxy.value else { return }
    guard settings.serverless == nil,
      let known = settings.instanceClass.flatMap({ AuroraInstanceClass.named($0.value) })
    else {
      bill.omitted.append(
        "store `\(store.name)`: its proxy, whose price before Serverless v2 is not settled"
      )
      return
    }
    bill.lines += [
      pricer.line(
        .proxy,
        nil,
        "proxy",
        [pricer.hours("rds_proxy.vcpu", instances * Double(known.vCPU), "vCPU")],
        inputs: [Provenance("a proxy before the cluster", .declared(proxy.span))]
      )
    ].compactMap { $0 }
  }
}
