import Core
import Testing

@testable import Vocabulary

@Suite("Centres that are packed and unpacked")
struct PackedCellsTests {
  /// Bytes of all sizes, the least and the largest among them.
  static func centres(_ count: Int, dimension: Int, seed: UInt64 = 1) -> Centres {
    var random = SeededGenerator(seed: seed)
    var elements = (0..<count * dimension).map { _ in UInt8(random.index(below: 256)) }
    elements.replaceSubrange(0..<dimension, with: [UInt8](repeating: 255, count: dimension))
    elements.replaceSubrange(dimension..<2 * dimension, with: [UInt8](repeating: 0, count: dimension))
    return Centres(rows: Matrix(columnCount: dimension, elements: elements))
  }

  @Test("packed centres come back byte by byte", arguments: [1, 5, 12, 64, 128, 130])
  func unpacking(dimension: Int) {
    for count in [2, 16, 33, 100] {
      let centres = Self.centres(count, dimension: dimension)
      var bytes = [UInt8](repeating: 7, count: count * dimension)
      PackedCentres(centres.rows).unpack(into: &bytes)
      #expect(bytes == centres.rows.elements, "\(count) centres")
    }
  }

  @Test("lent centres come back as they were, and are found meanwhile as without a loan")
  func lending() {
    // More than a page in each cell, so that memory is given back on the way, and an empty cell.
    let whole = Self.centres(3000, dimension: 128)
    let built = TwoLevelStructure.build(over: whole, cellCount: 30, seed: 1, jobs: 2)
    let structure = TwoLevelStructure(
      cellCentres: Matrix(
        columnCount: 128, elements: [UInt8](repeating: 255, count: 128) + built.cellCentres.elements),
      cellStarts: [0] + built.cellStarts, members: built.members)
    var centres = Self.centres(3000, dimension: 128)
    let found = TwoLevelSearch.lending(&centres, structure: structure, probes: 31) { search in
      search.nearest(whole.rows, jobs: 2).words
    }
    #expect(found == Array(0..<3000))
    #expect(centres == whole)
  }

  @Test("a search leaves alone the centres that somebody else holds")
  func shared() {
    let centres = Self.centres(500, dimension: 64)
    let structure = TwoLevelStructure.build(over: centres, cellCount: 10, seed: 1, jobs: 1)
    let search = TwoLevelSearch(centres, structure: structure, probes: 10)
    #expect(centres == Self.centres(500, dimension: 64))
    #expect(search.nearest(centres.rows, jobs: 1).words == Array(0..<500))
  }

  @Test("centres that stay where they are are found like those that were taken")
  func copying() {
    let centres = Self.centres(500, dimension: 64)
    let structure = TwoLevelStructure.build(over: centres, cellCount: 10, seed: 1, jobs: 1)
    let search = centres.rows.withUnsafeElements {
      TwoLevelSearch(copying: $0, dimension: 64, structure: structure, probes: 10)
    }
    let found = search.nearest(centres.rows, jobs: 1)
    #expect(found.words == Array(0..<500))
    #expect(found.squaredDistances.allSatisfy { $0 == 0 })
  }

  @Test("rows in another order are those rows, and come back")
  func order() {
    // Cycles of lengths one, two and five.
    let sources: [UInt32] = [0, 2, 1, 5, 3, 7, 4, 6]
    var elements = (0..<24).map { UInt8($0) }
    RowOrder.gather(sources, dimension: 3, in: &elements)
    #expect(elements == sources.flatMap { source in (0..<3).map { UInt8(source) * 3 + $0 } })
    RowOrder.scatter(sources, dimension: 3, in: &elements)
    #expect(elements == Array(0..<24))
  }

  @Test("memory that was read goes back in whole pages, and what is not read yet stays")
  func givingBack() {
    let pageSize = 4096
    for offset in [0, 1, 100, pageSize - 1] {
      let memory = PackedMemory(byteCount: 40 * pageSize)
      let bytes = UnsafeMutableRawBufferPointer(
        start: memory.start + offset, count: memory.byteCount - offset)
      _ = bytes.initializeMemory(as: UInt8.self, repeating: 9)
      var read = MemoryReadOnce(memory.start + offset)
      for end in [0, 3, pageSize, 20 * pageSize + 17] {
        read.giveBack(upTo: end)
        #expect(bytes[end...].allSatisfy { $0 == 9 }, "offset \(offset), end \(end)")
      }
      #expect(bytes[pageSize..<(18 * pageSize)].allSatisfy { $0 == 0 }, "offset \(offset)")
    }
  }

  @Test("assigning is finding the nearest word, with the sum of the distances", arguments: [1, 3])
  func assigning(jobs: Int) {
    let rows = TestDescriptors.grouped(20_000, groups: 60, scatter: 14, seed: 2).rows
    let found = ExactSearch(SearchTests.centres).nearest(rows, jobs: 1)
    let assigned = ExactSearch(SearchTests.centres).assign(rows, jobs: jobs)
    #expect(assigned.words == found.words)
    #expect(assigned.squaredError == found.squaredDistances.reduce(0) { $0 + Int($1) })
  }

  @Test("a word without rows stays where it is when the others are moved")
  func means() {
    var centres = Centres(rows: Matrix(columnCount: 2, elements: [1, 2, 3, 4, 5, 6]))
    let rows = Matrix<UInt8>(columnCount: 2, elements: [10, 20, 13, 20, 7, 9])
    Members(of: [0, 0, 2], wordCount: 3).moveToMeans(&centres, of: rows, jobs: 1)
    // 23 / 2 is rounded up.
    #expect(centres.rows.elements == [12, 20, 3, 4, 7, 9])
  }
}
