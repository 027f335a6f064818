import Raster

/// A picture to compare: its bytes, decoded.
struct LoadedPicture: Sendable {
  let bytes: [UInt8]
  let grey: GreyPicture
  private let name: String

  init(_ source: QuerySource, _ options: ComparisonOptions) throws(RetrievalError) {
    name = source.name
    do {
      switch source {
      case .bytes(let bytes, _): self.bytes = bytes
      case .file(let path), .picture(let path): bytes = try PictureFile.readPictureBytes(atPath: path)
      }
      grey = try PictureFile.readGrey(
        bytes: bytes, named: name, maxSide: options.maxSide, options: DescriptionOptions().reading)
    } catch {
      throw RetrievalError(error)
    }
  }

  func summary(_ featureCount: Int) -> ComparisonReport.Picture {
    ComparisonReport.Picture(
      name: name, width: grey.originalWidth, height: grey.originalHeight, featureCount: featureCount,
      warnings: grey.warnings)
  }
}
