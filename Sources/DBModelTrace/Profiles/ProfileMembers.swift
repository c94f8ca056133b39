import DBModelJSON
import DBModelStatistics

/// The members of a profile's object, each with its place.
struct ProfileMembers {
  private struct Member {
    let value: JSONValue
    /// Where the value begins, and the number of its place among all.
    let offset: Int
  }

  private let bytes: [UInt8]
  private var members: [String: Member] = [:]
  private let isObject: Bool
  private var problem: ProfileFile.Failure?

  private static let names = [
    "dbmodelProfile", "requests", "keys", "keysWithin", "counting", "error", "partial", "top",
    "rest",
  ]

  /// - Parameter places: Of all values and names, in the order of the text.
  init(_ value: JSONValue, _ places: [Range<Int>], _ bytes: [UInt8]) {
    self.bytes = bytes
    isObject = value.members != nil
    var number = 1
    for member in value.members ?? [] {
      let place = number + 1 < places.count ? places[number + 1].lowerBound : 0
      let name = number < places.count ? places[number].lowerBound : 0
      number += 1 + Self.size(member.value)
      if !Self.names.contains(member.key) {
        fail(name, "there is no member of this name")
      } else if members[member.key] != nil {
        fail(name, "a member stands here for the second time")
      }
      members[member.key] = Member(value: member.value, offset: place)
    }
  }

  private mutating func fail(_ offset: Int, _ reason: String) {
    problem = problem ?? ProfileFile.Failure(at: offset, in: bytes, reason)
  }

  /// How many places a value takes.
  private static func size(_ value: JSONValue) -> Int {
    switch value {
    case .array(let items): items.reduce(1) { $0 + size($1) }
    case .object(let members): members.reduce(1) { $0 + 1 + size($1.value) }
    default: 1
    }
  }

  func profile() throws(ProfileFile.Failure) -> MeasuredProfile {
    guard isObject, let version = members["dbmodelProfile"] else {
      throw ProfileFile.Failure(at: 0, in: bytes, "it has no `dbmodelProfile`")
    }
    let number = Self.integer(version.value)
    guard number == ProfileFile.version else {
      throw failure(version, "only version \(ProfileFile.version) of a profile can be read")
    }
    if let problem { throw problem }
    let keys = try integer("keys")
    let isExact = try counting()
    var bounds = keys...keys
    if !isExact { bounds = try within() }
    let partial = try partial()
    let profile = MeasuredProfile(
      requests: try integer("requests"),
      keys: keys,
      keysLow: bounds.lowerBound,
      keysHigh: bounds.upperBound,
      error: try integer("error"),
      partial: partial,
      top: try list("top", of: "a whole number", Self.integer),
      rest: try list("rest", of: "a group: [keys, requests]", Self.group)
    )
    if isExact, profile.error != 0 { throw failure(members["error"], "exact counts have no error") }
    if !isExact, members["keysWithin"] != nil, profile.isExact {
      throw failure(members["counting"], "a sketch has an error")
    }
    if let reason = profile.inconsistency { throw failure(version, reason) }
    return profile
  }

  private func failure(_ member: Member?, _ reason: String) -> ProfileFile.Failure {
    ProfileFile.Failure(at: member?.offset ?? 0, in: bytes, reason)
  }

  private func member(_ name: String) throws(ProfileFile.Failure) -> Member {
    if let member = members[name] { return member }
    throw ProfileFile.Failure(at: 0, in: bytes, "it has no `\(name)`")
  }

  private func integer(_ name: String) throws(ProfileFile.Failure) -> Int {
    let member = try member(name)
    guard let number = Self.integer(member.value) else {
      throw failure(member, "`\(name)` is not a whole number from 0 to 2^53")
    }
    return number
  }

  private static func integer(_ value: JSONValue) -> Int? {
    guard case .number(let text) = value, let number = Int(text), number >= 0,
      number <= MeasuredProfile.largest
    else { return nil }
    return number
  }

  private static func group(_ value: JSONValue) -> MeasuredProfile.Group? {
    guard let pair = value.arrayValue, pair.count == 2, let keys = integer(pair[0]),
      let requests = integer(pair[1])
    else { return nil }
    return MeasuredProfile.Group(keys: keys, requests: requests)
  }

  private func list<Element>(
    _ name: String,
    of kind: String,
    _ element: (JSONValue) -> Element?
  ) throws(ProfileFile.Failure) -> [Element] {
    let member = try member(name)
    guard let items = member.value.arrayValue else {
      throw failure(member, "`\(name)` is not a list")
    }
    var elements: [Element] = []
    for (number, item) in items.enumerated() {
      guard let element = element(item) else {
        throw failure(member, "element \(number + 1) of `\(name)` is not \(kind)")
      }
      elements.append(element)
    }
    return elements
  }

  private func counting() throws(ProfileFile.Failure) -> Bool {
    let member = try member("counting")
    switch member.value {
    case "exact":
      if let bounds = members["keysWithin"] { throw failure(bounds, "exact counts have no bounds") }
      return true
    case "sketch": return false
    default: throw failure(member, "`counting` is neither \"exact\" nor \"sketch\"")
    }
  }

  private func within() throws(ProfileFile.Failure) -> ClosedRange<Int> {
    let bounds = try list("keysWithin", of: "a whole number", Self.integer)
    guard bounds.count == 2, bounds[0] <= bounds[1] else {
      throw failure(members["keysWithin"], "`keysWithin` is not a pair of bounds")
    }
    return bounds[0]...bounds[1]
  }

  private func partial() throws(ProfileFile.Failure) -> String? {
    guard let member = members["partial"] else { return nil }
    guard case .string(let text) = member.value, text.utf8.count <= 500 else {
      throw failure(member, "`partial` is not a text of at most 500 bytes")
    }
    return text
  }
}
