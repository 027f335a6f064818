import Core
import Foundation
import Testing
import Vocabulary

@testable import DrawingChannel

@Suite("Tallies of large keyshapes")
struct KeyshapeTallyTests {
  /// What a tally's numbers are, brought to length 1.
  private func numbers(_ tally: KeyshapeTally) -> [Float] {
    var sums = [Float](repeating: 0, count: KeyshapeTally.kindCount)
    tally.bytes.map { Int8(bitPattern: $0) }.withUnsafeBufferPointer { bytes in
      sums.withUnsafeMutableBufferPointer { KeyshapeTally.add(bytes, to: $0) }
    }
    return sums
  }

  private func tally(_ row: DrawingRow) -> [UInt8] {
    row.numbers[DrawingRow.tallyStart...].map { UInt8(bitPattern: $0) }
  }

  @Test("Counts are kept as roots, and those that are too many as the most there can be")
  func roots() {
    var counts = [Int](repeating: 0, count: KeyshapeTally.kindCount)
    (counts[0], counts[1], counts[256], counts[511]) = (1, 9, 16, 4000)
    let tally = KeyshapeTally(counts: counts)
    #expect(tally.bytes.count == 256)
    #expect(tally.bytes[0] == 0x41 && tally.bytes[1] == 0x03 && tally.bytes[255] == 0xF0)
    let length = Float(1 + 9 + 16 + 225).squareRoot()
    let numbers = numbers(tally)
    #expect(abs(numbers[1] - 3 / length) < 1e-6 && abs(numbers[511] - 15 / length) < 1e-6)
  }

  @Test("An empty tally adds nothing")
  func nothing() {
    let empty = KeyshapeTally(counts: [Int](repeating: 0, count: KeyshapeTally.kindCount))
    #expect(numbers(empty).allSatisfy { $0 == 0 })
  }

  // Not the same: other points of them are looked at, and places are rounded to pixels.
  @Test("Mirrored lines have nearly the same tally")
  func mirror() throws {
    let model = try KeyshapeSamples.model.get()
    for number in 0..<5 {
      let lines = KeyshapeSamples.lines[number]
      let row = try #require(model.row(of: lines))
      let mirrored = try #require(model.row(of: lines.mirrored))
      func numbers(_ row: DrawingRow) -> [Float] {
        tally(row).flatMap { [Float($0 & 15), Float($0 >> 4)] }
      }
      let (a, b, other) = (
        numbers(row), numbers(mirrored), numbers(try KeyshapeSamples.rows.get()[number + 5])
      )
      func cosine(_ a: [Float], _ b: [Float]) -> Float {
        func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
      }
      #expect(cosine(a, b) > 0.85)
      #expect(cosine(a, b) > cosine(a, other))
      #expect(row.entries != mirrored.entries, "places are those of the mirrored lines")
    }
  }

  @Test("A mirrored descriptor is that of the mirrored lines")
  func mirroredDescriptor() throws {
    // A slope of 45° through the middle, which is as wide to the left as to the right.
    let points = (0..<65).map { LinePoint(x: 32 + $0, y: 32 + $0, direction: .pi / 4) }
    let lines = LineDrawing(width: 129, height: 129, points: points)
    let turned = LineDrawing(
      width: 129, height: 129,
      points: points.map { LinePoint(x: 128 - $0.x, y: $0.y, direction: 3 * .pi / 4) })
    let frame = Frame(picture: lines)
    let mirrored = KeyshapePatches(of: lines, in: frame).mirroredDescriptors
    let expected = KeyshapePatches(of: turned, in: frame).descriptors
    #expect(mirrored.rowCount == expected.rowCount)
    // What the middle point sees: the rest may be a pixel off.
    let middle = mirrored.rowCount / 2
    let off = zip(mirrored[middle], expected[middle]).map { abs(Int($0) - Int($1)) }
    #expect(off.reduce(0, +) < 200, "of 512 · 5 or so")
    let unmirrored = KeyshapePatches(of: lines, in: frame).descriptors[middle]
    #expect(zip(unmirrored, expected[middle]).map { abs(Int($0) - Int($1)) }.reduce(0, +) > 1000)
  }

  @Test(
    "Words are divided by as many bits as there is room for",
    arguments: [(255, 1), (150, 1), (128, 2), (1, 9)])
  func kinds(wordCount: Int, bitCount: Int) {
    let projection = HammingProjection(dimension: KeyshapePatches.dimension, seed: 3)
    let medians = HammingMedians(rounding: [Int32](repeating: 0, count: wordCount * 64))
    let kinds = KeyshapeKinds(HammingEmbedding(projection: projection, medians: medians))
    #expect(kinds.bitCount == bitCount)
    var random = SeededGenerator(seed: 8)
    var seen: Set<Int> = []
    for _ in 0..<200 {
      let descriptor = (0..<KeyshapePatches.dimension).map { _ in UInt8(random.index(below: 256)) }
      kinds.visit(descriptor[...], words: [UInt32(wordCount - 1), 0]) { place, kind in
        #expect(kind >> bitCount == (place == 0 ? wordCount - 1 : 0))
        #expect(kind < KeyshapeTally.kindCount)
        seen.insert(kind)
      }
    }
    #expect(seen.count > 1)
  }

  @Test("A vocabulary without signatures is refused, and one of earlier keyshapes")
  func others() throws {
    let earlier = Recipe(
      KeyshapeModel.recipe.entries.map { $0.key == "version" ? Property("version", "1") : $0 })
    for (recipe, reason) in [(KeyshapeModel.recipe, "signatures"), (earlier, "another kind")] {
      var rows = Matrix<UInt8>(columnCount: KeyshapePatches.dimension)
      for value in 0..<4 { rows.append(row: [UInt8](repeating: UInt8(value), count: 128)[...]) }
      let builder = VocabularyBuilder(
        recipe: recipe, centres: Centres(rows: rows), documentFrequencies: [1, 1, 1, 1], pictureCount: 1)
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("keyshapes-\(UUID().uuidString).slv").path
      try builder.write(toPath: path)
      defer { unlink(path) }
      let error = #expect(throws: VocabularyError.self) { try KeyshapeModel(path: path) }
      #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
  }

  @Test("A coarser frame is the same square in half as many units")
  func coarser() {
    let lines = LineDrawing(width: 200, height: 100, points: [])
    let frame = Frame(picture: lines)
    let point = LinePoint(x: 60, y: 20, direction: 0)
    #expect(frame.coarser.width == Frame.side / 2)
    #expect(frame.coarser.place(point) == frame.place(point) / 2)
  }
}
