import Evaluation
import Testing

@Suite("Truths in the names of pictures") struct NamedTruthTests {
  @Test("the first picture of each group of Holidays asks for the others and is junk itself")
  func holidays() throws {
    let truth = try GroundTruth.of(
      .holidays,
      pictures: [
        "jpg/100001.jpg", "jpg/100000.jpg", "jpg/100100.jpg", "jpg/100101.jpg", "jpg/100102.jpg",
        "flickr/x.jpg",
      ])
    #expect(truth.queries.map(\.name) == ["100000", "100100"])
    #expect(truth.queries.map(\.picture) == ["jpg/100000.jpg", "jpg/100100.jpg"])
    #expect(
      truth.setups.first?.relevance == [
        Relevance(positives: ["jpg/100001.jpg"], junk: ["jpg/100000.jpg"]),
        Relevance(positives: ["jpg/100101.jpg", "jpg/100102.jpg"], junk: ["jpg/100100.jpg"]),
      ])
    #expect(truth.pictures.count == 5)
    #expect(truth.queries.allSatisfy { $0.region == nil })
  }

  @Test("each picture of four asks for the four, itself among them")
  func ukbench() throws {
    let names = (0..<8).map { "ukbench0000\($0).jpg" }
    let truth = try GroundTruth.of(.ukbench, pictures: names.reversed() + ["ukbench1.jpg", "other00001.jpg"])
    #expect(truth.queries.map(\.picture) == names)
    let groups = [Set(names[..<4]), Set(names[4...])]
    #expect(truth.setups.first?.relevance == (0..<8).map { Relevance(positives: groups[$0 / 4]) })
    let judgement = Judgement(
      ranking: names, relevance: try #require(truth.setups.first?.relevance.first))
    #expect(judgement.topFourScore == 4)
  }

  @Test("two pictures of the same number are refused, and so are names that say nothing")
  func refused() throws {
    let twice = try #require(throws: EvaluationError.self) {
      try GroundTruth.of(.holidays, pictures: ["a/100000.jpg", "b/100000.png"])
    }
    #expect(twice.message == "two pictures have the same number: a/100000.jpg and b/100000.png")
    let none = try #require(throws: EvaluationError.self) {
      try GroundTruth.of(.ukbench, pictures: ["100000.jpg"])
    }
    #expect(none.message == "no picture has a name like ukbench00000.jpg")
    #expect(throws: EvaluationError.self) {
      try GroundTruth.of(.holidays, pictures: ["1000000.jpg", "+10000.jpg"])
    }
    #expect(throws: EvaluationError.self) { try GroundTruth.of(.holidays, pictures: []) }
  }

  @Test("a folder is a group; who is alone or without a folder asks nothing")
  func folders() throws {
    let truth = try GroundTruth.of(
      .groups,
      pictures: [
        "set/cup/1.jpg", "set/cup/2.jpg", "set/pot/1.jpg", "x.jpg", "y.jpg", "other/cup/1.jpg",
        "other/cup/2.jpg",
      ])
    #expect(
      truth.queries.map(\.picture) == [
        "other/cup/1.jpg", "other/cup/2.jpg", "set/cup/1.jpg", "set/cup/2.jpg",
      ])
    #expect(
      truth.setups.first?.relevance.first
        == Relevance(positives: ["other/cup/2.jpg"], junk: ["other/cup/1.jpg"]))
    #expect(truth.pictures.count == 7)
    let alone = try #require(throws: EvaluationError.self) {
      try GroundTruth.of(.groups, pictures: ["a/1.jpg", "b/1.jpg", "c", "d"])
    }
    #expect(alone.message == "no folder has two pictures: expected a folder for each group")
  }
}

@Suite("Groups in a table") struct GroupTableTests {
  private func truth(_ text: String) throws -> GroundTruth {
    let folder = try TruthFiles(["groups.csv": text])
    return try GroundTruth.read(.groups, from: folder["groups.csv"])
  }

  private func message(_ text: String) throws -> String {
    let error = try #require(throws: EvaluationError.self) { try truth(text) }
    #expect(error.path?.hasSuffix("/groups.csv") == true)
    return error.message
  }

  @Test(
    "with or without its first line, with quotes or without, with any line ends",
    arguments: [
      "b.jpg,cup\na.jpg,cup\nc.jpg,pot\nd.jpg,", "name,group\nb.jpg,cup\na.jpg,cup\nc.jpg,pot\nd.jpg,\n",
      "\u{FEFF}Name,Group\r\n\"b.jpg\",\"cup\"\r\na.jpg,cup\r\n\r\nc.jpg,pot\r\nd.jpg,\"\"\r\n",
    ])
  func read(text: String) throws {
    let truth = try truth(text)
    #expect(truth.queries.map(\.name) == ["a.jpg", "b.jpg"])
    #expect(
      truth.setups.first?.relevance == [
        Relevance(positives: ["b.jpg"], junk: ["a.jpg"]), Relevance(positives: ["a.jpg"], junk: ["b.jpg"]),
      ])
    #expect(truth.pictures == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"])
    #expect(truth.benchmark == .groups)
  }

  @Test("quotes hold commas, quotes and line ends")
  func quotes() throws {
    let truth = try truth("\"a,1.jpg\",\"the \"\"cup\"\"\"\n\"b\n.jpg\",\"the \"\"cup\"\"\"")
    #expect(truth.pictures == ["a,1.jpg", "b\n.jpg"])
    #expect(truth.queries.count == 2)
  }

  @Test(
    "what is no such table is refused with its line",
    arguments: [
      ("a.jpg\n", "line 1: expected two columns, name and group, not 1"),
      ("a,1\nb,1,2\n", "line 2: expected two columns, name and group, not 3"),
      ("a,1\n\nb,1\na,2", "line 4: a stands in line 1 already"),
      ("a,1\n,1\n", "line 2: a picture without a name"),
      ("a,1\n\"b\nc,1\n", "line 2: a quote that is not closed"),
      ("\"a\nb\",1\nc\"d,1", "line 3: a quote within a field without quotes"),
      ("\"a\"b,1", "line 1: something follows a closing quote"),
      ("a,1\nb,2\n", "no group has two pictures"),
      ("", "no group has two pictures"), ("name,group\n", "no group has two pictures"),
    ])
  func refused(text: String, expected: String) throws {
    #expect(try message(text) == expected)
  }
}
