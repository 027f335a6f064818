import Core
import Testing

@testable import GlobalChannel

@Suite("Product codes")
struct ProductIndexTests {
  static let dimension = 16

  /// Vectors in bunches, as real ones are; every thirteenth place is empty.
  static func vectors(_ count: Int, seed: UInt64) -> [ByteVector?] {
    var centres = SeededGenerator(seed: 99)
    let bunches = (0..<20).map { _ in (0..<dimension).map { _ in centres.normal() } }
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let bunch = bunches[random.index(below: bunches.count)]
      let numbers = bunch.map { Float($0 + 0.5 * random.normal()) }
      return index % 13 == 5 ? nil : ByteVector(numbers)
    }
  }

  static func withChunk<R>(_ vectors: [ByteVector?], firstID: UInt32 = 0, _ body: (VectorChunk) throws -> R)
    throws -> R
  {
    let bytes = VectorChunk.bytes(of: vectors, dimension: dimension)
    return try bytes.withUnsafeBytes {
      try body(#require(VectorChunk($0, rowCount: vectors.count, dimension: dimension, firstID: firstID)))
    }
  }

  static var options: ProductOptions {
    var options = ProductOptions()
    options.listCount = 8
    options.codeByteCount = 8
    return options
  }

  static func index(of vectors: [ByteVector?], jobs: Int = 2, codeBytes: Int = 8) throws -> ProductIndex {
    try withChunk(vectors) { chunk in
      var options = options
      options.codeByteCount = codeBytes
      var index = ProductIndex(model: try ProductModel.train(on: [chunk], options: options, jobs: jobs))
      index.add(chunk, jobs: jobs)
      return index
    }
  }

  static let everything: ProductSearchOptions = {
    var options = ProductSearchOptions()
    (options.probeCount, options.candidateCount) = (8, 10_000)
    return options
  }()

  /// The estimate as its definition has it: the query times centre and turned members, and the correction.
  static func estimates(_ query: ByteVector, _ vectors: [ByteVector?], _ model: ProductModel) throws
    -> [SimilarVector]
  {
    let components = query.numbers.map { Double($0) * Double(query.scale) }
    let turned = (0..<model.dimension).map { new in
      components.indices.reduce(0) {
        $0 + components[$1] * Double(model.rotation[$1 * model.dimension + new])
      }
    }
    return try withChunk(vectors) { chunk in
      ProductEncoder(model).encode(chunk, 0..<chunk.rowCount).map { vector in
        var product: Double = 0
        for index in 0..<model.dimension {
          let (part, d) = index.quotientAndRemainder(dividingBy: model.partLength)
          let member = (part * model.partLength + d) * 256 + Int(vector.code[part])
          product += turned[index] * Double(model.members[member])
          product += components[index] * Double(model.centres[vector.list * model.dimension + index])
        }
        let correction = Double(model.correction.value(vector.correction))
        return SimilarVector(id: vector.id, similarity: Float(product / Double(model.unit) + correction))
      }
    }
  }

  @Test("the rotation keeps lengths, and codes stand for what is near the vectors")
  func rotation() throws {
    let vectors = Self.vectors(900, seed: 20)
    let model = try Self.index(of: vectors, codeBytes: 16).model
    for vector in vectors.compactMap({ $0 }).prefix(50) {
      let components = model.components(vector)
      func squares(_ numbers: [Float]) -> Float { numbers.reduce(0) { $0 + $1 * $1 } }
      #expect(abs(squares(model.turned(components)) / squares(components) - 1) < 1e-4)
      // A vector's similarity to itself, by its code.
      let own = try Self.estimates(vector, [vector], model)[0].similarity
      #expect(abs(own - 1) < 0.02, "\(own)")
    }
  }

  @Test("looking at everything gives the estimates by definition, in their order")
  func estimates() throws {
    let vectors = Self.vectors(900, seed: 1)
    let index = try Self.index(of: vectors)
    #expect(index.count == vectors.compactMap { $0 }.count)
    for query in Self.vectors(5, seed: 2).compactMap({ $0 }) {
      let expected = try Self.estimates(query, vectors, index.model).sorted(by: SimilarVector.goesBefore)
      let found = index.search(query, keeping: 10_000, options: Self.everything)
      #expect(found.count == index.count)
      let plain = Dictionary(uniqueKeysWithValues: expected.map { ($0.id, $0.similarity) })
      for vector in found { #expect(abs(vector.similarity - (plain[vector.id] ?? 9)) < 1e-5) }
      #expect(found.map(\.id) == found.sorted(by: SimilarVector.goesBefore).map(\.id))
    }
  }

  @Test("nine in ten of the true ten nearest are found, and a vector finds itself")
  func recall() throws {
    let vectors = Self.vectors(5000, seed: 3)
    let index = try Self.index(of: vectors, codeBytes: 16)
    var options = ProductSearchOptions()
    (options.probeCount, options.candidateCount) = (5, 200)
    var shared = 0
    for query in Self.vectors(40, seed: 4).compactMap({ $0 }).prefix(30) {
      let truth = try Self.withChunk(vectors) { VectorScan.search([query], in: [$0], keeping: 10, jobs: 1) }
      let found = index.search(query, keeping: 10, options: options)
      shared += Set(found.map(\.id)).intersection(truth[0].nearest.map(\.id)).count
    }
    #expect(shared >= 270, "\(shared) of 300")
    let own = try #require(vectors[77])
    let first = index.search(own, keeping: 1, options: options)[0]
    #expect(first.id == 77 && abs(first.similarity - 1) < 0.02)
  }

  @Test("learning, adding and searching are the same for any number of threads")
  func threads() throws {
    let vectors = Self.vectors(3000, seed: 5)
    let (one, many) = (try Self.index(of: vectors, jobs: 1), try Self.index(of: vectors, jobs: 4))
    #expect(one.model == many.model)
    #expect(one.encoded() == many.encoded())
  }

  @Test("what was taken out is not found, what comes again replaces itself, and both last when written")
  func removal() throws {
    var vectors = Self.vectors(700, seed: 6)
    var index = try Self.index(of: vectors)
    for id in stride(from: UInt32(0), to: 700, by: 3) {
      let (first, second) = (index.remove(id), index.remove(id))
      #expect(first == (vectors[Int(id)] != nil) && !second)
      vectors[Int(id)] = nil
    }
    // The vector of 1 becomes that of 2.
    let moved = vectors[2]
    vectors[1] = moved
    try Self.withChunk([moved], firstID: 1) { index.add($0, jobs: 1) }
    #expect(index.count == vectors.compactMap { $0 }.count)
    let query = try #require(moved)
    let found = index.search(query, keeping: 10_000, options: Self.everything)
    #expect(Set(found.map(\.id)) == Set(vectors.indices.filter { vectors[$0] != nil }.map { UInt32($0) }))
    #expect(found[0].id == 1 && found[1].id == 2 && found[0].similarity == found[1].similarity)

    let bytes = index.encoded()
    try bytes.withUnsafeBytes { bytes in
      let stored = try StoredProductIndex(bytes)
      #expect(stored.count == index.count && stored.model == index.model)
      #expect(stored.search(query, keeping: 10_000, options: Self.everything) == found)
      let again = ProductIndex(stored)
      #expect(again.count == index.count && again.encoded() == Array(bytes))
    }
  }

  @Test("stored codes are read at any address, and searches find the same as in memory")
  func stored() throws {
    let index = try Self.index(of: Self.vectors(2000, seed: 7))
    let bytes = [7, 7, 7] + index.encoded()
    try bytes.withUnsafeBytes { bytes in
      let stored = try StoredProductIndex(UnsafeRawBufferPointer(rebasing: bytes[3...]))
      for query in Self.vectors(20, seed: 8).compactMap({ $0 }) {
        let found = index.search(query, keeping: 10)
        #expect(found.count == 10 && stored.search(query, keeping: 10) == found)
      }
    }
  }

  @Test("bytes that are cut short or changed anywhere are refused")
  func damage() throws {
    let sound = try Self.index(of: Self.vectors(300, seed: 9)).encoded()
    func opens(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBytes { (try? StoredProductIndex($0)) != nil }
    }
    #expect(opens(sound))
    for count in [0, 7, 8, 31, 63, 64, 100, sound.count / 2, sound.count - 1] {
      #expect(!opens(Array(sound.prefix(count))), "cut at \(count)")
    }
    #expect(!opens(sound + [0]))
    var random = SeededGenerator(seed: 10)
    for place in Array(0..<64) + (0..<200).map({ _ in random.index(below: sound.count) }) {
      var bytes = sound
      bytes[place] ^= 1 << UInt8(random.index(below: 8))
      #expect(!opens(bytes), "a bit of byte \(place)")
    }
  }

  @Test("sums that a checksum covers but that don't fit are refused")
  func forged() throws {
    let sound = try Self.index(of: Self.vectors(300, seed: 11)).encoded()
    func forged(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
      var bytes = sound
      change(&bytes)
      let checksum = ContentHash(of: Array(bytes[ProductIndexHeader.checkedFrom...])).checksum
      withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(24..<32, with: $0) }
      return bytes
    }
    #expect(throws: Never.self) { try forged { _ in }.withUnsafeBytes { _ = try StoredProductIndex($0) } }
    let starts = 64 + 8 * 16 + 4 * 16 * (16 + 16 + 256)
    // Dimension, parts, lists, unit, the rotation, and where lists begin.
    for (place, value) in [
      (32, 17), (33, 9), (36, 3), (36, 0), (40, 9), (40, 0), (51, 0xff), (64 + 131, 0xff), (starts, 1),
      (starts + 4, 200),
      (starts + 35, 1),
    ] as [(Int, UInt8)] {
      let bytes = forged {
        $0[place] = value
        if value == 0xff { $0[place - 1] = 0xff }
      }
      #expect(throws: ProductIndexError.self, "byte \(place) as \(value)") {
        try bytes.withUnsafeBytes { _ = try StoredProductIndex($0) }
      }
    }
  }

  @Test("too few vectors, or codes that don't divide them, are refused with what to do")
  func refusals() throws {
    let vectors = Self.vectors(100, seed: 12)
    try Self.withChunk(vectors) { chunk in
      for (lists, bytes, part) in [
        (200, 8, "fewer lists"), (8, 6, "even divisor"), (8, 0, "even divisor"), (0, 8, "lists"),
      ] {
        var options = Self.options
        (options.listCount, options.codeByteCount) = (lists, bytes)
        let error = #expect(throws: ProductIndexError.self) {
          try ProductModel.train(on: [chunk], options: options, jobs: 1)
        }
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "nothing")")
      }
    }
    #expect(throws: ProductIndexError.self) { try ProductModel.train(on: [], options: Self.options, jobs: 1) }
  }
}
