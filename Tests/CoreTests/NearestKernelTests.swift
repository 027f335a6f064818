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

  /// Numbers of rows that fill a tile, its thirds, and neither; of centres around groups; ties are everywhere.
  static let cellSizes = [(1, 1), (2, 15), (4, 16), (5, 17), (8, 33), (9, 48), (12, 49), (13, 64), (29, 131)]

  @Test(
    "rows' lists hold the nearest of two cells, equal ones rising, and other rows' lists stay",
    arguments: KernelTests.paths)
  func lists(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (rowCount, centreCount) in Self.cellSizes {
      for (dimension, capacity) in [(7, 1), (130, 2), (128, 3), (1, 5), (512, 40)] {
        let rows = Self.bytes((rowCount + 2) * dimension, seed: 3)
        let half = Self.bytes((centreCount + 1) / 2 * dimension, seed: 4)
        let centres = Array((half + half).prefix(centreCount * dimension))
        let second = Self.bytes(7 * dimension, seed: 5)
        // The later cell has the lower numbers: of equally near ones these go first.
        let numbers = (0..<UInt32(centreCount)).map { 1000 + 3 * $0 }
        // All rows but the first and the last.
        let chosen = (1...UInt32(rowCount)).map { $0 }
        var words = [UInt32](repeating: .max, count: (rowCount + 2) * capacity)
        var distances = [Int32](repeating: .max, count: words.count)
        for (bytes, numbers) in [(centres, numbers), (second, (0..<7).map { UInt32($0) })] {
          Self.offer(kernels, bytes, numbers, rows, dimension, chosen, capacity, &words, &distances)
        }

        let all = Self.distances(rows, centres + second, dimension)
        let names = numbers + (0..<7).map { UInt32($0) }
        for row in 0..<rowCount + 2 {
          let isChosen = (1...rowCount).contains(row)
          let sorted = zip(all[row], names).sorted { $0 < $1 }.prefix(isChosen ? capacity : 0)
          let empty = capacity - sorted.count
          let place = row * capacity..<(row + 1) * capacity
          #expect(Array(words[place]) == sorted.map(\.1) + [UInt32](repeating: .max, count: empty))
          #expect(Array(distances[place]) == sorted.map(\.0) + [Int32](repeating: .max, count: empty))
        }
      }
    }
  }

  private static func offer(
    _ kernels: SLKernels, _ centres: [UInt8], _ numbers: [UInt32], _ rows: [UInt8], _ dimension: Int,
    _ chosen: [UInt32], _ capacity: Int, _ words: inout [UInt32], _ distances: inout [Int32]
  ) {
    let packed = UnsafeMutableRawPointer.allocate(
      byteCount: kernels.packedCentresSize(numbers.count, dimension), alignment: 64)
    defer { packed.deallocate() }
    kernels.packCentres(centres, numbers.count, dimension, packed)
    var lengths = [Int32](repeating: -1, count: rows.count / dimension)
    kernels.squaredLengths(rows, lengths.count, dimension, &lengths)
    #expect(lengths == Self.distances(rows, [UInt8](repeating: 0, count: dimension), dimension).map { $0[0] })
    rows.withUnsafeBufferPointer { rows in
      lengths.withUnsafeBufferPointer { lengths in
        numbers.withUnsafeBufferPointer { numbers in
          words.withUnsafeMutableBufferPointer { words in
            distances.withUnsafeMutableBufferPointer { distances in
              let rows = SLRows(
                numbers: rows.baseAddress, squaredLengths: lengths.baseAddress, dimension: dimension)
              let cell = SLCell(packed: packed, count: numbers.count, numbers: numbers.baseAddress)
              let lists = SLNearestLists(
                centres: words.baseAddress, squaredDistances: distances.baseAddress, capacity: capacity)
              kernels.offerCentres(rows, chosen, chosen.count, cell, lists)
            }
          }
        }
      }
    }
  }

  @Test("the least numbers are found where they are, the first of equal ones", arguments: KernelTests.paths)
  func least(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 6)
    for count in [1, 2, 15, 16, 17, 31, 64, 100, 512, 513] {
      // Few different numbers, many, and all alike.
      for range in [1, 2, 7, 1000, Int(Int32.max)] {
        for wanted in [1, 2, 15, 16, 17, 40, count - 1, count] where (1...count).contains(wanted) {
          let room = (count + 15) / 16 * 16
          var numbers = (0..<room).map { _ in Int32(random.index(below: range)) }
          let expected = (0..<count).sorted { (numbers[$0], $0) < (numbers[$1], $1) }.prefix(wanted).sorted()
          var places = [UInt32](repeating: .max, count: room)
          kernels.leastNumbers(&numbers, count, wanted, &places)
          #expect(
            places.prefix(wanted).map { Int($0) } == expected, "\(wanted) of \(count) below \(range)")
        }
      }
    }
  }
}
