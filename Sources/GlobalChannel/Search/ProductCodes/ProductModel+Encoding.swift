extension ProductModel {
  /// What is left of a vector when its list's centre is taken away.
  func residual(of components: [Float], list: Int) -> [Float] {
    zip(components, centre(list)).map { $0 - Float($1) }
  }

  /// A byte for each part: the nearest group, and the nearest member in it.
  func code(_ residual: [Float]) -> [UInt8] {
    let length = partLength
    return residual.withUnsafeBufferPointer { residual in
      groups.withUnsafeBufferPointer { groups in
        members.withUnsafeBufferPointer { members in
          (0..<partCount).map { part in
            let point = residual[part * length..<(part + 1) * length]
            let group = Self.nearest(
              point, in: groups, first: part * length * Self.groupCount, pitch: Self.groupCount)
            let member = Self.nearest(
              point, in: members, first: part * length * Self.memberCount + group * 16,
              pitch: Self.memberCount)
            return UInt8(truncatingIfNeeded: group << 4 | member)
          }
        }
      }
    }
  }

  /// The nearest of sixteen whose numbers stand side by side, `pitch` from one number to the next.
  private static func nearest(
    _ point: Slice<UnsafeBufferPointer<Float>>, in centres: UnsafeBufferPointer<Float>, first: Int, pitch: Int
  ) -> Int {
    guard let start = centres.baseAddress.map({ UnsafeRawPointer($0 + first) }) else { return 0 }
    var distances = SIMD16<Float>.zero
    for (d, number) in point.enumerated() {
      let sixteen = start.loadUnaligned(fromByteOffset: d * pitch * 4, as: SIMD16<Float>.self)
      let difference = sixteen - SIMD16(repeating: number)
      distances += difference * difference
    }
    var (best, least) = (0, distances[0])
    for lane in 1..<16 where distances[lane] < least { (best, least) = (lane, distances[lane]) }
    return best
  }

  /// 1 / (x · x̂), x̂ being what list and code stand for.
  func factor(of vector: ByteVector, list: Int, code: [UInt8]) -> Float {
    let centre = centre(list)
    var product: Float = 0
    for (index, number) in vector.numbers.enumerated() {
      let (part, d) = (index / partLength, index % partLength)
      let member = members[(part * partLength + d) * Self.memberCount + Int(code[part])]
      product += Float(number) * vector.scale * (Float(centre[centre.startIndex + index]) + member)
    }
    return unit / product
  }
}
