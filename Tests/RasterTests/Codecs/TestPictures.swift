import CPictureCodecs
import Core
import Raster
import Testing

/// Pictures for the codec tests, made in memory by the package's own writers.
enum TestPictures {
  /// Smooth in both directions and different in every corner, so that JPEG changes it little and a turned or
  /// mirrored copy is never mistaken for it.
  static func smooth(width: Int, height: Int) -> ColourPicture {
    var picture = ColourPicture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let start = 3 * (y * width + x)
        picture.bytes[start] = UInt8(20 + 200 * x / max(1, width - 1))
        picture.bytes[start + 1] = UInt8(30 + 180 * y / max(1, height - 1))
        picture.bytes[start + 2] = UInt8(200 - 80 * x / max(1, width - 1) - 60 * y / max(1, height - 1))
      }
    }
    return picture
  }

  /// Blobs and noise: every block of it has coefficients, so every byte of its file matters.
  static func busy(width: Int, height: Int) -> ColourPicture {
    var generator = SeededGenerator(seed: 7)
    var picture = smooth(width: width, height: height)
    for index in picture.bytes.indices {
      picture.bytes[index] = UInt8(clamping: Int(picture.bytes[index]) + generator.index(below: 60) - 30)
    }
    return picture
  }

  /// JPEG with the varieties that the public writers don't offer. `bytes` has 1, 3 or 4 bytes a pixel.
  static func jpeg(
    _ bytes: [UInt8], width: Int, height: Int, _ space: codec_jpeg_space, quality: Int32 = 95,
    sampling: (Int32, Int32) = (1, 1), _ change: (inout codec_jpeg_options) -> Void = { _ in }
  ) -> [UInt8] {
    var options = codec_jpeg_options()
    options.space = space
    options.quality = quality
    (options.luma_horizontal, options.luma_vertical) = sampling
    change(&options)
    var buffer = codec_jpeg_write(bytes, UInt32(width), UInt32(height), &options)
    defer { codec_buffer_free(&buffer) }
    return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
  }

  static func jpeg(
    _ picture: ColourPicture, sampling: (Int32, Int32) = (2, 2),
    _ change: (inout codec_jpeg_options) -> Void = { _ in }
  ) -> [UInt8] {
    jpeg(
      picture.bytes, width: picture.width, height: picture.height, CODEC_JPEG_YCC, sampling: sampling, change)
  }

  /// PNG of rows as PNG packs them.
  static func png(
    _ bytes: [UInt8], width: Int, height: Int, depth: Int32, type: Int32, interlaced: Bool = false,
    palette: [UInt8] = [], alpha: [UInt8] = [], transparent: Int32 = -1
  ) -> [UInt8] {
    var options = codec_png_options()
    options.bit_depth = depth
    options.colour_type = type
    options.interlaced = interlaced
    options.transparent = transparent
    return palette.withUnsafeBufferPointer { palette in
      alpha.withUnsafeBufferPointer { alpha in
        options.palette = palette.isEmpty ? nil : palette.baseAddress
        options.palette_count = Int32(palette.count / 3)
        options.alpha = alpha.isEmpty ? nil : alpha.baseAddress
        options.alpha_count = Int32(alpha.count)
        var buffer = codec_png_write(bytes, UInt32(width), UInt32(height), &options)
        defer { codec_buffer_free(&buffer) }
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
      }
    }
  }

  /// An EXIF body that holds an orientation, in the byte order asked for.
  static func exif(orientation: UInt8, littleEndian: Bool) -> [UInt8] {
    littleEndian
      ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
      : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  }

  /// A JPEG with `body` as its EXIF segment, directly after the start marker.
  static func jpeg(_ file: [UInt8], withEXIF body: [UInt8]) -> [UInt8] {
    let length = body.count + 8
    return Array(file.prefix(2)) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]
      + Array("Exif".utf8) + [0, 0] + body + file.dropFirst(2)
  }

  /// A chunk of a PNG, with its length and checksum.
  static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
    let named = Array(type.utf8) + body
    return bigEndian(body.count) + named + bigEndian(Int(checksum(named)))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 as PNG has it, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

/// The largest difference between two pictures' bytes.
func largestDifference(_ a: ColourPicture, _ b: ColourPicture) -> Int {
  zip(a.bytes, b.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 0
}

func largestDifference(_ a: Plane, _ b: Plane) -> Float {
  zip(a.pixels, b.pixels).map { abs($0 - $1) }.max() ?? 0
}

extension ColourPicture {
  /// The luma of its pixels, rounded: what reading it as grey should give.
  var luma: Plane {
    let pixels = (0..<width * height).map { pixel in
      let (r, g, b) = (bytes[3 * pixel], bytes[3 * pixel + 1], bytes[3 * pixel + 2])
      return (0.299 * Float(r) + 0.587 * Float(g) + 0.114 * Float(b)).rounded()
    }
    return Plane(width: width, height: height, pixels: pixels)
  }
}

/// What reading `bytes` as grey throws, nil if it succeeds.
func readingError(
  _ bytes: [UInt8], _ options: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
) -> RasterError? {
  do {
    _ = try PictureFile.readGrey(bytes: bytes, named: "picture", options: options)
    return nil
  } catch {
    return error
  }
}
