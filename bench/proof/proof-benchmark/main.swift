import Glibc

do {
  if try !SceneCommands.run(CommandLine.arguments) { throw SceneError(SceneCommands.usage) }
} catch {
  _ = "proof-benchmark: \(error)\n".withCString { write(2, $0, strlen($0)) }
  exit(2)
}
