import Core
import Vocabulary

/// A vector as an index keeps it.
struct EncodedVector: Sendable {
  let id: UInt32
  let list: Int
  let code: [UInt8]
  let correction: UInt8
}

/// Finds the list of a vector and writes the rest as a code.
struct ProductEncoder: Sendable {
  let model: ProductModel
  private let search: ExactSearch
  /// The centres turned as the parts want them, list by list.
  private let turnedCentres: [Float]

  init(_ model: ProductModel) {
    self.model = model
    search = ExactSearch(model.searchableCentres)
    turnedCentres = (0..<model.listCount).flatMap { list in
      model.turned(model.centre(list).map { Float($0) })
    }
  }

  /// The vectors of some rows of a chunk; rows without one are left out.
  func encode(_ chunk: VectorChunk, _ rows: Range<Int>) -> [EncodedVector] {
    let vectors = rows.compactMap { row in chunk.vector(row).map { (row: row, vector: $0) } }
    guard !vectors.isEmpty else { return [] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(vectors.count * model.dimension)
    for (_, vector) in vectors { bytes += model.bytes(model.components(vector)) }
    let lists = search.assign(Matrix(columnCount: model.dimension, elements: bytes), jobs: 1).words
    return zip(vectors, lists).map { found, list in
      let turned = model.turned(model.components(found.vector))
      let code = code(residual(ofTurned: turned, list: Int(list)))
      let correction = model.correction.byte(correction(list: Int(list), code: code))
      return EncodedVector(
        id: chunk.firstID + UInt32(truncatingIfNeeded: found.row), list: Int(list), code: code,
        correction: correction)
    }
  }

  /// What is left of a turned vector when its list's centre is taken away.
  func residual(ofTurned turned: [Float], list: Int) -> [Float] {
    let first = list * model.dimension
    return turned.indices.map { turned[$0] - turnedCentres[first + $0] }
  }

  /// (1 − |x̂|²) / 2, x̂ being what list and code stand for.
  func correction(list: Int, code: [UInt8]) -> Float {
    var squares: Float = 0
    for index in 0..<model.dimension {
      let (part, d) = (index / model.partLength, index % model.partLength)
      let member = model.members[(part * model.partLength + d) * ProductModel.memberCount + Int(code[part])]
      let component = turnedCentres[list * model.dimension + index] + member
      squares += component * component
    }
    return (1 - squares / (model.unit * model.unit)) / 2
  }

  /// A byte for each part: the nearest group, and the nearest member in it.
  func code(_ residual: [Float]) -> [UInt8] {
    let length = model.partLength
    return residual.withUnsafeBufferPointer { residual in
      model.groups.withUnsafeBufferPointer { groups in
        model.members.withUnsafeBufferPointer { members in
          guard let residual = residual.baseAddress, let groups = groups.baseAddress,
            let members = members.baseAddress
          else { return [] }
          return (0..<model.partCount).map { part in
            let (point, first) = (residual + part * length, part * length)
            let group = Self.nearest(
              point, length, groups + first * ProductModel.groupCount, pitch: ProductModel.groupCount)
            let member = Self.nearest(
              point, length, members + (first * ProductModel.memberCount + group * 16),
              pitch: ProductModel.memberCount)
            return UInt8(truncatingIfNeeded: group << 4 | member)
          }
        }
      }
    }
  }

  /// The nearest of sixteen whose numbers stand side by side, `pitch` from one number to the next.
  private static func nearest(
    _ point: UnsafePointer<Float>, _ length: Int, _ centres: UnsafePointer<Float>, pitch: Int
  ) -> Int {
    var distances = SIMD16<Float>.zero
    for d in 0..<length {
      let sixteen = UnsafeRawPointer(centres + d * pitch).loadUnaligned(as: SIMD16<Float>.self)
      let difference = sixteen - SIMD16(repeating: point[d])
      distances += difference * difference
    }
    return distances.firstOfLeast
  }
}

extension SIMD16<Float> {
  /// The lane of the least number, the first of equal ones.
  var firstOfLeast: Int {
    var (best, least) = (0, self[0])
    for lane in 1..<16 where self[lane] < least { (best, least) = (lane, self[lane]) }
    return best
  }
}
