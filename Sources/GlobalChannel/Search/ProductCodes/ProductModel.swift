import CKernels
import Core
import Vocabulary

/// What product codes mean (Jégou, Douze & Schmid 2011): a vector is the centre of its list and, part by part, one of 256 small
/// vectors for what is left.
///
/// The 256 of a part are 16 groups of 16. The high half of a code byte names the group, the low half the member. A search first
/// adds up, for all vectors of a list, what the high halves say: tables of 16 entries are looked up within a register, 64
/// vectors at a time. Only the best go on to the whole bytes. So half the memory is read, no table is looked up in memory
/// but for a few hundred vectors, and the codes are as exact as ones of 8 bits, nearly: members are chosen within the
/// nearest group.
///
/// All in units in which the largest component of the sample is 127: centres are whole numbers then, and lists are chosen by the
/// integer kernels of the vocabularies.
package struct ProductModel: Sendable, Equatable {
  /// Lists are found by comparing with all centres.
  package static let mostLists = 65_536
  package static let mostDimensions = Int(SL_MOST_DIMENSIONS)
  static let groupCount = 16
  static let memberCount = 256

  package let dimension: Int
  package let partCount: Int
  /// Units of a component of 1.
  let unit: Float
  /// Numbers of each list's centre, in units, row by row.
  let centres: [Int8]
  /// What is left is turned before it is cut into parts: of each number of a vector what it adds to all turned ones.
  let rotation: [Float]
  /// Of each part, number by number: that of all 16 groups.
  let groups: [Float]
  /// Of each part, number by number: that of all 256 members.
  let members: [Float]
  /// What is added to a vector's estimated similarity: `low + step · byte`.
  let correction: Correction
  /// Of each centre, in units².
  let squaredLengths: [Float]

  init(
    dimension: Int, partCount: Int, unit: Float, centres: [Int8], rotation: [Float], groups: [Float],
    members: [Float], correction: Correction
  ) {
    self.dimension = dimension
    self.partCount = partCount
    self.unit = unit
    self.centres = centres
    self.rotation = rotation
    self.groups = groups
    self.members = members
    self.correction = correction
    squaredLengths = stride(from: 0, to: centres.count, by: dimension).map { first in
      Float(centres[first..<first + dimension].reduce(0) { $0 + Int($1) * Int($1) })
    }
  }

  /// What codes leave out points the vector's own way, so products with what they stand for, x̂, come out too low, by different
  /// amounts. (1 − |x̂|²) / 2 makes up for it: then the order is that of the distances to x̂. Of a million descriptors in
  /// codes of 64 bytes, 0.89 of the ten nearest are found instead of 0.77; multiplying by 1 / (x · x̂) finds less.
  struct Correction: Sendable, Equatable {
    let low: Float
    let step: Float

    func byte(_ correction: Float) -> UInt8 {
      guard correction.isFinite, step > 0 else { return 0 }
      return UInt8(max(0, min(255, ((correction - low) / step).rounded())))
    }

    func value(_ byte: UInt8) -> Float { low + step * Float(byte) }
  }

  package var listCount: Int { centres.count / dimension }
  var partLength: Int { dimension / partCount }
  /// Parts stand in pairs, half a byte each.
  var pairCount: Int { partCount / 2 }

  func centre(_ list: Int) -> ArraySlice<Int8> { centres[list * dimension..<(list + 1) * dimension] }

  /// A vector's components in units.
  func components(_ vector: ByteVector) -> [Float] {
    vector.numbers.map { Float($0) * vector.scale * unit }
  }

  /// A vector as the parts want it.
  func turned(_ components: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: dimension) { turned, count in
      count = dimension
      turned.initialize(repeating: 0)
      rotation.withUnsafeBufferPointer { rotation in
        guard let out = turned.baseAddress, let from = rotation.baseAddress else { return }
        for (index, number) in components.enumerated() {
          kernels.accumulate(from + index * dimension, number, dimension, out)
        }
      }
    }
  }

  /// The components as the bytes that the vocabularies' kernels compare: shifted by 128.
  func bytes(_ components: [Float]) -> [UInt8] {
    components.map { UInt8(max(-127, min(127, $0.rounded())) + 128) }
  }

  /// The centres as bytes of the same kind.
  var searchableCentres: Centres {
    Centres(
      rows: Matrix(columnCount: dimension, elements: centres.map { UInt8(bitPattern: $0 ^ -128) }))
  }
}
