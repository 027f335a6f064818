import CKernels
import Core
import Testing

/// The nearest centres of rows: every path against plain integer distances.
@Suite("Nearest centres")
struct NearestKernelTests {
  /// Rows, centres and dimensions around the sizes of tiles, and numbers at both ends of a byte.
  static let sizes = [
    (1, 1, 1), (5, 3, 7), (13, 31, 36), (12, 32, 128), (25, 33, 64), (30, 100, 130), (7, 16, 512),
  ]

  static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in [0, 255, UInt8(random.index(below: 256))][random.index(below: 3)] }
  }

  static func distances(_ rows: [UInt8], _ centres: [UInt8], _ dimension: Int) -> [[Int32]] {
    stride(from: 0, to: rows.count, by: dimension).map { row in
      stride(from: 0, to: centres.count, by: dimension).map { centre in
        (0..<dimension).reduce(Int32(0)) { sum, i in
          let difference = Int32(rows[row + i]) - Int32(centres[centre + i])
          return sum + difference * difference
        }
      }
    }
  }

  @Test(
    "distances and nearest centres equal the plain ones, ties going to the lowest",
    arguments: KernelTests.paths)
  func nearest(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (rowCount, centreCount, dimension) in Self.sizes {
      let rows = Self.bytes(rowCount * dimension, seed: 1)
      // The second half repeats the first, so every nearest centre has a twin.
      let half = Self.bytes((centreCount + 1) / 2 * dimension, seed: 2)
      let centres = Array((half + half).prefix(centreCount * dimension))
      let expected = Self.distances(rows, centres, dimension)

      let packed = UnsafeMutableRawPointer.allocate(
        byteCount: kernels.packedCentresSize(centreCount, dimension), alignment: 64)
      defer { packed.deallocate() }
      kernels.packCentres(centres, centreCount, dimension, packed)

      var words = [UInt32](repeating: .max, count: rowCount)
      var least = [Int32](repeating: -1, count: rowCount)
      kernels.nearestCentres(rows, rowCount, dimension, packed, centreCount, &words, &least)
      #expect(least == expected.map { $0.min() })
      #expect(words == expected.map { row in UInt32(row.firstIndex(of: row.min() ?? 0) ?? 0) })

      let pitch = kernels.packedCentresPitch(centreCount)
      var all = [Int32](repeating: -1, count: rowCount * pitch)
      kernels.centreDistances(rows, rowCount, dimension, packed, centreCount, &all)
      #expect((0..<rowCount).map { Array(all[$0 * pitch..<$0 * pitch + centreCount]) } == expected)
      let furthest = Int32(dimension) * 255 * 255
      #expect(
        (0..<rowCount).allSatisfy {
          all[$0 * pitch + centreCount..<($0 + 1) * pitch].allSatisfy { $0 > furthest }
        })
    }
  }
}
