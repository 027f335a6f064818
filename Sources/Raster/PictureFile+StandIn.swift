import Glibc

// Stands in for the codecs of colour pictures until they are merged, and is deleted then: binary PPM under the
// agreed names, so that what is built on them can be run.
extension PictureFile {
  package static func encodeJPEG(_ picture: ColourPicture, quality: Int) throws(RasterError) -> [UInt8] {
    Array("P6\n\(picture.width) \(picture.height)\n255\n".utf8) + picture.bytes
  }

  package static func readColour(bytes: [UInt8], named name: String) throws(RasterError) -> ColourPicture {
    let header = bytes.prefix(40).split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
    let numbers =
      header.count > 1
      ? header[1].split(separator: 32).compactMap { Int(String(decoding: $0, as: UTF8.self)) } : []
    guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0, bytes.count > 3 * numbers[0] * numbers[1] else {
      throw RasterError(.unknownFormat, path: name, "not implemented")
    }
    return ColourPicture(
      width: numbers[0], height: numbers[1], bytes: Array(bytes.suffix(3 * numbers[0] * numbers[1])))
  }

  package static func write(_ picture: ColourPicture, toPath path: String) throws(RasterError) {
    try writeJPEG(picture, quality: 95, toPath: path)
  }

  package static func writeJPEG(_ picture: ColourPicture, quality: Int, toPath path: String)
    throws(RasterError)
  {
    let bytes = try encodeJPEG(picture, quality: quality)
    guard let file = fopen(path, "wb") else {
      throw RasterError(.unwritable, path: path, "cannot be written")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw RasterError(.unwritable, path: path, "cannot be written")
    }
  }
}
