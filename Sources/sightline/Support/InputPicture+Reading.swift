import LocalFeatures
import Raster

extension InputPicture {
  /// The bytes that came through standard input; `nil` for a file.
  func standardInputBytes() throws(ToolError) -> [UInt8]? {
    isStandardInput ? try Descriptor.readAll(from: 0, named: shownName) : nil
  }

  /// The picture as a maker of features takes it, from the file or from `bytes` when it came through standard input.
  func decode(
    with maker: FeatureMaker, bytes: [UInt8]?, options: PictureFile.ReadingOptions
  ) throws(RasterError) -> DecodedPicture {
    guard let bytes else {
      return try maker.decode(try PictureFile.readPictureBytes(atPath: path), named: path, options: options)
    }
    return try maker.decode(bytes, named: shownName, options: options)
  }
}
