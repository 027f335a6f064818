import Core
import Retrieval

/// Looks for each picture of a list among all pictures of a collection, every one of them being verified, and prints a line a
/// pair: `QUERY NAME logNFA inliers evidence disobeying`, the number of false alarms being that of this pair alone. `-` stands for no
/// agreement.
struct CollectionComparing {
  let list: String
  let arguments: SceneArguments

  func run() throws {
    let collection = try Collection.open(arguments.folder)
    let pictureCount = try collection.information().pictureCount
    var options = QueryOptions()
    options.top = pictureCount
    options.verify = pictureCount
    options.maxNFA = .infinity
    options.jobs = arguments.jobs
    for path in try SceneArguments.lines(of: list) {
      let report = try collection.query(.file(path: path), options: options)
      let found = report.results.map { result in
        guard let proof = result.proof else { return "\(path)\t\(result.name)\t-\t0\t-\t0" }
        let alone = proof.logNFA - decimalLogarithm(Double(pictureCount))
        return "\(path)\t\(result.name)\t\(alone)\t\(proof.inlierCount)\t\(proof.evidence)\t"
          + "\(proof.candidateCount - proof.inlierCount)"
      }
      // Pictures that share no word with the query are not in the list of results.
      let rest = [String](repeating: "\(path)\t-\t-\t0\t-\t0", count: max(0, pictureCount - found.count))
      print((found + rest).joined(separator: "\n"))
    }
  }
}
