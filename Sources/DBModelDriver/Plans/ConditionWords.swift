/// The words of a condition as MariaDB prints it.
enum ConditionWords {
  /// Without what stands in texts: `a = 'x > y'` compares no order.
  static func withoutTexts(_ condition: String) -> String {
    var found = ""
    var isInText = false
    for character in condition {
      if character == "'" {
        isInText.toggle()
      } else if !isInText {
        found.append(character)
      }
    }
    return found
  }

  /// What holds of every row: the conjuncts at the top, lists without their values. Nothing where
  /// one of several may hold.
  static func conjuncts(_ condition: String) -> String {
    var found = ""
    var depth = 0
    for character in withoutTexts(condition) {
      if character == ")" { depth -= 1 }
      if depth == 0 { found.append(character) }
      if character == "(" { depth += 1 }
    }
    return found.contains(" or ") ? "" : found
  }
}
