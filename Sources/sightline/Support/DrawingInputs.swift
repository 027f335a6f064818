import Evaluation

/// Drawings, photographs and the truth about them, from the paths of a command line.
struct DrawingInputs: Sendable {
  /// The folder of drawings beside a truth.
  private static let folder = "drawings"

  /// Whose command line it is, for messages.
  let command: String
  /// The files of photographs.
  let photographs: [String]
  /// As they were given; the folder beside the truth where none were.
  let drawings: [String]
  let truth: String?
  let jobs: Int
  let console: Console

  func read() throws(ToolError) -> DrawingTruth {
    let inputs = InputPictures(operands: try drawingOperands(), otherwise: [".svg"])
    try inputs.requireAll(console: console)
    let drawings = inputs.pictures.map(\.path)
    let truth = try ToolError.wrapping {
      try DrawingTruth.read(from: self.truth, photographs: photographs, drawings: drawings)
    }
    if let first = truth.missing.first {
      console.note(
        "\(grouped(truth.missing.count)) photographs of the truth are not there (\(first)); their drawings count by class alone"
      )
    }
    return truth
  }

  private func drawingOperands() throws(ToolError) -> [String] {
    guard drawings.isEmpty else { return drawings }
    guard let truth else { throw .failure("\(command) needs its drawings: --drawings PATHS") }
    let beside = FileSystem.join(FileSystem.folder(of: truth), Self.folder)
    guard FileSystem.status(of: beside)?.isDirectory == true else {
      throw .failure("there is no folder \(beside): name the drawings with --drawings")
    }
    return [beside]
  }

  /// The lines of all files of a truth; those that cannot be used are told.
  func lines(of truth: DrawingTruth) throws(ToolError) -> DrawingMaterial {
    console.beginProgress(total: truth.queries.count + truth.photographs.count)
    let console = console
    let material = DrawingMaterial.read(
      truth, jobs: jobs, onPicture: { console.advance(failed: false) },
      shouldStop: { Interruption.signal != nil })
    console.endProgress()
    try Interruption.check()
    for problem in material.problems { console.error("\(problem.path): \(problem.reason)") }
    return material
  }

  /// The files that some operands stand for.
  static func paths(
    _ operands: [String], of command: String, console: Console
  ) throws(ToolError) -> [String] {
    let inputs = InputPictures(operands: operands)
    try inputs.requireAll(console: console)
    guard !inputs.pictures.contains(where: \.isStandardInput) else {
      throw .failure("\(command) reads its pictures from files, not from standard input")
    }
    return inputs.pictures.map(\.path)
  }
}
