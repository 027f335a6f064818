import Core
import Raster
import Testing

@testable import LocalFeatures

@Suite("Pictures turned for networks") struct PictureTurningTests {
  private let plane = Plane(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])

  @Test("quarter turns and mirrors move pixels and change none")
  func quarters() {
    // Clockwise: the first row becomes the last column.
    check(Turn(angleInRadians: .pi / 2), width: 2, height: 3, [4, 1, 5, 2, 6, 3])
    check(Turn(angleInRadians: .pi), width: 3, height: 2, [6, 5, 4, 3, 2, 1])
    check(Turn(isMirrored: true), width: 3, height: 2, [3, 2, 1, 6, 5, 4])
    check(.none, width: 3, height: 2, [1, 2, 3, 4, 5, 6])
    // Mirrored first, then turned.
    check(Turn(angleInRadians: .pi / 2, isMirrored: true), width: 2, height: 3, [6, 3, 5, 2, 4, 1])
  }

  @Test("places come back to where the picture has what was there", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func places(eighth: Int) throws {
    for isMirrored in [false, true] {
      let turn = Turn(angleInRadians: Double(eighth) * .pi / 4, isMirrored: isMirrored)
      // A spot in a dark picture.
      var picture = Plane(width: 40, height: 24)
      for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] { picture[27 + dx, 9 + dy] = 100 }
      let turning = PictureTurning(turn, width: 40, height: 24)
      let turned = turning.turned(picture)
      let centre = Self.centreOfMass(turned)
      let region = LocalRegion(x: centre.x, y: centre.y, xx: 2, xy: 0, yx: 0, yy: 2)
      let back = try #require(turning.restored(region))
      #expect(abs(back.x - 27.5) < 0.1 && abs(back.y - 9.5) < 0.1, "\(turn): \(back)")
      #expect(abs(back.scale - 2) < 1e-5)
      // Its "up" is the turned picture's, seen in the picture as it is.
      let (c, s) = (Float(cosine(turn.angleInRadians)), Float(sine(turn.angleInRadians)))
      #expect(abs(-back.xy - (isMirrored ? -1 : 1) * -s * 2) < 1e-5 && abs(-back.yy - -c * 2) < 1e-5)
      #expect((back.xx * back.yy - back.xy * back.yx < 0) == isMirrored)
    }
  }

  @Test("what lies in the corners that a slanted turn adds is outside")
  func corners() {
    let turning = PictureTurning(Turn(angleInRadians: .pi / 4), width: 40, height: 24)
    #expect(turning.restored(LocalRegion(x: 0, y: 0, xx: 1, xy: 0, yx: 0, yy: 1)) == nil)
    #expect(
      turning.restored(
        LocalRegion(
          x: Float(turning.turnedWidth - 1) / 2, y: Float(turning.turnedHeight - 1) / 2, xx: 1, xy: 0, yx: 0,
          yy: 1)) != nil)
  }

  private func check(_ turn: Turn, width: Int, height: Int, _ pixels: [Float]) {
    let turned = PictureTurning(turn, width: plane.width, height: plane.height).turned(plane)
    #expect(turned.width == width && turned.height == height, "\(turn)")
    #expect(zip(turned.pixels, pixels).allSatisfy { abs($0 - $1) < 1e-4 }, "\(turn): \(turned.pixels)")
  }

  private static func centreOfMass(_ plane: Plane) -> (x: Float, y: Float) {
    var (sum, x, y): (Float, Float, Float) = (0, 0, 0)
    for row in 0..<plane.height {
      for column in 0..<plane.width {
        sum += plane[column, row]
        x += Float(column) * plane[column, row]
        y += Float(row) * plane[column, row]
      }
    }
    return (x / sum, y / sum)
  }
}
