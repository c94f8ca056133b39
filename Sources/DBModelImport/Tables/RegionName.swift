import DBModelDiagnostics

/// Names of regions, and what a store says of several.
enum RegionName {
  /// Whether it has the shape of a region: words and a number, joined by hyphens.
  static func isRegion(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last else { return false }
    return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && parts.dropLast().allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      }
  }

  /// Adds a replica once; what is no region is noted.
  static func add(
    _ name: String,
    to settings: inout ImportedSettings,
    at span: SourceSpan,
    of title: String,
    _ sink: NoteSink
  ) {
    guard isRegion(name) else {
      sink.add("not carried over: replica `\(Quoted.text(name))` of \(title), no region", at: span)
      return
    }
    if !settings.replicas.contains(name) { settings.replicas.append(name) }
  }

  /// Strong replicas span three regions, the table's own with them; any other number is written as
  /// replicas that agree eventually.
  static func settle(
    _ settings: inout ImportedSettings,
    at span: SourceSpan,
    of title: String,
    _ sink: NoteSink
  ) {
    if let witness = settings.witness, !isRegion(witness) || !settings.hasStrongReplicas {
      settings.witness = nil
      sink.add("not carried over: witness `\(Quoted.text(witness))` of \(title)", at: span)
    }
    let others = settings.replicas.count + (settings.witness == nil ? 0 : 1)
    if settings.hasStrongReplicas, others != 2 {
      settings.hasStrongReplicas = false
      settings.witness = nil
      sink.add(
        "not carried over: strong replicas of \(title), which name \(others) other regions, not 2",
        at: span
      )
    }
  }
}
