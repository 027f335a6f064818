import Glibc
import InvertedFile

do {
  let arguments = try Arguments(CommandLine.arguments)
  switch arguments.command {
  case "grow": print(try Growing(arguments: arguments).run())
  case "query": print(try Querying(arguments: arguments).run())
  case "compact": try Compaction(folder: IndexFolder(path: arguments.folder)).run()
  case "flip": print(try Flipping(arguments: arguments).run())
  case "ask": print(try Asking(arguments: arguments).run())
  case "churn": print(try Churning(arguments: arguments).run())
  default: throw BenchmarkError(Arguments.usage)
  }
} catch {
  _ = "collection-benchmark: \(error)\n".withCString { write(2, $0, strlen($0)) }
  exit(2)
}
