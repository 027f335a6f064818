import Core
import Raster

/// Things that stand in front: patches with the texture of another scene.
enum Occlusion {
  /// Covers `share` of the picture, to within a percent or so, and says which pixels it has covered.
  static func cover(_ picture: inout ColourPicture, share: Double, seed: UInt64) -> [Bool] {
    var random = SeededGenerator(seed: Hashing.combined(seed, 0x0CC1))
    let (width, height) = (picture.width, picture.height)
    let other = Scene(kind: random.pick(SceneKind.allCases), seed: random.next()).picture(
      width: width, height: height)
    var mask = Canvas(width: width, height: height, filledWith: .black)
    let wanted = share * Double(width * height)
    var covered = 0.0
    var rounds = 0
    while covered < wanted * 0.995, rounds < 60 {
      rounds += 1
      // Each patch takes half of what is missing (all, once that is little), if none of it fell on others.
      let missing = wanted - covered
      let area = missing < 0.02 * wanted ? missing : missing * random.uniform(0.35, 0.6)
      let radius = (area / 2.8).squareRoot()
      let centre = Point(x: random.uniform(0, Double(width)), y: random.uniform(0, Double(height)))
      let outline = Shapes.irregularPolygon(
        centre: centre, radius: radius, corners: random.integer(5...10), roughness: 0.2,
        stretch: random.uniform(0.8, 1.2),
        &random)
      let before = mask
      mask.fillPolygon(random.chance(0.5) ? outline : Shapes.rounded(outline), paint: Paint(.white))
      let now = coveredArea(of: mask.picture)
      if now > wanted * 1.01 { mask = before } else { covered = now }
    }
    return paste(other, on: &picture, where: mask.picture)
  }

  private static func coveredArea(of mask: ColourPicture) -> Double {
    var sum = 0
    for index in stride(from: 0, to: mask.bytes.count, by: 3) { sum &+= Int(mask.bytes[index]) }
    return Double(sum) / 255
  }

  private static func paste(
    _ other: ColourPicture, on picture: inout ColourPicture, where mask: ColourPicture
  ) -> [Bool] {
    var occluded = [Bool](repeating: false, count: picture.width * picture.height)
    for pixel in occluded.indices {
      let weight = Int(mask.bytes[3 * pixel])
      guard weight > 0 else { continue }
      occluded[pixel] = weight > 127
      for index in 3 * pixel..<3 * pixel + 3 {
        picture.bytes[index] = UInt8(
          (Int(picture.bytes[index]) * (255 - weight) + Int(other.bytes[index]) * weight + 127) / 255)
      }
    }
    return occluded
  }
}
