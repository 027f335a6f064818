/// The rows of many pictures in memory, one after another, as a chunk of a collection has them.
package struct DrawingRows: Sendable {
  private var numbers: [Int8] = []
  /// 0 for pictures without lines.
  private var lengths: [Float] = []

  package init(_ rows: some Sequence<DrawingRow?>) {
    for row in rows {
      numbers += row?.numbers ?? [Int8](repeating: 0, count: DrawingRow.byteCount)
      lengths.append(row?.length ?? 0)
    }
  }

  package var count: Int { lengths.count }
  package var byteCount: Int { numbers.count + MemoryLayout<Float>.size * lengths.count }

  /// What the pictures have in common, from as many of them as a collection looks at.
  package func usual(model: KeyshapeModel) -> UsualPicture {
    var usual = UsualPicture(model: model)
    let step = 1 + max(0, count - 1) / UsualPicture.mostRows
    numbers.withUnsafeBufferPointer { numbers in
      for row in stride(from: 0, to: count, by: step) {
        let place = row * DrawingRow.byteCount
        usual.add(
          UnsafeBufferPointer(rebasing: numbers[place..<place + DrawingRow.byteCount]), length: lengths[row])
      }
    }
    return usual
  }

  /// Looks into all of them.
  package func scan(with scan: inout DrawingScan, firstID: UInt32 = 0) {
    numbers.withUnsafeBufferPointer { numbers in
      lengths.withUnsafeBytes { lengths in
        guard let rows = numbers.baseAddress, let scales = lengths.baseAddress else { return }
        scan.scan(rows, lengths: scales, count: count, firstID: firstID)
      }
    }
  }

  /// The best pictures for a drawing.
  package func search(_ queries: [DrawingQuery], keeping: Int) -> [DrawingHit] {
    var scan = DrawingScan(queries, keeping: keeping)
    self.scan(with: &scan)
    return scan.hits
  }
}
