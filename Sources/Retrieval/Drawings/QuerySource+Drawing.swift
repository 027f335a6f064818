import Core
import DrawingChannel

extension QuerySource {
  /// Whether it reads as a drawing without a doubt, for those who may have forgotten to say so.
  package var looksLikeDrawing: Bool {
    guard let drawn = try? drawn() else { return false }
    return drawn.warnings.isEmpty
  }

  /// The strokes of a drawing.
  func drawn() throws(RetrievalError) -> DrawnPicture {
    let bytes: [UInt8]
    switch self {
    case .picture(let name):
      throw RetrievalError(path: name, "a picture of the collection is no drawing; give a drawing's file")
    case .bytes(let given, _): bytes = given
    case .file(let path):
      do throws(FileError) {
        let file = try MappedFile(path: path, willReadAll: true)
        bytes = file.withUnsafeBytes { Array($0) }
      } catch {
        throw RetrievalError(error)
      }
    }
    do throws(DrawingError) {
      return try DrawingReader.read(bytes: bytes, named: name)
    } catch {
      throw RetrievalError(path: error.path, error.message)
    }
  }
}
