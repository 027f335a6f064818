import Core

extension ProductIndex {
  /// The index as bytes, without the places of vectors that were taken out.
  package func encoded() -> [UInt8] {
    let blocks = (0..<model.listCount).map(compactBlocks)
    var bytes = [UInt8](repeating: 0, count: ProductIndexHeader.byteCount)
    bytes.reserveCapacity(bytes.count + blocks.reduce(0) { $0 + $1.count + 4 + model.dimension })
    bytes += model.centres.lazy.map { UInt8(bitPattern: $0) }
    for number in model.rotation + model.groups + model.members {
      ProductIndexHeader.append(number.bitPattern, to: &bytes)
    }
    var first: UInt32 = 0
    let blockBytes = CodeBlock(pairCount: model.pairCount).byteCount
    for list in blocks {
      ProductIndexHeader.append(first, to: &bytes)
      first += UInt32(truncatingIfNeeded: list.count / blockBytes)
    }
    ProductIndexHeader.append(first, to: &bytes)
    for list in blocks { bytes += list }
    var header = ProductIndexHeader(totalByteCount: bytes.count, model: model, vectorCount: count)
    bytes.replaceSubrange(0..<ProductIndexHeader.byteCount, with: header.encoded)
    header.checksum = bytes.withUnsafeBytes {
      ContentHash(of: UnsafeRawBufferPointer(rebasing: $0[ProductIndexHeader.checkedFrom...])).checksum
    }
    bytes.replaceSubrange(0..<ProductIndexHeader.byteCount, with: header.encoded)
    return bytes
  }
}
