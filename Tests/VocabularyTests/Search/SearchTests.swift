import Core
import Testing

@testable import Vocabulary

@Suite("Word search")
struct SearchTests {
  static let centres = Centres(rows: TestDescriptors.grouped(700, groups: 60, seed: 2).rows)
  static let queries = TestDescriptors.grouped(501, groups: 60, scatter: 14, seed: 2).rows

  @Test("exact search finds the nearest words in order", arguments: [1, 2, 5])
  func exact(wordsPerRow: Int) {
    let found = ExactSearch(Self.centres).nearest(Self.queries, wordsPerRow: wordsPerRow, jobs: 1).words
    for row in 0..<Self.queries.rowCount {
      let expected = TestDescriptors.nearest(Self.queries[row], in: Self.centres, wordsPerRow)
      #expect(Array(found[row * wordsPerRow..<(row + 1) * wordsPerRow]) == expected, "row \(row)")
    }
  }

  @Test("more words than there are leaves the rest empty")
  func few() {
    let two = Centres(rows: TestDescriptors.grouped(2, groups: 2).rows)
    let found = ExactSearch(two).nearest(Self.queries, wordsPerRow: 4, jobs: 2)
    #expect(found.words[2] == noWord && found.words[3] == noWord)
    #expect(Set(found.words[..<2]) == [0, 1])
  }

  @Test("looking into all cells is exact", arguments: [1, 3])
  func allCells(wordsPerRow: Int) {
    let structure = TwoLevelStructure.build(over: Self.centres, cellCount: 20, seed: 1, jobs: 1)
    let search = TwoLevelSearch(Self.centres, structure: structure, probes: 20)
    let found = search.nearest(Self.queries, wordsPerRow: wordsPerRow, jobs: 2)
    let expected = ExactSearch(Self.centres).nearest(Self.queries, wordsPerRow: wordsPerRow, jobs: 1)
    #expect(found.words == expected.words)
    #expect(found.squaredDistances == expected.squaredDistances)
  }

  @Test(
    "a row finds the same words alone, in any batch, and without a place for distances", arguments: [1, 2, 7])
  func batches(wordsPerRow: Int) {
    let structure = TwoLevelStructure.build(over: Self.centres, cellCount: 40, seed: 1, jobs: 1)
    let search = TwoLevelSearch(Self.centres, structure: structure, probes: 3)
    let rows = TestDescriptors.grouped(4200, groups: 60, scatter: 14, seed: 5).rows
    let whole = search.nearest(rows, wordsPerRow: wordsPerRow, jobs: 1).words
    for size in [1, 2, 13, 4096, 4200] {
      let count = size < 100 ? 100 : rows.rowCount
      var words = [UInt32](repeating: 0, count: count * wordsPerRow)
      for first in stride(from: 0, to: count, by: size) {
        let here = min(size, count - first)
        rows.elements[(first * 32)...].withUnsafeBufferPointer { rows in
          words[(first * wordsPerRow)...].withUnsafeMutableBufferPointer { words in
            guard let from = rows.baseAddress, let to = words.baseAddress else { return }
            search.nearest(from, rowCount: here, wordsPerRow: wordsPerRow, words: to, squaredDistances: nil)
          }
        }
      }
      #expect(words[...] == whole.prefix(words.count), "batches of \(size)")
    }
  }

  @Test("looking into a few cells finds nearly all, the same for any number of jobs")
  func fewCells() {
    let structure = TwoLevelStructure.build(over: Self.centres, seed: 1, jobs: 2)
    #expect(structure == TwoLevelStructure.build(over: Self.centres, seed: 1, jobs: 1))
    let search = TwoLevelSearch(Self.centres, structure: structure, probes: 6)
    let found = search.nearest(Self.queries, jobs: 1).words
    #expect(found == search.nearest(Self.queries, jobs: 3).words)
    #expect(found == search.nearest(Self.queries, jobs: .max).words)
    let exact = ExactSearch(Self.centres).nearest(Self.queries, jobs: 1).words
    #expect(zip(found, exact).count { $0 == $1 } > found.count * 95 / 100)
  }

  @Test("every word stands in one cell, in order")
  func structure() {
    let structure = TwoLevelStructure.build(over: Self.centres, cellCount: 25, seed: 3, jobs: 1)
    #expect(structure.members.sorted() == Array(0..<UInt32(Self.centres.count)))
    #expect(structure.cellStarts.first == 0 && structure.cellStarts.last == UInt32(structure.members.count))
    for cell in 0..<structure.cellCount {
      let members = Array(structure.members(ofCell: cell))
      #expect(members == members.sorted())
    }
  }

  @Test("a forest that compares all words is exact", arguments: [1, 3])
  func wholeForest(wordsPerRow: Int) {
    let search = ForestSearch(Self.centres, treeCount: 4, comparisons: Self.centres.count, seed: 1, jobs: 2)
    let found = search.nearest(Self.queries, wordsPerRow: wordsPerRow, jobs: 2)
    let expected = ExactSearch(Self.centres).nearest(Self.queries, wordsPerRow: wordsPerRow, jobs: 1)
    #expect(found.words == expected.words)
  }

  @Test("a forest that compares a tenth finds nearly all")
  func forest() {
    let search = ForestSearch(Self.centres, comparisons: 70, seed: 1, jobs: 1)
    let found = search.nearest(Self.queries, jobs: 1).words
    let exact = ExactSearch(Self.centres).nearest(Self.queries, jobs: 1).words
    #expect(zip(found, exact).count { $0 == $1 } > found.count * 80 / 100)
  }

  @Test("equal words are told apart by their numbers alone")
  func twins() {
    let row = TestDescriptors.grouped(1, groups: 1).rows
    let twins = Centres(rows: Matrix(columnCount: 32, elements: row.elements + row.elements + row.elements))
    #expect(ExactSearch(twins).nearest(row, wordsPerRow: 3, jobs: 1).words == [0, 1, 2])
    #expect(
      ForestSearch(twins, comparisons: 3, seed: 1, jobs: 1).nearest(row, wordsPerRow: 3, jobs: 1).words == [
        0, 1, 2,
      ])
    let structure = TwoLevelStructure.build(over: twins, cellCount: 2, seed: 1, jobs: 1)
    let search = TwoLevelSearch(twins, structure: structure, probes: 2)
    #expect(search.nearest(row, wordsPerRow: 3, jobs: 1).words == [0, 1, 2])
  }
}
