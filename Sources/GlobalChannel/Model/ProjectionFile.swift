import Core

/// A projection file as it is read, without the network that it may need: to tell what is in it.
package struct ProjectionFile: Sendable {
  /// The path as it was given.
  package let path: String
  package let byteCount: Int
  package let fingerprint: String
  package let parts: GlobalModelParts

  /// Reads a file, and refuses one that is cut, altered, of another version or no projection file at all.
  package init(path: String) throws(GlobalModelError) {
    let file: MappedFile
    do {
      file = try MappedFile(path: path, willReadAll: true)
    } catch {
      throw GlobalModelError(error)
    }
    defer { withExtendedLifetime(file) {} }
    do {
      let reading = try ProjectionFileReading(of: file.bytes)
      parts = try reading.parts()
      fingerprint = reading.header.fingerprint.hexadecimal
    } catch {
      throw GlobalModelError(path: path, error.message)
    }
    self.path = path
    byteCount = file.bytes.count
  }

  /// What of the way to a vector is a number or a word rather than a table of numbers.
  package var settings: [Property] { ProjectionFileWriter.settings(of: parts) }
}
