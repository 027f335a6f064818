import Foundation

@testable import Storage

/// A folder for one test, removed with it.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "storage-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }
  var dataFile: String { path("data.mdb") }
}

let numbersTable = TableDescription("numbers", keys: .integers)
let wordsTable = TableDescription("words", keys: .bytes)

extension TestFolder {
  /// The environment in this folder with a table of either kind.
  func open(
    _ access: Environment.Access = .writing(creates: true), limits: Environment.Limits = .init()
  ) throws(StorageError) -> Environment {
    try Environment.open(folder: path, tables: [numbersTable, wordsTable], access: access, limits: limits)
  }
}

extension RawSpan {
  var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The kind of the error that `body` throws, `nil` when it throws none.
func failureKind(_ body: () throws -> Void) -> StorageError.Kind? {
  do {
    try body()
    return nil
  } catch {
    return (error as? StorageError)?.kind
  }
}
