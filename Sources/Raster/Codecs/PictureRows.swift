import CPictureCodecs

/// A file being decoded: rows that are pulled from the top.
protocol PictureRows: AnyObject {
  /// The picture in the file, before its orientation is obeyed.
  var fileSize: PictureSize { get }
  /// How the stored pixels are to be turned and mirrored for viewing.
  var orientation: PictureOrientation { get }
  /// The rows that are delivered after `start`.
  var size: PictureSize { get }
  var layout: PixelLayout { get }
  /// Of the delivered pixels, the part that stands for the picture: a reduced size that is not whole is rounded
  /// up, so the last column and row may stick out.
  var coveredWidth: Double { get }
  var coveredHeight: Double { get }

  /// Prepares rows for a picture that will be brought down to `maxSide`, and never has a longer side below it.
  /// With `grey`, the colours may be left out.
  func start(maxSide: Int?, grey: Bool) throws(RasterError)
  /// Takes the next rows into `rows` and says how many there were. Fewer than `count` means that the rest is
  /// lost and the loss tolerated.
  func read(_ count: Int, into rows: UnsafeMutablePointer<UInt8>) throws(RasterError) -> Int
  /// What was lost and tolerated, a sentence each.
  var losses: [String] { get }
}

/// What one pixel of a delivered row is; samples are bytes.
enum PixelLayout {
  case grey, greyAlpha, rgb, rgba
  /// Inverted: 255 is no ink.
  case cmyk

  init(_ layout: codec_layout) {
    switch layout {
    case CODEC_GREY: self = .grey
    case CODEC_GREY_ALPHA: self = .greyAlpha
    case CODEC_RGBA: self = .rgba
    case CODEC_CMYK: self = .cmyk
    default: self = .rgb
    }
  }

  var channelCount: Int {
    switch self {
    case .grey: 1
    case .greyAlpha: 2
    case .rgb: 3
    case .rgba, .cmyk: 4
    }
  }
}

/// What a decoder was asked for, and how its problems are told.
struct DecodingSource {
  let bytes: UnsafeBufferPointer<UInt8>
  let name: String
  /// "JPEG" or "PNG".
  let format: String
  let isTolerant: Bool

  func outOfMemory() -> RasterError {
    RasterError(.tooLarge, path: name, "there is not enough memory for this picture")
  }

  func error(_ problem: codec_problem) -> RasterError {
    switch problem.status {
    case CODEC_NO_MEMORY: outOfMemory()
    case CODEC_UNSUPPORTED:
      RasterError(
        .unknownFormat, path: name,
        "is a variety of \(format) that Sightline does not read (\(reason(of: problem))): convert it to an "
          + "ordinary 8-bit \(format)")
    default: RasterError(.damaged, path: name, sentence(problem))
    }
  }

  /// Place and reason of a damage.
  func sentence(_ problem: codec_problem) -> String {
    let byte = problem.scan > 0 ? "(scan \(problem.scan), byte \(problem.byte))" : "(byte \(problem.byte))"
    let row = "at row \(problem.row) of \(problem.rows)"
    switch (problem.at_end, problem.in_header) {
    case (true, true): return "the \(format) data ends before the picture begins \(byte)"
    case (true, false): return "the \(format) data ends \(row) \(byte): \(reason(of: problem))"
    case (false, true): return "the \(format) header is damaged \(byte): \(reason(of: problem))"
    case (false, false): return "the \(format) data is damaged \(row) \(byte): \(reason(of: problem))"
    }
  }

  /// The library's words, as a part of a sentence.
  private func reason(of problem: codec_problem) -> String {
    let text = withUnsafePointer(to: problem) { String(cString: codec_problem_message($0)) }
    let prefix = "Corrupt JPEG data: "
    let words = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    guard let first = words.first, words.dropFirst().first?.isLowercase == true else { return words }
    return first.lowercased() + words.dropFirst()
  }
}
