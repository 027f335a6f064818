import ArgumentParsing
import Core
import Glibc

/// The program: its name, its version, its commands, and the way from words to an exit status.
enum Tool {
  static let name = "sightline"
  /// The only place where the version is kept.
  static let version = "0.1.0"
  /// When it was made, for the manual page.
  static let versionDate = "2026-11-21"

  /// In the order of the overview. `help` comes last and lists them all.
  private static var subcommands: [any Subcommand.Type] {
    [
      IngestCommand.self, QueryCommand.self, VerifyCommand.self, GroupsCommand.self, PairsCommand.self,
      RemoveCommand.self, CompactCommand.self, CheckCommand.self, InfoCommand.self, EmbedCommand.self,
      FeaturesCommand.self, EdgesCommand.self, BuildVocabularyCommand.self, BuildProjectionCommand.self,
      ModelCommand.self, BenchmarkCommand.self, AdviseCommand.self, CompletionsCommand.self,
      ManualCommand.self,
    ]
  }

  static let program: Program = {
    let commands = subcommands.map { $0.description }
    var program = Program(
      name: name, version: version,
      summary: "Sightline finds every picture of a collection that shows the same thing as yours",
      discussion: """
        It works on JPEG and PNG files on this machine, with nothing else to run or to download. Pictures come and \
        go at any time, others search meanwhile, and nothing is lost when a program is killed.
        """,
      commands: commands + [HelpCommand.description(listing: commands.map(\.name) + [HelpCommand.name])],
      examples: [
        Example("sightline ingest photos.sight photos", "put the pictures of a folder into a collection"),
        Example("sightline query photos.sight photo.jpg", "find the pictures that show the same as this one"),
        Example("sightline groups photos.sight", "tell which pictures show the same as which"),
        Example("sightline features photo.jpg", "print the local features of a picture"),
        Example(
          "sightline features photos --output-directory features",
          "write the features of every picture in a folder"),
        Example(
          "sightline build-vocabulary photos.slv photos", "learn visual words from a folder of pictures"),
        Example("source <(sightline completions bash)", "make bash complete commands, options and values"),
      ])
    program.firstSteps = firstSteps
    program.date = versionDate
    program.exitStatuses = ManualSections.exitStatuses
    program.environment = ManualSections.environment
    program.files = ManualSections.files
    return program
  }()

  private static let firstSteps = [
    Example("sightline ingest photos.sight photos", "put a folder of pictures into a collection"),
    Example("sightline query photos.sight photo.jpg", "find those that show the same as this one"),
    Example("sightline verify photo.jpg other.jpg", "tell whether two pictures show the same"),
    Example("sightline groups photos.sight", "tell which of all show the same as which"),
  ]

  /// Does what the words after the program's name ask for, and returns the exit status.
  static func run(_ words: [String]) -> Int32 {
    Interruption.prepare()
    if let problem = ProcessorPath.environmentProblem {
      Console(isQuiet: false).error(problem)
      return ToolError.status
    }
    do {
      return try dispatch(program.request(words))
    } catch let error as UsageError {
      Console(isQuiet: false).error(error.description)
      return ToolError.status
    } catch let error as ToolError {
      return finish(error)
    } catch {
      Console(isQuiet: false).error("\(error)")
      return ToolError.status
    }
  }

  private static func dispatch(_ request: Program.Request) throws -> Int32 {
    switch request {
    case .beginning:
      return try StandardOutput.show(HelpText.beginning(of: program, width: Terminal.helpWidth))
    case .overview: return try StandardOutput.show(HelpText.overview(of: program, width: Terminal.helpWidth))
    case .version: return try StandardOutput.show("\(name) \(version)\n")
    case .help(let command): return try StandardOutput.show(HelpCommand.text(of: command))
    case .run(let command, let arguments):
      let console = Console(isQuiet: arguments[CommonOptions.quiet])
      let subcommand = subcommands.first { $0.description.name == command.name } ?? HelpCommand.self
      return try subcommand.run(arguments, console: console)
    }
  }

  private static func finish(_ error: ToolError) -> Int32 {
    switch error {
    case .failure(let message):
      Console(isQuiet: false).error(message)
      return ToolError.status
    case .outputClosed: return 0
    case .interrupted(let signal): return 128 + signal
    }
  }
}

/// One command of the tool: its description and what it does.
protocol Subcommand {
  static var description: Command { get }
  /// Returns the exit status.
  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32
}
