import Core
import Glibc
import GlobalChannel

/// Searches among a million vectors: exactly, by product codes, by signatures, one thread.
///
///     deep-benchmark vectors FOLDER LISTS BYTES…
///
/// The folder holds `base`, `train` and `queries` with vectors of 128 bytes (`vectors.py` makes them). Into it go `truth`, the ids of
/// the ten nearest of each query, and the codes. Prints a JSON object a line for each way of searching; times are
/// processor milliseconds a query, so that others at work on the machine count less.
struct VectorsMeasurement {
  let folder: String
  let listCount: Int
  let codeBytes: [Int]

  private static let kept = 10
  private static let candidateCounts = [100, 200, 400, 800, 1600]
  private static let probeCounts = [4, 8, 16, 32, 48, 64, 96, 128]

  init(_ arguments: [String]) throws(BenchmarkFailure) {
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    guard let folder = arguments.first, numbers.count == arguments.count - 1, numbers.count > 1 else {
      throw BenchmarkFailure("deep-benchmark vectors FOLDER LISTS BYTES…")
    }
    (self.folder, listCount, codeBytes) = (folder, numbers[0], Array(numbers.dropFirst()))
  }

  func run() throws {
    let files = try ["base", "train", "queries"].map { try VectorsFile(folder + "/" + $0) }
    let queries = (0..<files[2].chunk.rowCount).compactMap { files[2].chunk.vector($0) }
    let read = reading(files[0])
    beside(read, files[0].chunk, queries)
    let truth = exact(files[0].chunk, queries)
    try write(truth.flatMap { $0 }, to: folder + "/truth")
    for bytes in codeBytes {
      try productCodes(bytes, files[0].chunk, files[1].chunk, queries, truth)
      signatures(bytes * 8, files[0].chunk, files[1].chunk, queries, truth)
    }
  }

  /// Reading the memory once: the best of three ways, which is handed back.
  private func reading(_ file: VectorsFile) -> () -> Void {
    let bytes = file.bytes
    let ways: [(String, () -> UInt64)] = [
      ("one stream", { bytes.withUnsafeBytes { MemorySweep.sum($0, streams: 1) } }),
      ("four streams", { bytes.withUnsafeBytes { MemorySweep.sum($0, streams: 4) } }),
      ("memchr", { bytes.withUnsafeBytes { MemorySweep.search($0) } }),
    ]
    var best = (milliseconds: Double.infinity, way: ways[0].1)
    for (name, way) in ways {
      let times = (0..<15).map { _ in Self.milliseconds { precondition(way() != 1, "never") } }
      let fastest = times.min() ?? 0
      show(["way": "reading, \(name)"], ["milliseconds": fastest, "median": Self.median(times)])
      if fastest < best.milliseconds { best = (fastest, way) }
    }
    let way = best.way
    return { precondition(way() != 1, "never") }
  }

  /// Searches one after the other, each between two readings: what slows the machine for a while slows both.
  private func beside(_ read: () -> Void, _ base: VectorChunk, _ queries: [ByteVector]) {
    let ratios = queries.prefix(60).map { query in
      let before = Self.milliseconds(read)
      let searched = Self.milliseconds {
        var scan = VectorScan([query], keeping: Self.kept)
        scan.scan(base)
        precondition(scan.results.count == 1, "a result")
      }
      return 2 * searched / (before + Self.milliseconds(read))
    }
    show(["way": "exact, to reading"], ["ratio": Self.median(Array(ratios))])
  }

  private func exact(_ base: VectorChunk, _ queries: [ByteVector]) -> [[UInt32]] {
    for together in [1, 16] {
      var times: [Double] = []
      for first in stride(from: 0, to: min(queries.count, 40 * together), by: together) {
        let some = Array(queries[first..<min(queries.count, first + together)])
        times.append(
          Self.milliseconds {
            var scan = VectorScan(some, keeping: Self.kept)
            scan.scan(base)
            precondition(scan.results.count == some.count, "a result for each query")
          } / Double(some.count))
      }
      show(
        ["way": together == 1 ? "exact" : "exact, \(together) queries together"],
        ["milliseconds": times.min() ?? 0, "median": Self.median(times), "bytes": 132])
    }
    let found = VectorScan.search(queries, in: [base], keeping: Self.kept, jobs: 2)
    return found.map { $0.nearest.map(\.id) }
  }

  private func productCodes(
    _ bytes: Int, _ base: VectorChunk, _ training: VectorChunk, _ queries: [ByteVector], _ truth: [[UInt32]]
  ) throws {
    var options = ProductOptions()
    options.codeByteCount = bytes
    options.listCount = listCount
    let trained = ContinuousClock.now
    var index = ProductIndex(model: try ProductModel.train(on: [training], options: options, jobs: 2))
    let added = ContinuousClock.now
    index.add(base, jobs: 2)
    let encoded = index.encoded()
    show(
      ["way": "building"],
      [
        "code": Double(bytes), "training": (added - trained) / .seconds(1),
        "adding": (ContinuousClock.now - added) / .seconds(1),
      ])
    try encoded.withUnsafeBytes { encoded in
      let stored = try StoredProductIndex(encoded)
      for candidates in Self.candidateCounts {
        for probes in Self.probeCounts {
          var options = ProductSearchOptions()
          (options.probeCount, options.candidateCount) = (probes, candidates)
          var found: [[UInt32]] = []
          let time = Self.milliseconds {
            found = queries.map { stored.search($0, keeping: Self.kept, options: options).map(\.id) }
          }
          showRecall(
            ["way": "product codes"],
            [
              "code": Double(bytes), "probes": Double(probes), "candidates": Double(candidates),
              "milliseconds": time / Double(queries.count),
              "bytes": Double(encoded.count) / Double(base.rowCount),
            ], found, truth)
        }
      }
    }
  }

