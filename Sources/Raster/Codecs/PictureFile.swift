/// Reading pictures from files and from bytes. The kind of a file is told by its content, not by its name.
///
/// JPEG (8-bit grey, YCC, RGB, CMYK and YCCK; sequential and progressive, Huffman and arithmetic) and PNG (all
/// varieties) are read. A wanted size makes reading cheaper: JPEGs are decoded at a reduced scale, large PNGs
/// averaged while their rows arrive. A picture is never enlarged.
public enum PictureFile {
  public struct ReadingOptions: Sendable {
    /// A picture of more pixels is refused before anything is allocated for it.
    public var maxPixels = 200_000_000
    /// Take what there is of a file that is cut short or corrupt, instead of refusing it.
    public var toleratesTruncation = false
    /// The grey on which what is transparent is laid: white, unless somebody wants to know what is transparent.
    package var ground: UInt8 = 255

    public init() {}
  }

  /// The grey plane of the picture at `path`, no side longer than `maxSide` (`nil`: as large as it is).
  ///
  /// Pixels are 0…255. Grey of a colour picture is the luma 0.299 R + 0.587 G + 0.114 B of its sRGB values.
  public static func readGrey(
    atPath path: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> GreyPicture {
    try readGrey(bytes: try readPictureBytes(atPath: path), named: path, maxSide: maxSide, options: options)
  }

  /// The same for the bytes of a file, with a name for messages.
  public static func readGrey(
    bytes: [UInt8], named name: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> GreyPicture {
    try PictureDecoding(name: name, maxSide: maxSide, options: options).grey(bytes)
  }

  /// The picture at `path` in colour, no side longer than `maxSide` (`nil`: as large as it is).
  public static func readColour(
    atPath path: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> ColourPicture {
    try readColour(bytes: try readPictureBytes(atPath: path), named: path, maxSide: maxSide, options: options)
  }

  /// The same for the bytes of a file, with a name for messages.
  public static func readColour(
    bytes: [UInt8], named name: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> ColourPicture {
    try PictureDecoding(name: name, maxSide: maxSide, options: options).colour(bytes).picture
  }

  /// The same, with what was wrong with the file and tolerated, a sentence each.
  package static func readColourAndWarnings(
    bytes: [UInt8], named name: String, maxSide: Int? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(RasterError) -> (picture: ColourPicture, warnings: [String]) {
    try PictureDecoding(name: name, maxSide: maxSide, options: options).colour(bytes)
  }
}
