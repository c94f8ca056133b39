import Glibc

/// Texts as C wants a list of them: pointers, and a NULL at the end.
final class CStrings {
  private let storage: UnsafeMutablePointer<UnsafePointer<CChar>?>
  private let count: Int

  /// `nil` becomes a null pointer. A text ends at its first NUL, as C sees it.
  init(_ texts: [String?]) {
    count = texts.count
    storage = .allocate(capacity: count + 1)
    for (place, text) in texts.enumerated() {
      storage[place] = text.flatMap { UnsafePointer(strdup($0)) }
    }
    storage[count] = nil
  }

  deinit {
    for place in 0..<count { free(UnsafeMutablePointer(mutating: storage[place])) }
    storage.deallocate()
  }

  var pointers: UnsafePointer<UnsafePointer<CChar>?> { UnsafePointer(storage) }
}
