/// Reading pictures from files and from bytes. The kind of a file is told by its content, not by its name.
public enum PictureFile {
  public struct ReadingOptions: Sendable {
    /// A picture of more pixels is refused before anything is allocated for it.
    public var maxPixels = 200_000_000
    /// Take what there is of a file that is cut short or corrupt, instead of refusing it.
    public var toleratesTruncation = false

    public init() {}
  }

  /// The grey plane of the picture at `path`, no side longer than `maxSide` (`nil`: as large as it is).
  public static func readGrey(
    atPath path: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> GreyPicture {
    try readGrey(bytes: try readBytes(atPath: path), named: path, maxSide: maxSide, options: options)
  }

  /// The same for the bytes of a file, with a name for messages.
  public static func readGrey(
    bytes: [UInt8], named name: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> GreyPicture {
    throw RasterError(.unknownFormat, path: name, "not implemented")
  }

  static func readBytes(atPath path: String) throws(RasterError) -> [UInt8] {
    throw RasterError(.unreadable, path: path, "not implemented")
  }
}
