import Core
import Storage

/// The key of a name: its bytes, or the start of a long one and the hash of the whole behind a byte that no name has.
enum NameKey {
  private static let longest = 480

  static func of(_ name: String) -> [UInt8] {
    let bytes = Array(name.utf8)
    guard bytes.count > longest else { return bytes }
    return bytes.prefix(longest) + [0] + ContentID(ofFile: bytes).bytes
  }
}
