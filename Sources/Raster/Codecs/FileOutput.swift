import Core
import Glibc

/// Writing files so that nobody ever sees half of one, not even after a loss of power (`ReplacementFile`).
extension PictureFile {
  package static func writeBytes(_ bytes: [UInt8], toPath path: String) throws(RasterError) {
    do {
      try ReplacementFile.write(bytes, toPath: path, durable: true)
    } catch {
      throw RasterError(.unwritable, path: path, message(of: error))
    }
  }

  private static func message(of error: FileError) -> String {
    switch error.number {
    case EISDIR: "is a directory: give the name of a file"
    case ENOENT: "cannot be written: no such directory"
    default: "cannot be written: \(fileFailureReason(error.number))"
    }
  }
}
