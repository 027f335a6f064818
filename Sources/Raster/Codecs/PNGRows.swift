import CPictureCodecs

/// A PNG being decoded, always at its full size; 16-bit samples arrive rounded to 8 bits, for grey planes too.
final class PNGRows: PictureRows {
  let fileSize: PictureSize
  let orientation: PictureOrientation
  let layout: PixelLayout
  private let source: DecodingSource
  private let reader: OpaquePointer

  /// `source.bytes` must outlive this object.
  init(_ source: DecodingSource) throws(RasterError) {
    guard let reader = codec_png_open(source.bytes.baseAddress, source.bytes.count, source.isTolerant) else {
      throw source.outOfMemory()
    }
    self.source = source
    self.reader = reader
    let picture = codec_png_picture(reader)
    fileSize = PictureSize(width: Int(picture.width), height: Int(picture.height))
    layout = PixelLayout(picture.layout)
    orientation = EXIFOrientation.inPNG(source.bytes)
    let problem = codec_png_problem(reader).pointee
    if problem.status != CODEC_SOUND { throw source.error(problem) }
  }

  deinit { codec_png_close(reader) }

  var size: PictureSize { fileSize }
  var coveredWidth: Double { Double(fileSize.width) }
  var coveredHeight: Double { Double(fileSize.height) }

  func start(maxSide: Int?, grey: Bool) throws(RasterError) {
    guard codec_png_start(reader) else { throw source.error(codec_png_problem(reader).pointee) }
  }

  func read(_ count: Int, into rows: UnsafeMutablePointer<UInt8>) throws(RasterError) -> Int {
    let taken = codec_png_read(reader, rows, size.width * layout.channelCount, count)
    let problem = codec_png_problem(reader).pointee
    if problem.status != CODEC_SOUND && !source.isTolerant { throw source.error(problem) }
    return taken
  }

  var losses: [String] {
    [codec_png_loss(reader).pointee, codec_png_problem(reader).pointee]
      .filter { $0.status != CODEC_SOUND }
      .map(source.sentence)
  }
}
