import Core
import Raster

/// Things that stand in front: patches with the texture of another scene.
enum Occlusion {
  /// Covers `share` of the picture, to within a percent or so, and says which pixels it has covered.
  static func cover(_ canvas: inout Canvas, share: Double, seed: UInt64) -> [Bool] {
    var random = SeededGenerator(seed: Hashing.combined(seed, 0x0CC1))
    let (width, height) = (canvas.width, canvas.height)
    let other = Canvas(
      Scene(kind: random.pick(SceneKind.allCases), seed: random.next()).picture(width: width, height: height))
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
      let now = coveredArea(of: &mask)
      if now > wanted * 1.01 { mask = before } else { covered = now }
    }
    return paste(other, on: &canvas, where: mask)
  }

  private static func coveredArea(of mask: inout Canvas) -> Double {
    mask.withPixels { pixels in
      var sum = 0
      for pixel in pixels { sum &+= Int(pixel.x) }
      return Double(sum) / 255
    }
  }

  /// Puts `other` where the mask is white, and says where it is more white than black.
  private static func paste(_ other: Canvas, on canvas: inout Canvas, where mask: Canvas) -> [Bool] {
    var (other, mask) = (other, mask)
    return other.withPixels { other in
      mask.withPixels { mask in
        canvas.withPixels { pixels in
          for index in pixels.indices {
            // 0…255 becomes 0…256.
            let weight = UInt16(mask[index].x) &+ UInt16(mask[index].x &>> 7)
            pixels[index] = pixels[index].mixed(with: other[index], weight: weight)
          }
        }
        return mask.map { $0.x > 127 }
      }
    }
  }
}
