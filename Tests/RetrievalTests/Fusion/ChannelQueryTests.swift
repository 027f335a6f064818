import GlobalChannel
import InvertedFile
import Testing

@testable import Retrieval

@Suite("Queries by vectors of whole pictures") struct ChannelQueryTests {
  @Test("vectors alone rank all pictures by their cosine, the query's own file first")
  func global() throws {
    let samples = try FusionSamples()
    let report = try samples.query { $0.channel = .global }
    #expect(report.names.first == samples.path("scene-0.png"))
    #expect(report.results.count == FusionSamples.sceneCount + 2 && report.searchedPictureCount == 10)
    let similarities = report.results.compactMap(\.similarity)
    #expect(similarities == similarities.sorted(by: >) && abs((similarities.first ?? 0) - 1) < 0.01)
    #expect(report.results.allSatisfy { $0.channels == [.global] })
    // The cosines of the stored vectors, worked out one by one.
    let snapshot = try samples.collection.snapshot()
    let own = try #require(try snapshot.vector(of: PictureID(rawValue: 0)))
    for result in report.results {
      let id = try #require(try snapshot.picture(named: result.name))
      let other = try #require(try snapshot.vector(of: id))
      let product = zip(own.numbers, other.numbers).reduce(0) { $0 + Int($1.0) * Int($1.1) }
      #expect(abs((result.similarity ?? 9) - Float(product) * own.scale * other.scale) < 1e-5)
    }
  }

  @Test("both channels find what either finds, and say which did")
  func both() throws {
    let samples = try FusionSamples()
    let report = try samples.query { $0.channel = .both }
    #expect(report.names.first == samples.path("scene-0.png"))
    #expect(report.results.count == 10)
    #expect(report.results.first?.channels == [.words, .global])
    let scores = report.results.map(\.score)
    #expect(scores == scores.sorted(by: >))
    let words = Set(try samples.query().names)
    for result in report.results {
      #expect(result.channels.contains(.words) == words.contains(result.name), "\(result.name)")
    }
  }

  @Test("proofs are the same whichever channel found the picture")
  func proofs() throws {
    let samples = try FusionSamples()
    let words = try samples.query { $0.verify = 10 }
    #expect(words.results.first?.isSame == true)
    for channel in [QueryOptions.Channel.global, .both] {
      let report = try samples.query {
        $0.channel = channel
        $0.verify = 10
      }
      #expect(report.results.first?.name == words.results.first?.name)
      #expect(report.results.first?.proof == words.results.first?.proof)
      #expect(
        Set(report.results.filter(\.isSame).map(\.name)) == Set(words.results.filter(\.isSame).map(\.name)))
    }
  }

  @Test(
    "the same for any number of jobs, with every kind of neighbours",
    arguments: QueryOptions.Neighbours.allCases)
  func jobs(neighbours: QueryOptions.Neighbours) throws {
    let samples = try FusionSamples()
    let reports = try [1, 2, 5].map { jobs in
      try samples.query {
        $0.channel = .both
        $0.verify = 10
        $0.neighbours = neighbours
        $0.jobs = jobs
      }.withoutTimings
    }
    #expect(reports[0].results.first?.isSame == true)
    #expect(reports.allSatisfy { $0 == reports[0] })
  }

  @Test("a removed picture is found by no channel")
  func removal() throws {
    let samples = try FusionSamples()
    try samples.collection.remove([samples.path("scene-0.png")])
    for channel in QueryOptions.Channel.allCases {
      let report = try samples.query { $0.channel = channel }
      #expect(!report.names.contains(samples.path("scene-0.png")), "\(channel)")
    }
    #expect(try samples.query { $0.channel = .global }.results.count == 9)
  }

  @Test("a pattern of names holds for vectors too")
  func filter() throws {
    let samples = try FusionSamples()
    let report = try samples.query {
      $0.channel = .global
      $0.nameFilter = "*view-*"
    }
    #expect(Set(report.names) == [samples.path("view-0.png"), samples.path("view-1.png")])
    #expect(report.searchedPictureCount == 2)
  }

  @Test("a picture of the collection is asked for by its stored vector, and a region by a vector of its own")
  func sources() throws {
    let samples = try FusionSamples()
    var options = QueryOptions()
    options.channel = .global
    options.verify = 0
    let stored = try samples.collection.query(.picture(name: samples.path("view-1.png")), options: options)
    #expect(stored.names.first == samples.path("view-1.png") && stored.width > 0)
    let part = try samples.query {
      $0.channel = .global
      $0.region = PictureRegion(x: 10, y: 10, width: 150, height: 120)
    }
    #expect(part.results.first?.similarity ?? 1 < 0.999)
  }
}

@Suite("Queries by vectors that are refused") struct ChannelRefusalTests {
  private func refusal(_ samples: FusionSamples, _ change: (inout QueryOptions) -> Void) -> String {
    do {
      _ = try samples.query("scene-0.png", change)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a collection without vectors, neighbours among words, and an expansion without words")
  func combinations() throws {
    let plain = try FusionSamples(hasVectors: false)
    #expect(refusal(plain) { $0.channel = .both }.contains("sightline embed"))
    let samples = try FusionSamples()
    #expect(refusal(samples) { $0.neighbours = .diffusion }.contains("ask for the channel global or both"))
    #expect(
      refusal(samples) {
        $0.channel = .global
        $0.verify = 10
        $0.expand = .average
      }.contains("ask for the channel both"))
    #expect(
      refusal(samples) {
        $0.channel = .global
        $0.region = PictureRegion(x: 9000, y: 0, width: 10, height: 10)
      }.contains("outside the picture"))
  }

  @Test("another model in the place of the one that made the vectors")
  func swapped() throws {
    let samples = try FusionSamples()
    try SampleModel.write(toPath: samples.model, seed: 2)
    let sentence = refusal(samples) { $0.channel = .global }
    #expect(sentence.contains("fingerprint") && sentence.contains("embed --replace"))
    #expect(try samples.query().names.first == samples.path("scene-0.png"))
  }
}
