import CPictureCodecs
import Core
import Raster
import Testing

@Suite("Damaged files")
struct DamagedFileTests {
  static let kinds = [
    "sequential JPEG", "progressive JPEG", "arithmetic JPEG", "restarting JPEG", "CMYK JPEG", "RGB PNG",
    "interlaced PNG", "palette PNG", "16-bit PNG",
  ]

  static func file(_ kind: String) -> [UInt8] {
    let picture = TestPictures.busy(width: 80, height: 64)
    let bytes = picture.bytes
    switch kind {
    case "sequential JPEG": return TestPictures.jpeg(picture)
    case "progressive JPEG": return TestPictures.jpeg(picture) { $0.progressive = true }
    case "arithmetic JPEG": return TestPictures.jpeg(picture) { $0.arithmetic = true }
    case "restarting JPEG": return TestPictures.jpeg(picture) { $0.restart_rows = 1 }
    case "CMYK JPEG":
      return TestPictures.jpeg(bytes + bytes.prefix(5120), width: 80, height: 64, CODEC_JPEG_YCCK)
    case "interlaced PNG":
      return TestPictures.png(bytes, width: 80, height: 64, depth: 8, type: 2, interlaced: true)
    case "palette PNG":
      return TestPictures.png(
        bytes.map { $0 % 200 }, width: 80, height: 64, depth: 8, type: 3, palette: Array(bytes.prefix(600)))
    case "16-bit PNG": return TestPictures.png(bytes + bytes, width: 80, height: 32, depth: 16, type: 2)
    default: return TestPictures.png(bytes, width: 80, height: 64, depth: 8, type: 2)
    }
  }

  private static var tolerant: PictureFile.ReadingOptions {
    var options = PictureFile.ReadingOptions()
    options.toleratesTruncation = true
    return options
  }

  @Test("a file cut anywhere is refused with the place, or loses nothing", arguments: kinds)
  func cuts(kind: String) throws {
    let file = Self.file(kind)
    let whole = try PictureFile.readGrey(bytes: file, named: "picture")
    let lengths = Array(1..<700) + Array(stride(from: 700, to: file.count, by: 97))
    for length in lengths where length < file.count {
      let cut = Array(file.prefix(length))
      do {
        let read = try PictureFile.readGrey(bytes: cut, named: "picture")
        #expect(read.plane == whole.plane, "\(length) of \(file.count) bytes")
      } catch {
        #expect(error.kind == .damaged || (length < 8 && error.kind == .unknownFormat), "\(length): \(error)")
        if error.kind == .damaged { #expect(error.message.contains("byte "), "\(error)") }
      }
    }
  }

  @Test(
    "half a file is tolerated with a warning, and its first rows are those of the whole", arguments: kinds)
  func tolerated(kind: String) throws {
    let file = Self.file(kind)
    let whole = try PictureFile.readGrey(bytes: file, named: "picture").plane
    let half = try PictureFile.readGrey(
      bytes: Array(file.prefix(file.count * 6 / 10)), named: "picture", options: Self.tolerant)
    #expect(half.plane.width == whole.width && half.plane.height == whole.height)
    #expect(!half.warnings.isEmpty)
    let isCoarse = kind.hasPrefix("progressive") || kind.hasPrefix("interlaced")
    let known = whole.width * (isCoarse ? whole.height : whole.height / 4)
    let differences = zip(half.plane.pixels, whole.pixels).prefix(known).map { abs($0 - $1) }
    let mean = differences.reduce(0, +) / Float(known)
    #expect(isCoarse ? mean < 20 : mean == 0, "\(mean)")
  }

  @Test("where the file ends is told in rows and bytes")
  func place() throws {
    let file = TestPictures.jpeg(TestPictures.busy(width: 160, height: 600))
    let length = file.count / 2
    let error = try #require(readingError(Array(file.prefix(length))))
    #expect(error.path == "picture")
    #expect(error.message.hasPrefix("the JPEG data ends at row "), "\(error)")
    #expect(error.message.contains("of 600 (byte \(length)): premature end"), "\(error)")
    let numbers = error.message.split(separator: " ").compactMap { Int($0) }
    #expect(abs((numbers.first ?? 0) - 300) < 50, "\(error)")
  }

  @Test("no mutation of a file does more than throw", arguments: kinds)
  func mutations(kind: String) throws {
    let file = Self.file(kind)
    var refused = 0
    for seed in 0..<150 {
      var generator = SeededGenerator(seed: UInt64(seed))
      var bytes = file
      for _ in 0..<1 << generator.index(below: 5) {
        let reach = generator.index(below: 2) == 0 ? min(700, bytes.count) : bytes.count
        bytes[generator.index(below: reach)] ^= 1 << UInt8(generator.index(below: 8))
      }
      if readingError(bytes) != nil { refused += 1 }
      // What is tolerated may still be refused; it must only end.
      _ = readingError(bytes, Self.tolerant)
    }
    #expect(refused > 30, "a check that never finds anything checks nothing")
  }

  @Test("a JPEG that ends with its header is refused even by the tolerant")
  func headerOnly() throws {
    for length in [4, 20, 100, 300] {
      let error = try #require(
        readingError(Array(Self.file("sequential JPEG").prefix(length)), Self.tolerant))
      #expect(error.message.contains("the JPEG data ends before the picture begins"), "\(error)")
    }
  }

