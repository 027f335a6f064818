import InvertedFile
import Raster

/// Where a picture's bytes come from.
package enum PictureSource: Sendable {
  /// A file; its path, as it is given, is the picture's name.
  case file(path: String)
  /// Bytes that came from elsewhere, with the picture's name.
  case bytes([UInt8], name: String)

  package var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name): name
    }
  }
}

/// A picture's file in memory, read once: the hash of its content tells whether it is known before anything is decoded.
package struct UndecodedPicture: Sendable {
  package let name: String
  package let bytes: [UInt8]
  package let content: ContentID

  /// Reads all bytes of the source. A file that begins like no picture is refused before the rest of it is read.
  package init(_ source: PictureSource) throws(RetrievalError) {
    name = source.name
    switch source {
    case .bytes(let bytes, _): self.bytes = bytes
    case .file(let path):
      do {
        bytes = try PictureFile.readPictureBytes(atPath: path)
      } catch {
        throw RetrievalError(error)
      }
    }
    content = ContentID(ofFile: bytes)
  }
}
