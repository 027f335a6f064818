import Core
import Raster
import Retrieval

/// What the page's script needs, as JSON: all lengths in pixels of the pictures on the page.
enum ReportData {
  private static let mostMatches = 300
  private static let mostWords = 20
  /// Browsers draw with single precision; corners far outside of a picture are brought to where their sides still point
  /// the right way to the eye.
  private static let farthest = 1e5

  static func json(_ content: ReportContent) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("query")
      append(content.query, to: &json)
      if let region = content.regionOnPage, region.allSatisfy(\.isFinite) {
        json.key("region")
        append(limited(region), to: &json)
      }
      json.key("results")
      json.array { json in
        for (result, picture) in zip(content.answer.results, content.pictures) {
          append(result, picture, of: content, to: &json)
        }
      }
    }
    return withoutTags(json.bytes)
  }

  /// `<` stands only in texts of the document, where it may be written as its number: so no name can end the script.
  static func withoutTags(_ json: [UInt8]) -> [UInt8] {
    json.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
      .joined(separator: Array("\\u003c".utf8)).map { $0 }
  }

  /// Points with a tenth of a pixel; see `farthest`.
  static func limited(_ points: [Point]) -> [[Double]] {
    points.map { point in
      [point.x, point.y].map { (max(-farthest, min(farthest, $0)) * 10).rounded() / 10 + 0 }
    }
  }

  private static func append(_ picture: EmbeddedPicture?, to json: inout JSONWriter) {
    guard let picture else { return json.value(Double.nan) }
    json.object { json in
      json.member("width", picture.width)
      json.member("height", picture.height)
    }
  }

  private static func append(
    _ result: QueryReport.Result, _ picture: EmbeddedPicture?, of content: ReportContent,
    to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("rank", result.rank)
      json.member("name", result.name)
      json.key("picture")
      append(picture, to: &json)
      json.key("facts")
      json.array { json in
        for fact in ReportFacts.all(result, of: content.answer) {
          json.array { json in
            json.value(fact.name)
            json.value(fact.value)
          }
        }
      }
      if let picture { append(outlineOf: result, picture, to: &json) }
      if let proof = result.proof, let picture { append(proof, picture, content.query, to: &json) }
      if let map = result.targetFromDrawing(content.answer), let picture, let query = content.query,
        let matrix = picture.pageMap(from: query, map)?.styleMatrix
      {
        json.member("warp", matrix)
      }
      if let words = result.words { append(words, to: &json) }
    }
  }

  private static func append(
    outlineOf result: QueryReport.Result, _ picture: EmbeddedPicture, to json: inout JSONWriter
  ) {
    let outline = result.outline.map(picture.pagePoint)
    guard !outline.isEmpty, outline.allSatisfy(\.isFinite) else { return }
    json.key("outline")
    append(limited(outline), to: &json)
  }

  private static func append(
    _ proof: Proof, _ picture: EmbeddedPicture, _ query: EmbeddedPicture?, to json: inout JSONWriter
  ) {
    guard let query else { return }
    if let matrix = picture.pageMap(from: query, proof.targetFromQuery)?.styleMatrix {
      json.member("warp", matrix)
    }
    json.member("matchCount", proof.matches.count)
    let matches = EvenChoice.indices(of: proof.matches.count, atMost: mostMatches).map { proof.matches[$0] }
      .map { [query.pagePoint($0.query), picture.pagePoint($0.target)] }
      .filter { $0.allSatisfy(\.isFinite) }
    json.key("matches")
    append(matches.map { Array(limited($0).joined()) }, to: &json)
  }

  /// The weightiest words with their shares in percent, and what is left.
  private static func append(_ words: [QueryReport.Word], to json: inout JSONWriter) {
    let total = words.reduce(0.0) { $0 + Double($1.score) }
    json.member("wordCount", words.count)
    json.key("words")
    json.array { json in
      for word in words.prefix(mostWords) {
        json.array { json in
          json.value(word.word)
          json.value(total > 0 ? Double(word.score) / total * 100 : 0, significantDigits: 4)
        }
      }
    }
  }

  private static func append(_ rows: [[Double]], to json: inout JSONWriter) {
    json.array { json in
      for row in rows {
        json.array { json in for number in row { json.value(number, significantDigits: 8) } }
      }
    }
  }
}
