import Raster
import Testing

@testable import SyntheticScenes

@Suite("Shapes that can be drawn")
struct DrawableShapeTests {
  @Test("The same number is the same shape, another one another")
  func identity() {
    let a = DrawableShape(number: 3, ofCollection: 1)
    #expect(a.scene().picture == DrawableShape(number: 3, ofCollection: 1).scene().picture)
    #expect(a.silhouette != DrawableShape(number: 4, ofCollection: 1).silhouette)
    #expect(a.drawing() != DrawableShape(number: 3, ofCollection: 2).drawing())
  }

  @Test("A shape stands whole in its scene, where the box says", arguments: 0..<20)
  func box(number: Int) {
    let (picture, box) = DrawableShape(number: number, ofCollection: 7).scene()
    #expect(box.left >= 0 && box.top >= 0)
    #expect(box.left + box.width <= Double(picture.width) && box.top + box.height <= Double(picture.height))
    #expect(max(box.width, box.height) >= 0.4 * Double(picture.height))
  }

  @Test("A drawing is black lines on white", arguments: 0..<5)
  func drawing(number: Int) {
    let drawing = DrawableShape(number: number, ofCollection: 7).drawing()
    let dark = drawing.bytes.count { $0 < 128 }
    #expect(dark > drawing.bytes.count / 200 && dark < drawing.bytes.count / 8)
    #expect(drawing.bytes[0] == 255)
  }
}