  @Test("a progressive JPEG of thousands of scans is refused at once")
  func scanBomb() throws {
    let file = TestPictures.jpeg(TestPictures.busy(width: 64, height: 64)) { $0.progressive = true }
    let scan = try #require(
      file.indices.dropLast(3).last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let bomb = Array(file.prefix(scan)) + (0..<3000).flatMap { _ in file[scan..<file.count - 2] }
    let error = try #require(readingError(bomb))
    #expect(error.message.contains("more scans than any real picture has"), "\(error)")
  }

  @Test("where a file of several scans ends is told with the scan")
  func scanPlace() throws {
    let file = TestPictures.jpeg(TestPictures.busy(width: 64, height: 64)) { $0.progressive = true }
    let error = try #require(readingError(Array(file.prefix(file.count - 30))))
    #expect(error.message.contains("of 64 (scan 10, byte \(file.count - 30))"), "\(error)")
  }

  @Test("a wrong checksum is damage where pixels depend on it, and only there")
  func checksums() throws {
    let file = TestPictures.png([1, 2, 3, 4], width: 2, height: 2, depth: 8, type: 0, transparent: 2)
    func withFault(in type: String, of file: [UInt8]) throws -> [UInt8] {
      let name = Array(type.utf8)
      var faulty = file
      faulty[try #require(file.indices.dropLast(4).first { file[$0..<$0 + 4].elementsEqual(name) }) + 5] ^= 1
      return faulty
    }
    for type in ["IHDR", "tRNS", "IDAT"] {
      #expect(readingError(try withFault(in: type, of: file))?.kind == .damaged, "\(type)")
    }
    let noted =
      Array(file.prefix(33)) + TestPictures.chunk("tEXt", Array("Title".utf8) + [0]) + file.dropFirst(33)
    #expect(readingError(try withFault(in: "tEXt", of: noted)) == nil)
  }

  @Test("a damaged late scan leaves the tolerant what came before")
  func lateScan() throws {
    let file = TestPictures.jpeg(TestPictures.busy(width: 64, height: 64)) { $0.progressive = true }
    let scan = try #require(
      file.indices.dropLast(3).last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    var broken = file
    // A scan of 200 components.
    broken[scan + 4] = 200
    #expect(readingError(broken)?.kind == .damaged)
    let read = try PictureFile.readGrey(bytes: broken, named: "picture", options: Self.tolerant)
    let whole = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(read.warnings.count == 1)
    #expect(largestDifference(read.plane, whole.plane) < 30)
  }
}
