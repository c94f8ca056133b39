public import DBModelWorkload

/// Makes values fit the fields they are stored in.
public enum FieldFit {
  /// The value as the field stores it: decimals rounded half away from zero to the declared digits,
  /// times cut down to the declared precision, integers as decimals where the field is one; a set
  /// ascending and each element once, a map ascending by key and of equal keys the last.
  public static func fit(
    _ value: Value,
    to type: ValueType
  ) -> Result<Value, ValueFault> {
    switch (value, type) {
    case (.null, _): return .success(.null)
    case (.bool, .bool), (.bytes, .bytes), (.date, .date): return sized(value, type)
    case (.integer(let x), .integer(let minimum, let maximum)):
      let inBounds = (minimum.map { x >= $0 } ?? true) && (maximum.map { x <= $0 } ?? true)
      return inBounds ? .success(value) : .failure(.init(.outOfBounds))
    case (.decimal(let x), .integer):
      let plain = x.normalized
      guard plain.scale == 0, let whole = Int64(exactly: plain.mantissa) else {
        return .failure(.init(.outOfBounds))
      }
      return fit(.integer(whole), to: type)
    case (.integer(let x), .decimal):
      return fit(.decimal(Decimal38(mantissa: Int128(x), scale: 0)), to: type)
    case (.decimal(let x), .decimal(let precision, let scale)):
      return decimal(x, precision: precision, scale: scale)
    case (.timestamp(let nanoseconds), .timestamp(let precision)):
      let step = precision.nanosecondsPerStep
      let (cut, overflow) =
        ValueArithmetic.floorDivide(nanoseconds, step).multipliedReportingOverflow(by: step)
      return overflow ? .failure(.init(.outOfBounds)) : .success(.timestamp(nanoseconds: cut))
    case (.string, _): return sized(value, type)
    case (.list(let elements), .list(let element, _)):
      return list(elements, element)
    case (.list(let elements), .set(let element, _)): return set(elements, element)
    case (.list(let pairs), .map(let key, let type, _)): return map(pairs, key, type)
    case (.structure(let members), .structure(_, let types)):
      return structure(members, types)
    default: return .failure(.init(.wrongType))
    }
  }

  private static func decimal(
    _ number: Decimal38,
    precision: Int,
    scale: Int
  ) -> Result<Value, ValueFault> {
    guard let mantissa = try? ValueArithmetic.mantissa(number, scale: scale),
      mantissa.magnitude < ValueArithmetic.powerOfTen(precision).magnitude
    else { return .failure(.init(.tooManyDigits)) }
    return .success(.decimal(Decimal38(mantissa: mantissa, scale: scale)))
  }

  private static func sized(_ value: Value, _ type: ValueType) -> Result<Value, ValueFault> {
    switch (value, type) {
    case (.string(let text), .string(let maximum, _)):
      text.unicodeScalars.count <= maximum ? .success(value) : .failure(.init(.tooLong))
    case (.string(let text), .enumeration(let cases)):
      cases.contains { $0.name == text } ? .success(value) : .failure(.init(.unknownCase))
    case (.string(let text), .uuid):
      text.utf8.count == 36 ? .success(value) : .failure(.init(.wrongType))
    case (.string(let text), .ulid):
      text.utf8.count == 26 ? .success(value) : .failure(.init(.wrongType))
    case (.bytes(let bytes), .bytes(let maximum, _)):
      bytes.count <= maximum ? .success(value) : .failure(.init(.tooLong))
    case (.bool, .bool), (.date, .date): .success(value)
    default: .failure(.init(.wrongType))
    }
  }

  private static func list(_ elements: [Value], _ type: ValueType) -> Result<Value, ValueFault> {
    var fitted: [Value] = []
    for element in elements {
      switch fit(element, to: type) {
      case .success(let value): fitted.append(value)
      case .failure(let fault): return .failure(fault)
      }
    }
    return .success(.list(fitted))
  }

  private static func set(_ elements: [Value], _ type: ValueType) -> Result<Value, ValueFault> {
    if elements.contains(.null) { return .failure(.init(.missing)) }
    return list(elements, type).map { value in
      guard case .list(let fitted) = value else { return value }
      var distinct: [Value] = []
      for element in fitted.sorted(by: { ValueOrder.compare($0, $1) < 0 })
      where distinct.last.map({ ValueOrder.compare($0, element) != 0 }) ?? true {
        distinct.append(element)
      }
      return .list(distinct)
    }
  }

  private static func map(
    _ pairs: [Value],
    _ key: ValueType,
    _ type: ValueType
  ) -> Result<Value, ValueFault> {
    let member = { (type: ValueType) in
      StructureMember(name: "", type: type, isOptional: false, presentShare: 1)
    }
    var fitted: [(place: Int, parts: [Value])] = []
    for (place, pair) in pairs.enumerated() {
      guard case .structure(let parts) = pair else { return .failure(.init(.wrongType)) }
      switch structure(parts, [member(key), member(type)]) {
      case .success(.structure(let parts)): fitted.append((place, parts))
      case .success: return .failure(.init(.wrongType))
      case .failure(let fault): return .failure(fault)
      }
    }
    fitted.sort { a, b in
      let order = ValueOrder.compare(a.parts[0], b.parts[0])
      return order == 0 ? a.place < b.place : order < 0
    }
    var distinct: [Value] = []
    for (place, pair) in fitted.enumerated() {
      let isLast = place + 1 == fitted.count || fitted[place + 1].parts[0] != pair.parts[0]
      if isLast { distinct.append(.structure(pair.parts)) }
    }
    return .success(.list(distinct))
  }

  private static func structure(
    _ members: [Value],
    _ types: [StructureMember]
  ) -> Result<Value, ValueFault> {
    guard members.count == types.count else { return .failure(.init(.wrongType)) }
    var fitted: [Value] = []
    for (member, type) in zip(members, types) {
      if member == .null, !type.isOptional { return .failure(.init(.missing)) }
      switch fit(member, to: type.type) {
      case .success(let value): fitted.append(value)
      case .failure(let fault): return .failure(fault)
      }
    }
    return .success(.structure(fitted))
  }
}

/// A value that does not fit, and why.
public struct ValueFault: Error, Hashable, Sendable {
  public let violation: ValueViolation

  init(_ violation: ValueViolation) { self.violation = violation }
}
