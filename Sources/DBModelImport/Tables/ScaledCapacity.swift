import DBModelDiagnostics

/// Units a second, and the percentage that is kept in use where they scale.
struct ScaledCapacity {
  let range: ImportedSettings.CapacityRange
  var targetPercent: Int?

  /// `MinCapacity` and `MaxCapacity`, with the policy beside them or inside.
  static func read(_ reader: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure)
    -> ScaledCapacity?
  {
    let least = try reader.integer("MinCapacity")
    let most = try reader.integer("MaxCapacity")
    var target: Int?
    if var policy = try reader.object("TargetTrackingScalingPolicyConfiguration") {
      target = try percent(&policy, sink)
      policy.finish()
    }
    reader.finish()
    guard let least, let most, least > 0 else { return nil }
    return ScaledCapacity(
      range: ImportedSettings.CapacityRange(least, most),
      targetPercent: target
    )
  }

  /// 20 to 90, what the service keeps; `nil` for anything else, which is noted.
  static func percent(_ policy: inout ObjectReader, _ sink: NoteSink) throws(ImportFailure)
    -> Int?
  {
    guard let text = try policy.string("TargetValue"), let value = Double(text) else { return nil }
    guard value >= 20, value <= 90 else {
      sink.add(
        "not carried over: `TargetValue` of \(policy.title), which is not 20 to 90",
        at: policy.span("TargetValue")
      )
      return nil
    }
    return Int(value.rounded())
  }

  /// What a store says of both directions: one target, and no range without one.
  static func joined(
    reads: ScaledCapacity,
    writes: ScaledCapacity,
    of title: String,
    at span: SourceSpan,
    _ sink: NoteSink
  ) -> ImportedSettings.Capacity {
    if let one = reads.targetPercent, let other = writes.targetPercent, one != other {
      sink.add(
        "not carried over: \(other) % that writes of \(title) keep in use; a store has one "
          + "target, \(one) %",
        at: span
      )
    }
    guard let target = reads.targetPercent ?? writes.targetPercent else {
      let scales = [reads, writes].contains { $0.range.least != $0.range.most }
      if scales {
        sink.add("not carried over: scaling of \(title), which has no target", at: span)
      }
      return .provisioned(
        reads: ImportedSettings.CapacityRange(reads.range.least),
        writes: ImportedSettings.CapacityRange(writes.range.least),
        targetPercent: nil
      )
    }
    return .provisioned(reads: reads.range, writes: writes.range, targetPercent: target)
  }
}
