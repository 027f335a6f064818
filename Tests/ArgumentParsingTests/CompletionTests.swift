import ArgumentParsing
import Testing

@Suite struct CompletionTests {
  @Test("every shell's script knows every command, option and value", arguments: Shell.allCases)
  func completeness(shell: Shell) {
    let script = shell.completions(for: Sample.program)
    let words = script.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    let options = ["count", "offset", "ratio", "colour", "output", "output-directory", "verbose"]
    let optionPrefix = shell == .fish ? "" : "--"
    for word in ["paint", "clean", "stop", "red", "green", "dark-blue", "brush", "floor"]
      + options.map({ optionPrefix + $0 })
    {
      #expect(words.contains(word), "\(word) is missing")
    }
  }

  @Test("what means something to a shell is escaped")
  func escaping() {
    let zsh = Shell.zsh.completions(for: Sample.program)
    #expect(zsh.contains(#"'--colour=[It'\''s the \[only\] colour\: choose]:NAME:(red green dark-blue)'"#))
    let fish = Shell.fish.completions(for: Sample.program)
    #expect(fish.contains(#"-l colour -x -a 'red green dark-blue' -d 'It\'s the [only] colour: choose'"#))
  }

  @Test("paths are completed where paths are wanted")
  func paths() {
    let bash = Shell.bash.completions(for: Sample.program)
    #expect(bash.contains(#"--output) _sample_paths -f "$current"; return ;;"#))
    #expect(bash.contains(#"--output-directory) _sample_paths -d "$current"; return ;;"#))
    let zsh = Shell.zsh.completions(for: Sample.program)
    #expect(zsh.contains("'--output-directory=[Which folder]:DIR:_files -/'"))
    #expect(zsh.contains("'*:THINGS:_files'"))
  }
}
