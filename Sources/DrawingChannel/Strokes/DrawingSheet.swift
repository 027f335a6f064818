import Raster

/// A picture of a drawing, and the ink on it.
struct DrawingSheet {
  /// `nil` where nothing stands out.
  let ink: InkPlane?
  /// Whether the ground is dark.
  let isBlack: Bool

  /// Pictures are brought down to this before their strokes are looked for.
  private static let workingSide = 1024
  /// A ground is transparent if at least this share of the picture is.
  private static let transparentShare = 0.2

  init(bytes: [UInt8], named name: String, options: PictureFile.ReadingOptions) throws(DrawingError) {
    let picture = try Self.picture(bytes, name, options, over: 255)
    if let coverage = try Self.coverage(bytes, name, options, over: picture) {
      ink = InkPlane(coverage: coverage)
      isBlack = false
      return
    }
    let ground = Ground(of: picture)
    ink = InkPlane(difference: ground.difference(of: picture))
    isBlack = ground.isDark
  }

  private static func picture(
    _ bytes: [UInt8], _ name: String, _ options: PictureFile.ReadingOptions, over ground: UInt8
  ) throws(DrawingError) -> ColourPicture {
    var options = options
    options.toleratesTruncation = false
    options.ground = ground
    do {
      return try PictureFile.readColour(bytes: bytes, named: name, maxSide: workingSide, options: options)
    } catch {
      throw DrawingError(path: error.path, error.message)
    }
  }

  /// How opaque each pixel is, 0 to 1, if the ground is transparent: laid on black and on white, transparent pixels differ.
  private static func coverage(
    _ bytes: [UInt8], _ name: String, _ options: PictureFile.ReadingOptions, over white: ColourPicture
  ) throws(DrawingError) -> Plane? {
    guard mayBeTransparent(bytes) else { return nil }
    let black = try picture(bytes, name, options, over: 0)
    guard black != white else { return nil }
    let count = white.width * white.height
    let pixels = (0..<count).map { 1 - max(0, Float(white.bytes[3 * $0]) - Float(black.bytes[3 * $0])) / 255 }
    guard Double(pixels.count { $0 < InkPlane.border }) >= transparentShare * Double(count) else {
      return nil
    }
    return Plane(width: white.width, height: white.height, pixels: pixels)
  }

  /// Only PNG knows transparency: as a channel of its own, which the colour type says, or in a chunk before the pixels.
  private static func mayBeTransparent(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 33, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return false }
    if bytes[25] & 4 != 0 { return true }
    let name = Array("tRNS".utf8)
    return (0..<min(bytes.count - 4, 1 << 16)).contains { start in
      bytes[start] == name[0] && bytes[start..<start + 4].elementsEqual(name)
    }
  }
}
