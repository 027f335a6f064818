import CPictureCodecs

/// A JPEG being decoded, at one of the reduced scales n/8 that the transform gives almost for free.
///
/// Lost data is an error, or a loss with a tolerant source; what libjpeg merely finds odd is passed over. The
/// rule is at the head of `jpeg_reader.c`.
final class JPEGRows: PictureRows {
  let fileSize: PictureSize
  let orientation: PictureOrientation
  private(set) var size: PictureSize
  private(set) var layout = PixelLayout.grey
  private(set) var coveredWidth = 0.0
  private(set) var coveredHeight = 0.0
  private let source: DecodingSource
  private let reader: OpaquePointer

  /// `source.bytes` must outlive this object.
  init(_ source: DecodingSource) throws(RasterError) {
    guard let reader = codec_jpeg_open(source.bytes.baseAddress, source.bytes.count, source.isTolerant) else {
      throw source.outOfMemory()
    }
    self.source = source
    self.reader = reader
    let picture = codec_jpeg_picture(reader)
    fileSize = PictureSize(width: Int(picture.width), height: Int(picture.height))
    size = fileSize
    orientation = EXIFOrientation.inJPEG(source.bytes)
    let problem = codec_jpeg_problem(reader).pointee
    if problem.status != CODEC_SOUND { throw source.error(problem) }
  }

  deinit { codec_jpeg_close(reader) }

  func start(maxSide: Int?, grey: Bool) throws(RasterError) {
    let eighths = Self.eighths(longerSide: fileSize.longerSide, maxSide: maxSide)
    guard codec_jpeg_start(reader, UInt32(eighths), grey) else {
      throw source.error(codec_jpeg_problem(reader).pointee)
    }
    let picture = codec_jpeg_picture(reader)
    size = PictureSize(width: Int(picture.width), height: Int(picture.height))
    layout = PixelLayout(picture.layout)
    coveredWidth = Double(fileSize.width * eighths) / 8
    coveredHeight = Double(fileSize.height * eighths) / 8
  }

  /// The smallest worthwhile n such that n/8 of the longer side is not below `maxSide`.
  ///
  /// 5/8 to 7/8 are left out: their transforms take longer than the full one, which has SIMD code (measured on
  /// 24 megapixels: 91 ms at 2/8, 96 at 4/8, 116 at 5/8, 123 at 6/8, 103 at 8/8).
  static func eighths(longerSide: Int, maxSide: Int?) -> Int {
    guard let maxSide else { return 8 }
    return [1, 2, 3, 4].first { longerSide * $0 >= 8 * maxSide } ?? 8
  }

  func read(_ count: Int, into rows: UnsafeMutablePointer<UInt8>) throws(RasterError) -> Int {
    let taken = codec_jpeg_read(reader, rows, size.width * layout.channelCount, count)
    let problem = codec_jpeg_problem(reader).pointee
    if problem.status != CODEC_SOUND && !source.isTolerant { throw source.error(problem) }
    return taken
  }

  var losses: [String] {
    [codec_jpeg_loss(reader).pointee, codec_jpeg_problem(reader).pointee]
      .filter { $0.status != CODEC_SOUND }
      .map(source.sentence)
  }
}
