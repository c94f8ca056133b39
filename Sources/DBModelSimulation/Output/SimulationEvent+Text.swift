import DBModelDiagnostics

extension SimulationEvent {
  /// What happened and why, one sentence without a full stop.
  ///
  /// - Parameter start: When the simulation started, seconds since a Monday, 00:00 UTC.
  public func text(start: Int) -> String {
    switch kind {
    case .split(let split): Self.text(split, second, start)
    case .notSplit(let refusal): Self.text(refusal)
    case .admissionRaised(let isWrite, let from, let to):
      "admission rises from \(Self.units(from, isWrite)) to \(Self.units(to, isWrite)): twice the"
        + " highest traffic of 30 minutes ago or earlier"
    case .capacityScaled(let isWrite, let from, let to):
      "auto scaling provisions \(Self.units(to, isWrite)) instead of \(Self.units(from, isWrite))"
    case .throttling(let episode): Self.text(episode, second, start)
    }
  }

  private static func text(_ split: PartitionSplit, _ second: Int, _ start: Int) -> String {
    let place =
      switch split.boundary {
      case .betweenKeys(let part): "between keys, at \(percent(part)) of all hashes"
      case .beside(let key): "beside \(key)"
      case .inside(let key, let part): "inside the collection of \(key), at \(percent(part)) of it"
      }
    let cause =
      switch split.cause {
      case .heat: "it was hot at \(ClockText.text(split.decided, start: start))"
      case .size: "it outgrew the size of a partition"
      case .capacity: "the capacity asks for more partitions"
      }
    return "partition \(split.partition) is split \(place), because \(cause):"
      + " \(units(split.before)) become \(units(split.left)) and, on partition \(split.other),"
      + " \(units(split.right))"
  }

  private static func text(_ refusal: RefusedSplit) -> String {
    let key = refusal.key ?? "a key"
    let why =
      switch refusal.reason {
      case .oneItem:
        "\(key) is one item with \(units(refusal.keyLoad)) of it, which no split divides"
      case .movingEnd:
        "\(key) grows at its end with \(units(refusal.keyLoad)) of it, and wherever it is split the"
          + " end stays whole"
      case .localIndex:
        "\(key) has \(units(refusal.keyLoad)) of it, and a local index keeps its collection on one"
          + " partition"
      case .noGain: "no boundary lowers its load enough"
      case .partitionLimit: "the simulation follows no more partitions"
      }
    return "partition \(refusal.partition) is hot with \(units(refusal.load)) and not split: \(why)"
  }

  private static func text(_ episode: ThrottlingEpisode, _ second: Int, _ start: Int) -> String {
    let what = episode.isWrite ? "writes" : "reads"
    let subject: String
    switch episode.cause {
    case .partition:
      let number = episode.partition.map { "partition \($0)" } ?? "a partition"
      let key = episode.key.map { ", hottest \($0)" } ?? ", of many keys"
      subject = "\(number) throttles \(what)\(key)"
    case .admission: subject = "\(what) beyond what is admitted are throttled"
    case .provisioned: subject = "\(what) beyond what is provisioned are throttled"
    case .quota: subject = "\(what) beyond the quota of the table are throttled"
    }
    let flow = episode.flow.map { ", most by `\($0)`" } ?? ""
    let pushed = episode.pushesBack ? ", and with them the writes of its table" : ""
    let end =
      episode.end.map { "until \(ClockText.text($0, start: start))" } ?? "until the end"
    return "\(subject)\(flow)\(pushed): \(FigureFormatter.number(episode.units)) units \(end)"
  }

  // MARK: Figures

  private static func units(_ rate: Double, _ isWrite: Bool) -> String {
    "\(FigureFormatter.number(rate)) \(isWrite ? "write" : "read") units/s"
  }

  private static func units(_ rates: UnitRates) -> String {
    let sides = [(rates.reads, false), (rates.writes, true)].filter { $0.0 > 0 }
    if sides.isEmpty { return "nothing" }
    return sides.map { units($0.0, $0.1) }.joined(separator: " and ")
  }

  private static func percent(_ part: Double) -> String {
    FigureFormatter.range(low: part * 100, high: part * 100, unit: "%")
  }
}