  private func signatures(
    _ bits: Int, _ base: VectorChunk, _ training: VectorChunk, _ queries: [ByteVector], _ truth: [[UInt32]]
  ) {
    let sample = (0..<min(10_000, training.rowCount)).compactMap { training.vector($0) }
    let hashes = HyperplaneSignatures(bitCount: bits, sample: sample, seed: 1)
    let column = hashes.signatures(of: base, jobs: 2)
    let few = queries.prefix(200)
    for kept in [Self.kept, 200] {
      var found: [[UInt32]] = []
      let time = Self.milliseconds {
        found = few.map { query in
          let places = hashes.nearest(to: query, among: column, keeping: kept)
          guard kept > Self.kept else { return places.map { UInt32($0) } }
          return exactly(query, places, base)
        }
      }
      showRecall(
        ["way": kept == Self.kept ? "signatures" : "signatures, the best \(kept) compared exactly"],
        [
          "code": Double(bits / 8), "milliseconds": time / Double(few.count),
          "bytes": Double(bits / 8 + (kept == Self.kept ? 0 : 132)),
        ], found, Array(truth.prefix(few.count)))
    }
  }

  private func exactly(_ query: ByteVector, _ places: [Int], _ base: VectorChunk) -> [UInt32] {
    let vectors = places.compactMap { base.vector($0) }
    let list = VectorList(ids: places.map { UInt32($0) }, vectors: vectors)
    return zip(list.ids, list.similarities(to: query)).map { SimilarVector(id: $0, similarity: $1) }
      .sorted(by: SimilarVector.goesBefore).prefix(Self.kept).map(\.id)
  }
}

/// Why a measurement cannot be made.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A file of 128-dimensional vectors as a chunk: rows of signed bytes, then their scales.
struct VectorsFile {
  let bytes: MappedFile
  let chunk: VectorChunk

  init(_ path: String) throws {
    bytes = try MappedFile(path: path, willReadAll: true)
    let rows = bytes.bytes.count / VectorChunk.byteCount(rowCount: 1, dimension: 128)
    guard let chunk = VectorChunk(bytes.bytes, rowCount: rows, dimension: 128, firstID: 0) else {
      throw BenchmarkFailure("\(path): is no file of vectors of 128 bytes")
    }
    self.chunk = chunk
  }
}

extension VectorsMeasurement {
  static func median(_ numbers: [Double]) -> Double {
    numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
  }

  /// Processor time of this thread.
  static func milliseconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
    }
    let start = now()
    body()
    return now() - start
  }

  /// How many of the ten nearest are among the ten found, and how often the nearest is.
  private func showRecall(
    _ names: KeyValuePairs<String, String>, _ numbers: [String: Double], _ found: [[UInt32]],
    _ truth: [[UInt32]]
  ) {
    let shared = zip(found, truth).reduce(0) { $0 + Set($1.0).intersection($1.1).count }
    let first = zip(found, truth).count { $0.0.contains($0.1.first ?? .max) }
    let all = Double(truth.reduce(0) { $0 + $1.count })
    var numbers = numbers
    numbers["recall"] = Double(shared) / all
    numbers["first"] = Double(first) / Double(truth.count)
    show(names, numbers)
  }

  private func show(_ names: KeyValuePairs<String, String>, _ numbers: [String: Double]) {
    let texts = names.map { "\"\($0.key)\": \"\($0.value)\"" }
    print(
      "{"
        + (texts + numbers.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }).joined(
          separator: ", ") + "}")
    fflush(nil)
  }

  private func write(_ ids: [UInt32], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let written = ids.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard descriptor >= 0, close(descriptor) == 0, written == 4 * ids.count else {
      throw BenchmarkFailure("\(path): cannot be written")
    }
  }
}

/// Ways of reading memory once that do as little as possible with it.
enum MemorySweep {
  static func sum(_ bytes: UnsafeRawBufferPointer, streams: Int) -> UInt64 {
    guard let start = bytes.baseAddress else { return 0 }
    let step = bytes.count / streams / 256 * 256
    var (a, b, c, d) = (SIMD8<UInt64>.zero, SIMD8<UInt64>.zero, SIMD8<UInt64>.zero, SIMD8<UInt64>.zero)
    for offset in stride(from: 0, to: step, by: streams == 1 ? 256 : 64) {
      let place = start + offset
      let next = streams == 1 ? 64 : step
      a ^= place.loadUnaligned(as: SIMD8<UInt64>.self)
      b ^= (place + next).loadUnaligned(as: SIMD8<UInt64>.self)
      c ^= (place + 2 * next).loadUnaligned(as: SIMD8<UInt64>.self)
      d ^= (place + 3 * next).loadUnaligned(as: SIMD8<UInt64>.self)
    }
    return (a ^ b ^ c ^ d).wrappedSum() | 2
  }

  /// Looking for a byte that signed numbers of ±127 don't have ends at the first scale that has it, so each megabyte by itself.
  static func search(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var found: UInt64 = 2
    guard let start = bytes.baseAddress else { return found }
    for offset in stride(from: 0, to: bytes.count, by: 1 << 20) {
      if memchr(start + offset, 0x80, min(1 << 20, bytes.count - offset)) != nil { found += 2 }
    }
    return found
  }
}
