import Core
import Testing

@testable import DrawingChannel

@Suite("Rows of keyshapes")
struct KeyshapeRowTests {
  @Test("A row's entries rise, each once, and are read as they were written")
  func entries() throws {
    for row in try KeyshapeSamples.rows.get() {
      let entries = row.entries
      #expect(!entries.isEmpty && entries.count <= KeyshapeRow.mostEntries)
      #expect(zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 })
      #expect(KeyshapeRow.bytes(of: entries) == Array(row.numbers.prefix(KeyshapeRow.byteCount)))
      #expect(row.length > 0 && row.numbers.count == DrawingRow.byteCount)
    }
  }

  @Test("The same lines give the same row, others another one")
  func same() throws {
    let model = try KeyshapeSamples.model.get()
    let rows = try KeyshapeSamples.rows.get()
    #expect(model.row(of: KeyshapeSamples.lines[4]) == rows[4])
    #expect(rows[4] != rows[5])
  }

  @Test("Nothing has no row")
  func nothing() throws {
    let model = try KeyshapeSamples.model.get()
    #expect(model.row(of: LineDrawing(width: 9, height: 9, points: [])) == nil)
  }

  @Test("A cell knows its place in the coarser grid")
  func places() {
    let entry = KeyshapeRow.Entry(word: 2, at: SIMD2(127.9, 8.1))
    #expect(entry.column == 15 && entry.row == 1)
    #expect(entry.place == 2 * 64 + 7)
    let beyond = KeyshapeRow.Entry(word: 0, at: SIMD2(-3, 500))
    #expect(beyond.column == 0 && beyond.row == 15)
  }

  @Test("The length is that of the spread and blurred grid")
  func length() throws {
    let model = try KeyshapeSamples.model.get()
    let row = try KeyshapeSamples.rows.get()[7]
    #expect(row.length == model.spread(row.entries).squaredLength.squareRoot())
  }
}

@Suite("Grids of keyshapes")
struct KeyshapeGridTests {
  private func random(seed: UInt64, words: Int = 100) -> KeyshapeGrid {
    var random = SeededGenerator(seed: seed)
    var grid = KeyshapeGrid(wordCount: words)
    for place in grid.values.indices { grid.values[place] = Float(random.uniform(-1, 1)) }
    return grid
  }

  @Test("Blurring is its own transpose")
  func blur() {
    let (a, b) = (random(seed: 1), random(seed: 2))
    #expect(abs(a.blurred().dot(b) - a.dot(b.blurred())) < 1e-2)
  }

  @Test("Gathering is the transpose of spreading")
  func likeness() throws {
    let likeness = try KeyshapeSamples.model.get().likeness
    let (a, b) = (random(seed: 3), random(seed: 4))
    #expect(abs(likeness.spread(a).dot(b) - a.dot(likeness.gathered(b))) < 1e-2)
    #expect(likeness.gathered(a.values, cells: KeyshapeGrid.cellCount) == likeness.gathered(a).values)
  }

  @Test("A share is divided among four cells, and lost beyond the border")
  func shares() {
    var grid = KeyshapeGrid(wordCount: 1)
    grid.add(1, word: 0, at: SIMD2(24, 40))
    #expect(grid.values.reduce(0, +) == 1 && grid.values.count { $0 > 0 } == 1)
    grid.add(1, word: 0, at: SIMD2(0, 64))
    #expect(abs(grid.values.reduce(0, +) - 1.5) < 1e-6)
  }
}
