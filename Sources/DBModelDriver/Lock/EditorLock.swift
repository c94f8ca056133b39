package import DBModelDiagnostics
import DBModelLock
package import DBModelSemantics
import DBModelWorkload

/// What an editor takes from the lock beside a model: the indexes that its design does
/// without, and those that it has for SQL as written.
package struct EditorLock {
  /// Another text where the lock is another.
  package let state: String
  /// That it is damaged; without a place, which would be in none of the model's own files.
  package let findings: [Diagnostic]
  private let leftOut: [LeftOutIndex]
  private let added: [AddedIndex]

  /// - Parameters:
  ///   - root: The path of the root.
  ///   - read: Reads a file.
  package init(root: String, read: (String) -> TraceFiles.Reading) {
    let location = LockLocation(root: root)
    guard case .success(let bytes) = read(location.path) else {
      (state, findings, leftOut, added) = ("", [], [], [])
      return
    }
    state = StableHash.hex(ofBytes: bytes)
    let file = SourceFile(id: FileID(0), path: location.path, bytes: bytes)
    do throws(LockDamage) {
      let model = (try LockReader.read(file))[location.root]
      added = LoadedLock.added(
        (model?.added ?? []).map { addition in
          var addition = addition
          addition.place = LockPlace()
          return addition
        }
      )
      leftOut = LoadedLock.leftOut(
        (model?.leftOut ?? []).map { removal in
          var removal = removal
          removal.place = LockPlace()
          return removal
        }
      )
      findings = []
    } catch {
      (leftOut, added) = ([], [])
      let reason = "line \(file.line(at: error.span.lower)): \(error.reason)"
      findings = [LoadedLock.damage(location.path, at: nil, reason, help: error.help)]
    }
  }

  /// The model without the one, and with the others.
  package func applied(to model: SemanticModel) -> SemanticModel {
    guard !leftOut.isEmpty || !added.isEmpty else { return model }
    var model = model
    model.workload = model.workload.with(leftOutIndexes: leftOut, addedIndexes: added)
    return model
  }
}
