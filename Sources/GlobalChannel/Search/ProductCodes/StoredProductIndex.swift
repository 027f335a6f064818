import Core

/// Product codes searched where they lie: only centres and small vectors are copied.
///
/// Borrows the bytes; whoever opens it sees to it that they outlive it.
package struct StoredProductIndex: CodeLists, @unchecked Sendable {  // because the bytes are only read
  package let model: ProductModel
  package let count: Int
  private let blocks: UnsafeRawBufferPointer
  /// Where lists begin, in blocks, and where the last one ends.
  private let starts: [UInt32]

  /// Reads `encoded()` bytes at any address. Throws where they are damaged in any way; whatever they say, no search
  /// reads beyond them.
  package init(_ bytes: UnsafeRawBufferPointer) throws(ProductIndexError) {
    let header = try ProductIndexHeader(of: bytes)
    let (dimension, lists) = (Int(header.dimension), Int(header.listCount))
    var reader = SectionReader(bytes, from: ProductIndexHeader.byteCount)
    let centres = try reader.take(dimension * lists)
    let rotation = try reader.floats(dimension * dimension)
    let groups = try reader.floats(dimension * ProductModel.groupCount)
    let members = try reader.floats(dimension * ProductModel.memberCount)
    let starts = try reader.numbers(lists + 1)
    blocks = reader.rest
    model = ProductModel(
      dimension: dimension, partCount: Int(header.partCount), unit: header.unit,
      centres: centres.map { Int8(bitPattern: $0) }, rotation: rotation, groups: groups, members: members,
      correction: ProductModel.Correction(low: header.correctionLow, step: header.correctionStep))
    self.starts = starts
    count = Int(header.vectorCount)
    let blockBytes = CodeBlock(pairCount: model.pairCount).byteCount
    guard starts[0] == 0, zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
      Int(starts[lists]) * blockBytes == blocks.count
    else { throw ProductIndexHeader.damaged("the table of lists") }
  }

  func withBlocks<Result>(_ list: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let blockBytes = CodeBlock(pairCount: model.pairCount).byteCount
    return body(
      UnsafeRawBufferPointer(
        rebasing: blocks[Int(starts[list]) * blockBytes..<Int(starts[list + 1]) * blockBytes]))
  }

  /// The vectors most similar to the query, the most similar first.
  package func search(
    _ query: ByteVector, keeping count: Int, options: ProductSearchOptions = ProductSearchOptions()
  ) -> [SimilarVector] {
    ProductSearch(query, model, options).nearest(in: self, keeping: count)
  }
}

/// Takes sections off the front of bytes.
private struct SectionReader {
  private(set) var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer, from offset: Int) {
    rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
  }

  mutating func take(_ count: Int) throws(ProductIndexError) -> UnsafeRawBufferPointer {
    guard rest.count >= count else { throw ProductIndexHeader.damaged("the length") }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }

  mutating func numbers(_ count: Int) throws(ProductIndexError) -> [UInt32] {
    let bytes = try take(4 * count)
    return (0..<count).map {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
    }
  }

  mutating func floats(_ count: Int) throws(ProductIndexError) -> [Float] {
    let numbers = try numbers(count).map { Float(bitPattern: $0) }
    guard numbers.allSatisfy(\.isFinite) else { throw ProductIndexHeader.damaged("the small vectors") }
    return numbers
  }
}
