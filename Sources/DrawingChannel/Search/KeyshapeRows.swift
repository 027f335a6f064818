import DrawingChannel

/// The rows of many pictures in memory, as a collection has them.
struct KeyshapeRows {
  private(set) var numbers: [Int8] = []
  private(set) var lengths: [Float] = []

  var count: Int { lengths.count }
  var byteCount: Int { numbers.count + 4 * lengths.count }

  mutating func add(_ row: KeyshapeRow?) {
    numbers += row?.numbers ?? [Int8](repeating: -1, count: KeyshapeRow.byteCount)
    lengths.append(row?.length ?? 0)
  }

  /// What the pictures have in common, from so many of them as a collection looks at.
  func usual(model: KeyshapeModel) -> UsualPicture {
    var usual = UsualPicture(model: model)
    let step = max(1, count / UsualPicture.mostRows)
    numbers.withUnsafeBufferPointer { numbers in
      for row in stride(from: 0, to: count, by: step) {
        let place = row * KeyshapeRow.byteCount
        usual.add(
          UnsafeBufferPointer(rebasing: numbers[place..<place + KeyshapeRow.byteCount]), length: lengths[row])
      }
    }
    return usual
  }

  /// The best pictures for a drawing.
  func search(_ query: DrawingQuery, keeping: Int) -> [DrawingHit] {
    var scan = DrawingScan([query], keeping: keeping)
    numbers.withUnsafeBufferPointer { numbers in
      lengths.withUnsafeBytes { lengths in
        guard let rows = numbers.baseAddress, let scales = lengths.baseAddress else { return }
        scan.scan(rows, lengths: scales, count: count, firstID: 0)
      }
    }
    return scan.hits
  }
}
