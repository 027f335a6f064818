import Core
import Raster

/// Which pixel of the original a pixel of the copy shows: the copy's size and a map. Coordinates are those of `Plane`: (0, 0) is the
/// centre of the top left pixel.
struct CopyView: Sendable, Equatable {
  let width: Int
  let height: Int
  let originalFromCopy: ProjectiveMap

  /// The view of a picture of the given size; what is random is drawn from `random`.
  init(_ kind: CopyKind, width: Int, height: Int, random: inout SeededGenerator) {
    switch kind {
    case .cropHalf: self.init(croppingTo: 0.5, width, height, &random)
    case .cropQuarter: self.init(croppingTo: 0.25, width, height, &random)
    case .rotatedSlightly: self.init(turnedBy: 15, width, height)
    case .rotatedQuarter:
      self.init(height, width, ProjectiveMap(rows: [0, 1, 0, -1, 0, Double(height - 1), 0, 0, 1]))
    case .mirrored:
      self.init(width, height, ProjectiveMap(rows: [-1, 0, Double(width - 1), 0, 1, 0, 0, 0, 1]))
    case .shrunk: self.init(shrunkBy: 4, width, height)
    case .recompressed, .overlaid: self.init(width, height, .identity)
    case .printed: self.init(slanted: &random, width, height)
    }
  }

  private init(_ width: Int, _ height: Int, _ originalFromCopy: ProjectiveMap) {
    self.width = width
    self.height = height
    self.originalFromCopy = originalFromCopy
  }

  /// A part of the same aspect, from pixel to pixel.
  private init(
    croppingTo area: Double, _ width: Int, _ height: Int, _ random: inout SeededGenerator
  ) {
    let factor = area.squareRoot()
    let kept = (Self.side(width, factor), Self.side(height, factor))
    let left = random.index(below: width - kept.0 + 1)
    let top = random.index(below: height - kept.1 + 1)
    self.init(kept.0, kept.1, .translation(Double(left), Double(top)))
  }

  /// Clockwise about the centre, in a frame that holds all of it.
  private init(turnedBy degrees: Double, _ width: Int, _ height: Int) {
    let (cosine, sine) = cosineAndSine(degrees * .pi / 180)
    let (w, h) = (Double(width), Double(height))
    let newWidth = Int((w * abs(cosine) + h * abs(sine)).rounded(.up))
    let newHeight = Int((w * abs(sine) + h * abs(cosine)).rounded(.up))
    // Back by the same angle: y points down, so clockwise is from x towards y.
    let turn = ProjectiveMap(rows: [cosine, sine, 0, -sine, cosine, 0, 0, 0, 1])
    self.init(
      newWidth, newHeight,
      Self.fromCentre(width, height).after(turn).after(Self.fromCentre(newWidth, newHeight).reversed))
  }

  /// The borders stay where they are.
  private init(shrunkBy factor: Double, _ width: Int, _ height: Int) {
    let (newWidth, newHeight) = (Self.side(width, 1 / factor), Self.side(height, 1 / factor))
    let steps = (x: Double(width) / Double(newWidth), y: Double(height) / Double(newHeight))
    self.init(
      newWidth, newHeight,
      ProjectiveMap(rows: [steps.x, 0, (steps.x - 1) / 2, 0, steps.y, (steps.y - 1) / 2, 0, 0, 1]))
  }

  /// A sheet at 70 to 80 % of the frame's size, turned by up to 5° in its plane, then tilted by 5 to 15° about an axis of any direction
  /// in it, in front of a camera whose focal length is 1.2 times the longer side.
  private init(slanted random: inout SeededGenerator, _ width: Int, _ height: Int) {
    let roll = cosineAndSine(random.uniform(-5, 5) * .pi / 180)
    let tilt = cosineAndSine(random.uniform(5, 15) * .pi / 180)
    let axis = cosineAndSine(random.uniform(0, 2 * .pi))
    let focalLength = 1.2 * Double(max(width, height))
    let distance = focalLength / random.uniform(0.7, 0.8)
    let turned = ProjectiveMap(rows: [roll.cosine, -roll.sine, 0, roll.sine, roll.cosine, 0, 0, 0, 1])
    // Points (x, y, 0) of the sheet, by Rodrigues' formula for an axis (a, b, 0), seen from the distance.
    let (a, b, lost) = (axis.cosine, axis.sine, 1 - tilt.cosine)
    let camera = ProjectiveMap(rows: [
      focalLength * (tilt.cosine + a * a * lost), focalLength * a * b * lost, 0,
      focalLength * a * b * lost, focalLength * (tilt.cosine + b * b * lost), 0,
      -b * tilt.sine, a * tilt.sine, distance,
    ])
    let centre = Self.fromCentre(width, height)
    self.init(width, height, centre.after(camera.after(turned)).after(centre.reversed).reversed)
  }

  /// From coordinates whose origin is the picture's centre.
  private static func fromCentre(_ width: Int, _ height: Int) -> ProjectiveMap {
    .translation(Double(width - 1) / 2, Double(height - 1) / 2)
  }

  private static func side(_ length: Int, _ factor: Double) -> Int {
    max(1, Int((Double(length) * factor).rounded()))
  }
}
