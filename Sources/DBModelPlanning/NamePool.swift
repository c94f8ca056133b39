import DBModelDiagnostics

/// Gives out names that differ and stay within a service's limits.
struct NamePool {
  let maximum: Int
  let minimum: Int
  private var taken: Set<String> = []

  init(maximum: Int, minimum: Int = 1) {
    self.maximum = maximum
    self.minimum = minimum
  }

  /// A name as wanted, shortened and made unique.
  ///
  /// - Parameters:
  ///   - suffix: Tried before a number where the name is taken.
  ///   - filler: Behind names that are too short.
  mutating func take(_ wanted: String, suffix: String = "", filler: String = "") -> String {
    var name = shortened(wanted)
    if name.utf8.count < minimum { name += filler }
    if taken.contains(name), !suffix.isEmpty { name = shortened(wanted + suffix) }
    let base = name
    var number = 2
    while taken.contains(name) {
      name = shortened(base, room: String(number).utf8.count) + String(number)
      number += 1
    }
    taken.insert(name)
    return name
  }

  /// Takes a name out that is given already.
  mutating func reserve(_ name: String) { taken.insert(name) }

  /// The beginning, and a hash of the whole where that is too long.
  private func shortened(_ name: String, room: Int = 0) -> String {
    guard name.utf8.count > maximum - room else { return name }
    let hash = StableHash.hex(of: name).prefix(8)
    let kept = name.utf8.prefix(max(0, maximum - room - hash.utf8.count - 1))
    return String(decoding: kept, as: UTF8.self) + "_" + hash
  }
}
