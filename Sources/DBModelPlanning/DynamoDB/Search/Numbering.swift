/// Gives values numbers, in the order they come; the same value has the same number.
struct Numbering<Value: Hashable> {
  private var numbers: [Value: Int] = [:]
  private(set) var values: [Value] = []

  subscript(number: Int) -> Value { values[number] }

  /// `nil` where the value has none yet.
  func known(_ value: Value) -> Int? { numbers[value] }

  mutating func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
