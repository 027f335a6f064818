import CPictureCodecs
import Testing

@testable import Raster

@Suite("Bringing pictures down to a size")
struct ShrinkingTests {
  @Test("the longer side becomes the limit, the other keeps the proportion and never vanishes")
  func sizes() {
    func fitted(_ width: Int, _ height: Int, _ maxSide: Int?) -> [Int] {
      let size = PictureSize(width: width, height: height).fitted(within: maxSide)
      return [size.width, size.height]
    }
    #expect(fitted(6000, 4000, 1024) == [1024, 683])
    #expect(fitted(4000, 6000, 1024) == [683, 1024])
    #expect(fitted(1024, 5, 1024) == [1024, 5])
    #expect(fitted(5000, 1, 100) == [100, 1])
    #expect(fitted(800, 600, nil) == [800, 600])
    #expect(fitted(3, 2, 2) == [2, 1])
  }

  @Test("a JPEG is decoded at the smallest worthwhile eighth that is not below the limit")
  func eighths() {
    #expect(JPEGRows.eighths(longerSide: 6000, maxSide: 1024) == 2)
    #expect(JPEGRows.eighths(longerSide: 8192, maxSide: 1024) == 1)
    #expect(JPEGRows.eighths(longerSide: 8191, maxSide: 1024) == 2)
    #expect(JPEGRows.eighths(longerSide: 2048, maxSide: 1024) == 4)
    #expect(JPEGRows.eighths(longerSide: 2047, maxSide: 1024) == 8)
    #expect(JPEGRows.eighths(longerSide: 1025, maxSide: 1024) == 8)
    #expect(JPEGRows.eighths(longerSide: 500, maxSide: 1024) == 8)
    #expect(JPEGRows.eighths(longerSide: 6000, maxSide: nil) == 8)
  }

  @Test("blocks are averaged as rows arrive, smaller ones at the edges too")
  func blocks() {
    var accumulator = ShrinkingAccumulator(
      source: PictureSize(width: 5, height: 3), channelCount: 1, factor: 2)
    let rows: [[UInt8]] = [[0, 10, 20, 30, 40], [50, 60, 70, 80, 90], [100, 110, 120, 130, 140]]
    for row in rows { accumulator.add(row: row) }
    accumulator.finish()
    #expect(accumulator.plane(channel: 0) == Plane(width: 3, height: 2, pixels: [30, 50, 65, 105, 125, 140]))
  }

  @Test("parts of pixels count in part")
  func resampledParts() {
    let line = Plane(width: 3, height: 1, pixels: [0, 12, 30])
    // (0 + 12 / 2) / 1.5 and (12 / 2 + 30) / 1.5
    #expect(
      largestDifference(
        line.resampled(toWidth: 2, height: 1, filter: .area), Plane(width: 2, height: 1, pixels: [4, 24]))
        < 1e-4)
    // Of the last pixel only half is picture: (0 + 12 / 4) / 1.25 and (12 · 3 / 4 + 30 / 2) / 1.25
    let covered = line.resampled(toWidth: 2, height: 1, covered: (2.5, 1), filter: .area)
    #expect(largestDifference(covered, Plane(width: 2, height: 1, pixels: [2.4, 19.2])) < 1e-4)
  }

  @Test(
    "a shrunken PNG and JPEG are the area averages of the picture",
    arguments: [[400, 300, 100], [401, 299, 100], [400, 300, 90], [299, 401, 64], [1000, 30, 61]])
  func areaAverages(numbers: [Int]) throws {
    let (width, height, maxSide) = (numbers[0], numbers[1], numbers[2])
    let picture = TestPictures.smooth(width: width, height: height)
    let size = PictureSize(width: width, height: height).fitted(within: maxSide)
    let expected = picture.luma.resampled(toWidth: size.width, height: size.height, filter: .area)
    let png = try PictureFile.readGrey(
      bytes: try PictureFile.encodedPNG(picture), named: "picture", maxSide: maxSide)
    #expect(png.plane.width == size.width && png.plane.height == size.height)
    #expect(png.originalWidth == width && png.originalHeight == height)
    // The last step is by a sharper filter than the area average.
    #expect(largestDifference(png.plane, expected) <= 3)
    let jpeg = try PictureFile.readGrey(
      bytes: try PictureFile.encodedJPEG(picture, quality: 97), named: "picture", maxSide: maxSide)
    #expect(jpeg.plane.width == size.width && jpeg.plane.height == size.height)
    #expect(largestDifference(jpeg.plane, expected) <= 4)
  }

  @Test("colour is shrunk like grey")
  func colour() throws {
    let picture = TestPictures.smooth(width: 400, height: 300)
    let file = try PictureFile.encodedPNG(picture)
    let small = try PictureFile.readColour(bytes: file, named: "picture", maxSide: 90)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture", maxSide: 90)
    #expect(small.width == 90 && small.height == 68)
    #expect(largestDifference(small.luma, grey.plane) <= 1.6)
  }

  @Test("a picture is never enlarged")
  func noEnlarging() throws {
    let picture = TestPictures.busy(width: 60, height: 40)
    let file = try PictureFile.encodedPNG(picture)
    #expect(try PictureFile.readColour(bytes: file, named: "picture", maxSide: 1024) == picture)
    #expect(try PictureFile.readColour(bytes: file, named: "picture", maxSide: .max) == picture)
    let jpeg = try PictureFile.encodedJPEG(picture)
    #expect(try PictureFile.readGrey(bytes: jpeg, named: "picture", maxSide: .max).plane.width == 60)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture", maxSide: 60)
    #expect(grey.plane.width == 60 && grey.plane.height == 40)
  }
}
