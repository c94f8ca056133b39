import Glibc

/// Functions of the C library under names that do not clash.
enum Numbers {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
