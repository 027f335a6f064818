import ArgumentParsing
import Core
import Networks

/// What the manual page says beside the help of the commands.
enum ManualSections {
  static let exitStatuses = [
    ExitStatus(
      0, "What was asked for is done, or something was found. A reader that closed the pipe is no fault."),
    ExitStatus(
      1, "Nothing was found, and nothing went wrong. Each command says whether it knows this status."),
    ExitStatus(
      2,
      "Something could not be done, and a sentence on standard error says why; or the command line is wrong."),
    ExitStatus(130, "Interrupted by Ctrl-C (143: by a request to end). What was stored until then stays."),
  ]

  static let environment = [
    Definition(
      VocabularyLocation.variable,
      "The vocabulary to use where none is named, instead of the one that comes with the program."),
    Definition(
      ModelLocation.variable,
      "The model of vectors to use where none is named, instead of the one that comes with the program."),
    Definition(
      ProcessorPath.environmentVariable,
      "Which of the processor's instructions to use: \(ProcessorPath.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "The fastest that it has, unless this is set. Results don't depend on it."),
    Definition(
      RuntimeLocation.variable,
      "The library of ONNX Runtime, which runs networks, or a folder with it, instead of the one that `make deep` puts "
        + "into ~/.local/share/sightline/onnxruntime (or below XDG_DATA_HOME). Only what uses a network needs it."
    ),
  ]

  static let files = [
    Definition(
      "../share/sightline/\(VocabularyLocation.shippedName)",
      "The vocabulary that comes with the program; the path is relative to the folder of the program itself, "
        + "links to it being followed."),
    Definition(
      "../share/sightline/\(ModelLocation.shippedName)",
      "The model of vectors that comes with the program, found in the same way."),
    Definition(
      "~/.local/share/sightline/onnxruntime/", "ONNX Runtime's library, where `make deep` has fetched it."),
    Definition("COLLECTION/collection.txt", "Tells which of the data folders is the current one."),
    Definition("COLLECTION/data-*", "What the collection knows of its pictures."),
    Definition("COLLECTION/rejected.tsv", "Pictures that could not be read, and why."),
    Definition("COLLECTION/writer.lock", "Held while a process changes the collection; others wait for it."),
    Definition("OUT.slv.part", "Work of build-vocabulary that was interrupted, for --resume."),
  ]
}
