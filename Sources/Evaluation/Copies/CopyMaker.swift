import Core
import Raster

/// Makes copies of pictures, as people make them who crop, turn, shrink, write over or print them.
///
/// A copy depends on the seed, the last part of the picture's name, the kind and the pixels, and on nothing else: it is the same on
/// every machine and for any number of threads.
package struct CopyMaker: Sendable {
  private let seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// The bytes of a JPEG.
  package func file(
    of picture: ColourPicture, named name: String, kind: CopyKind
  ) throws(RasterError) -> [UInt8] {
    try PictureFile.encodedJPEG(
      self.picture(of: picture, named: name, kind: kind), quality: kind.jpegQuality, path: name)
  }

  /// The copy before it is written.
  func picture(of picture: ColourPicture, named name: String, kind: CopyKind) -> ColourPicture {
    var random = generator(name, kind)
    let view = CopyView(kind, width: picture.width, height: picture.height, random: &random)
    switch kind {
    case .recompressed: return picture
    case .shrunk:
      var planes = ColourPlanes(picture)
      planes.changeChannels { $0.resampled(toWidth: view.width, height: view.height) }
      return planes.picture
    case .overlaid:
      var canvas = Canvas(picture)
      OverlaidPanel(width: picture.width, height: picture.height, random: &random).draw(on: &canvas, &random)
      return canvas.picture
    case .printed: return PrintedPhotograph(view: view, random: random).picture(of: picture)
    case .cropHalf, .cropQuarter, .rotatedSlightly, .rotatedQuarter, .mirrored:
      let black = ColourPicture(width: view.width, height: view.height, filledWith: .black)
      return ColourPlanes(picture).seen(in: view, ground: ColourPlanes(black)).picture
    }
  }

  /// Where the copy's pixels come from.
  func view(_ kind: CopyKind, named name: String, width: Int, height: Int) -> CopyView {
    var random = generator(name, kind)
    return CopyView(kind, width: width, height: height, random: &random)
  }

  /// Folders have no part in it, so a set of pictures gives the same copies wherever it lies.
  private func generator(_ name: String, _ kind: CopyKind) -> SeededGenerator {
    let last = name.split(separator: "/").last ?? ""
    return SeededGenerator(
      seed: ContentHash(of: Array("\(seed) \(kind.rawValue) \(last)".utf8)).checksum)
  }
}
