namespace ZoeDepth.Cli.Shell;

/// <summary>
/// What each shell asks for words with: it runs <c>zoedepth completion</c> with what has been typed, and completes
/// files itself where that knows nothing.
/// </summary>
internal static class ShellScript
{
    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for one of them.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => """
            _zoedepth() {
              local IFS=$'\n' cur=${COMP_WORDS[COMP_CWORD]} found
              found=$(zoedepth completion bash --line "$COMP_LINE" --at "$COMP_POINT" 2>/dev/null)
              COMPREPLY=($(compgen -W "$found" -- "$cur"))
            }
            complete -o default -F _zoedepth zoedepth

            """,
        "zsh" => """
            _zoedepth() {
              local -a words_found=("${(@f)$(zoedepth completion zsh --line "$BUFFER" --at "$CURSOR" 2>/dev/null)}")
              if (( ${#words_found[@]} )) && [[ -n ${words_found[1]} ]]; then compadd -a words_found; else _files; fi
            }
            compdef _zoedepth zoedepth

            """,
        "fish" => """
            complete -c zoedepth -a '(zoedepth completion fish --line (commandline) --at (commandline -C) 2>/dev/null)'

            """,
        _ => """
            Register-ArgumentCompleter -Native -CommandName zoedepth -ScriptBlock {
              param($word, $line, $position)
              zoedepth completion pwsh --line "$line" --at $position 2>$null |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }

            """,
    };
}
