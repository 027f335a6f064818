/// What is done to a picture to make a copy of it. Raw values are used in files and on the command line, and don't change.
public enum CopyKind: String, Sendable, Codable, CaseIterable {
  /// Half of the area, at a random place.
  case cropHalf = "crop-50"
  /// A quarter of the area, at a random place.
  case cropQuarter = "crop-25"
  /// Turned clockwise by 15°, the corners black.
  case rotatedSlightly = "rotate-15"
  /// Turned clockwise by 90°.
  case rotatedQuarter = "rotate-90"
  /// Left and right exchanged.
  case mirrored = "mirror"
  /// A quarter of each side.
  case shrunk = "scale-25"
  /// Written anew as a JPEG of quality 20.
  case recompressed = "jpeg-20"
  /// 30 % of the area covered by an opaque panel with lines of text, at a random place.
  case overlaid = "overlay-30"
  /// Printed, laid on a table and photographed from a slant of 5 to 15°: perspective, blur, uneven light, another gamma, noise.
  case printed = "print-photo"

  /// The quality of the JPEG that a copy is written as.
  var jpegQuality: Int {
    switch self {
    case .recompressed: 20
    case .printed: 80
    default: 90
    }
  }
}
