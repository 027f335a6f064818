import Glibc

// Times the searches of words without the program around them. Results are one line of JSON.
//
//     words-benchmark search VOCAB.slv DESCRIPTORS        every way of searching against the exact answer, one thread
//     words-benchmark peak VOCAB.slv DESCRIPTORS          exact search against the processor's multiply-add peak, one thread
//     words-benchmark assign-one VOCAB.slv FILE.oxford    opens a vocabulary and finds one picture's words
//
// DESCRIPTORS are bytes, row after row, as many to a row as the vocabulary says.

do {
  let arguments = CommandLine.arguments.dropFirst()
  guard arguments.count == 3, let command = arguments.first else {
    throw BenchmarkError("words-benchmark search|peak|assign-one VOCAB.slv FILE")
  }
  let paths = Array(arguments.dropFirst())
  switch command {
  case "search": print(try SearchComparison(vocabulary: paths[0], descriptors: paths[1]).json())
  case "peak": print(try PeakComparison(vocabulary: paths[0], descriptors: paths[1]).json())
  case "assign-one": print(try OnePicture.assign(vocabulary: paths[0], features: paths[1]))
  default: throw BenchmarkError("\(command): no such measurement")
  }
} catch {
  let message = Array("words-benchmark: \(error)\n".utf8)
  _ = write(STDERR_FILENO, message, message.count)
  exit(1)
}
