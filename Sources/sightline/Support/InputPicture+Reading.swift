import Raster

extension InputPicture {
  /// The bytes that came through standard input; `nil` for a file.
  func standardInputBytes() throws(ToolError) -> [UInt8]? {
    isStandardInput ? try Descriptor.readAll(from: 0, named: shownName) : nil
  }

  /// The picture in grey, from the file or from `bytes` when it came through standard input.
  func readGrey(
    bytes: [UInt8]?, maxSide: Int, options: PictureFile.ReadingOptions
  ) throws(RasterError) -> GreyPicture {
    guard let bytes else { return try PictureFile.readGrey(atPath: path, maxSide: maxSide, options: options) }
    return try PictureFile.readGrey(bytes: bytes, named: shownName, maxSide: maxSide, options: options)
  }
}
