import Core
import Foundation
import Testing

@testable import GlobalChannel

@Suite struct ProjectionFileTests {
  private let folder: ModelFolder

  init() throws {
    folder = try ModelFolder()
  }

  @Test("what was learnt is what is read, for every kind", arguments: Aggregation.Kind.allCases)
  func roundTrip(kind: Aggregation.Kind) throws {
    let parts = try SampleModels.parts(kind)
    try parts.write(toPath: folder.path("a.slp"))
    let file = try ProjectionFile(path: folder.path("a.slp"))
    #expect(file.parts == parts)
    let bytes = try folder.bytes(of: "a.slp")
    #expect(file.fingerprint == parts.fingerprint && file.byteCount == bytes.count)
    let model = try GlobalModel(path: folder.path("a.slp"))
    #expect(model.dimension == 2 && model.name == "\(kind.rawValue)-3")
    #expect(model.source == .localFeatures(SampleModels.recipe))
    #expect(model.fingerprint == parts.fingerprint)
    let rows = SampleModels.descriptors(30, seed: 77)
    let vector = try #require(model.vector(ofDescriptors: rows))
    #expect(vector.count == 2 && abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    guard case .localFeatures(let local) = parts.source else { return }
    #expect(vector == local.vector(of: .bytes(rows)).flatMap(parts.projection.project))
    let floats = Matrix(columnCount: 6, elements: rows.elements.map(Float.init))
    #expect(model.vector(ofDescriptors: floats) == vector)
    #expect(model.vector(ofDescriptors: Matrix<UInt8>(columnCount: 6)) == nil)
  }

  @Test("the same bytes come of any number of jobs", arguments: Aggregation.Kind.allCases)
  func jobs(kind: Aggregation.Kind) throws {
    try SampleModels.parts(kind, jobs: 1).write(toPath: folder.path("1"))
    try SampleModels.parts(kind, jobs: 2).write(toPath: folder.path("2"))
    #expect(try folder.bytes(of: "1") == folder.bytes(of: "2"))
  }

  @Test("a network's projection is read without the network")
  func network() throws {
    let parts = try SampleModels.network()
    try parts.write(toPath: folder.path("a.slp"))
    #expect(try ProjectionFile(path: folder.path("a.slp")).parts == parts)
    #expect(throws: GlobalModelError.self) { try GlobalModel(path: folder.path("a.slp")) }
  }

  @Test("the fingerprint changes with all that decides vectors, and with nothing else")
  func fingerprint() throws {
    let parts = try SampleModels.parts(.vlad)
    var other = parts
    other.training = [Property("seed", "2")]
    #expect(other.fingerprint == parts.fingerprint)
    other.projection = Projection(
      LinearMap(
        weights: parts.projection.map.weights, offsets: parts.projection.map.offsets.map { $0 + 1 }))
    #expect(other.fingerprint != parts.fingerprint)
    guard case .localFeatures(let local) = parts.source, case .vlad(let sums) = local.aggregation else {
      return
    }
    let changes: [Aggregation] = [
      .vlad(ResidualSums(centres: sums.centres, power: 0.4)),
      .vlad(ResidualSums(centres: sums.centres, normalisesResiduals: false)),
      .vlad(ResidualSums(centres: sums.centres, normalisesWords: true)),
    ]
    for change in changes {
      other = parts
      other.source = .localFeatures(
        GlobalModelParts.LocalSource(recipe: local.recipe, reduction: local.reduction, aggregation: change))
      #expect(other.fingerprint != parts.fingerprint)
    }
    other.source = .localFeatures(
      GlobalModelParts.LocalSource(
        recipe: Recipe([Property("detector", "dog")]), reduction: local.reduction,
        aggregation: local.aggregation))
    #expect(other.fingerprint != parts.fingerprint)
    var network = try SampleModels.network()
    let before = network.fingerprint
    guard case .network(var source) = network.source else { return }
    source.path = "../elsewhere/net.onnx"
    network.source = .network(source)
    #expect(network.fingerprint == before)
    source.fingerprint = "4567"
    network.source = .network(source)
    #expect(network.fingerprint != before)
  }

  @Test("the way from a projection file's folder to its network")
  func way() {
    typealias Source = GlobalModelParts.NetworkSource
    #expect(Source.way(from: ["a", "b"], to: ["a", "b", "net.onnx"]) == "net.onnx")
    #expect(Source.way(from: ["a", "b"], to: ["a", "c", "net.onnx"]) == "../c/net.onnx")
    #expect(Source.way(from: [], to: ["c", "net.onnx"]) == "c/net.onnx")
  }

  @Test("too little to learn from is refused with what to do")
  func tooLittle() throws {
    var options = AggregationOptions()
    options.wordCount = 600
    #expect(throws: GlobalModelError.self) {
      try GlobalModelParts.LocalSource.learn(
        from: SampleModels.descriptors(600), recipe: SampleModels.recipe, options: options)
    }
    let training = ProjectionTraining(options: ProjectionOptions())
    let rows = ProjectionTests.rows(20, dimension: 200)
    #expect {
      _ = try training.learn(from: rows)
    } throws: { "\($0)".contains("fewer than --dimension 128") }
    var few = ProjectionOptions()
    few.dimension = 2
    #expect {
      _ = try ProjectionTraining(options: few).learn(from: rows, groups: [Int?](repeating: nil, count: 20))
    } throws: { "\($0)".contains("nothing to tell apart") }
  }
}
