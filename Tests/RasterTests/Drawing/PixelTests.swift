import Testing

@testable import Raster

@Suite("pixels while they are drawn on")
struct PixelTests {
  @Test("mixing goes from one colour to the other in 256 steps")
  func mixing() {
    let (old, new) = (Pixel(10, 0, 255, 90), Pixel(250, 255, 0, 90))
    #expect(old.mixed(with: new, weight: 0) == old && old.mixed(with: new, weight: 256) == new)
    for weight in 0...256 {
      let mixed = old.mixed(with: new, weight: UInt16(weight))
      for channel in 0..<4 {
        let exact = Double(Int(old[channel]) * (256 - weight) + Int(new[channel]) * weight) / 256
        #expect(mixed[channel] == UInt8((exact + 0.5).rounded(.down)), "weight \(weight)")
      }
    }
  }

  @Test("values are rounded to the nearest and cut off at black and white")
  func rounding() {
    #expect(Pixel(nearest: SIMD4(-3, 12.4, 12.6, 300)) == Pixel(0, 12, 13, 255))
    #expect([-7.6, -0.2, 0.4, 511.7].map { nearestInteger($0) } == [-8, 0, 0, 512])
    #expect([0, 0.5, 1].map { Pixel.weight(ofShare: $0) } == [0, 128, 256])
    #expect(Pixel(5, 100, 250, 0).lightened(by: 10) == Pixel(15, 110, 255, 10))
    #expect(Pixel(5, 100, 250, 0).lightened(by: -10) == Pixel(0, 90, 240, 0))
  }

  @Test("pixels and bytes are the same picture")
  func conversion() {
    let picture = ColourPicture(width: 2, height: 1, bytes: [1, 2, 3, 4, 5, 6])
    #expect(Canvas(picture).pixels == [Pixel(1, 2, 3, 0), Pixel(4, 5, 6, 0)])
    #expect(Canvas(picture).picture == picture)
  }

  /// Rows of few pixels, of many and of boxes are painted by loops of their own.
  @Test(
    "a polygon is painted as the box of the same borders, narrow or wide",
    arguments: [3.0, 20, 31, 32, 33, 90.25],
    [
      Paint(.white), Paint(.white, opacity: 0.3),
      Paint(Colour(red: 90, green: 120, blue: 10), slopeX: 1.7, slopeY: -0.6, origin: Point(x: 20, y: 3)),
    ])
  func loops(width: Double, paint: Paint) {
    let (left, right, top, bottom) = (4.25, 4.25 + width, 2.75, 15.5)
    var boxes = Canvas(width: 110, height: 20, filledWith: Colour(red: 60, green: 0, blue: 0))
    var polygons = boxes
    boxes.fillBox(left: left, top: top, right: right, bottom: bottom, paint: paint)
    polygons.fillPolygon(Canvas.box(left: left, top: top, right: right, bottom: bottom), paint: paint)
    for (a, b) in zip(boxes.picture.bytes, polygons.picture.bytes) { #expect(abs(Int(a) - Int(b)) <= 1) }
    #expect(boxes.picture.bytes.contains { $0 != 60 && $0 != 0 })
  }
}
