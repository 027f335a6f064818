import CPictureCodecs

/// Writing pictures. Files appear whole or not at all.
extension PictureFile {
  /// Writes `picture` as the path's ending says: `.png`, `.jpg` or `.jpeg`.
  public static func write(_ picture: ColourPicture, toPath path: String) throws(RasterError) {
    switch try WritableKind(path: path) {
    case .png: try writePNG(picture, toPath: path)
    case .jpeg: try writeJPEG(picture, toPath: path)
    }
  }

  /// The same for a grey plane; values are rounded and clipped to 0…255.
  public static func write(_ plane: Plane, toPath path: String) throws(RasterError) {
    switch try WritableKind(path: path) {
    case .png: try writePNG(plane, toPath: path)
    case .jpeg: try writeJPEG(plane, toPath: path)
    }
  }

  public static func writePNG(_ picture: ColourPicture, toPath path: String) throws(RasterError) {
    try writeBytes(try encodedPNG(picture, path: path), toPath: path)
  }

  public static func writePNG(_ plane: Plane, toPath path: String) throws(RasterError) {
    try writeBytes(try encodedPNG(plane, path: path), toPath: path)
  }

  /// `quality` is 1…100.
  public static func writeJPEG(
    _ picture: ColourPicture, toPath path: String, quality: Int = 90
  ) throws(RasterError) {
    try writeBytes(try encodedJPEG(picture, quality: quality, path: path), toPath: path)
  }

  /// `quality` is 1…100.
  public static func writeJPEG(
    _ plane: Plane, toPath path: String, quality: Int = 90
  ) throws(RasterError) {
    try writeBytes(try encodedJPEG(plane, quality: quality, path: path), toPath: path)
  }

  /// The bytes of a JPEG of `picture`; colour at half resolution (4:2:0) below quality 95.
  public static func encodedJPEG(
    _ picture: ColourPicture, quality: Int = 90, path: String = "JPEG"
  ) throws(RasterError) -> [UInt8] {
    let sampling: Int32 = quality >= 95 ? 1 : 2
    return try encodedJPEG(
      picture.bytes, picture.width, picture.height, CODEC_JPEG_YCC, quality, sampling: sampling, path: path)
  }

  public static func encodedJPEG(
    _ plane: Plane, quality: Int = 90, path: String = "JPEG"
  ) throws(RasterError) -> [UInt8] {
    try encodedJPEG(
      plane.roundedBytes(), plane.width, plane.height, CODEC_JPEG_GREY, quality, sampling: 1, path: path)
  }

  public static func encodedPNG(_ picture: ColourPicture, path: String = "PNG") throws(RasterError) -> [UInt8]
  {
    try encodedPNG(picture.bytes, picture.width, picture.height, colourType: 2, path: path)
  }

  public static func encodedPNG(_ plane: Plane, path: String = "PNG") throws(RasterError) -> [UInt8] {
    try encodedPNG(plane.roundedBytes(), plane.width, plane.height, colourType: 0, path: path)
  }

  // MARK: The C writers

  private static func encodedJPEG(
    _ pixels: [UInt8], _ width: Int, _ height: Int, _ space: codec_jpeg_space, _ quality: Int,
    sampling: Int32,
    path: String
  ) throws(RasterError) -> [UInt8] {
    precondition((1...100).contains(quality), "the quality of a JPEG is 1 to 100")
    guard max(width, height) <= 65500 else {
      throw RasterError(.unwritable, path: path, "a JPEG has at most 65500 pixels a side: write a PNG")
    }
    var options = codec_jpeg_options()
    options.space = space
    options.quality = Int32(quality)
    options.luma_horizontal = sampling
    options.luma_vertical = sampling
    var buffer = codec_jpeg_write(pixels, UInt32(width), UInt32(height), &options)
    return try takeBytes(of: &buffer, path: path)
  }

  private static func encodedPNG(
    _ pixels: [UInt8], _ width: Int, _ height: Int, colourType: Int32, path: String
  ) throws(RasterError) -> [UInt8] {
    var options = codec_png_options()
    options.bit_depth = 8
    options.colour_type = colourType
    options.transparent = -1
    var buffer = codec_png_write(pixels, UInt32(width), UInt32(height), &options)
    return try takeBytes(of: &buffer, path: path)
  }

  private static func takeBytes(of buffer: inout codec_buffer, path: String) throws(RasterError) -> [UInt8] {
    defer { codec_buffer_free(&buffer) }
    guard buffer.bytes != nil else {
      let reason = withUnsafePointer(to: buffer.problem) { String(cString: codec_problem_message($0)) }
      throw RasterError(
        .unwritable, path: path, "cannot be encoded: \(reason.isEmpty ? "no memory" : reason)")
    }
    return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
  }
}

/// The formats that are written, by a path's ending.
private enum WritableKind {
  case png, jpeg

  init(path: String) throws(RasterError) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
    switch ending {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    default:
      throw RasterError(
        .unwritable, path: path,
        "the ending of the name must be .png, .jpg or .jpeg" + (ending.map { ", not .\($0)" } ?? ""))
    }
  }
}
