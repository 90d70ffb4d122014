using System.Text.RegularExpressions;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Testing.Hub;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Readme;

/// <summary>What README.md and docs/command-line.md say of the command line is run.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Command = "dotnet run -c Release --project src/ZoeDepth.Cli -- ";

    private static readonly string Text = File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "README.md"));
    private static readonly string CommandLineText =
        File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", "command-line.md"));
    private static readonly string[] Lines = CommandLineText.Split('\n');

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private static string[] Blocks(string language) =>
        [.. Block().Matches(Text).Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value)];

    [Fact]
    public async Task The_first_commands_work_as_they_stand()
    {
        var commands = Blocks("bash")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        commands.Length.ShouldBe(2);
        commands.ShouldAllBe(command => command.StartsWith(Command, StringComparison.Ordinal));
        foreach (var command in commands)
        {
            var words = command[Command.Length..].Split(' ').Select(word => Place(word)).ToArray();
            (await CommandRun.Of(words)).Ended(ExitCode.Done);
        }
        var metres = DepthPng.Read(_folder.File("artifacts", "depth", "room_desk.depth.png")).Values;
        var sorted = metres.Order().ToArray();
        sorted[sorted.Length / 2].ShouldBeInRange(0.5f, 8, "a room is some metres deep");
        (sorted[^(sorted.Length / 20)] / sorted[sorted.Length / 20]).ShouldBeGreaterThan(1.3f,
            "a chair is nearer than the wall behind it");
        File.Exists(_folder.File("artifacts", "figures", "attractors.svg")).ShouldBeTrue();
    }

    // The README's paths start at the repository; everything else lies in this test's folder.
    private string Place(string word) => word.StartsWith("samples/", StringComparison.Ordinal)
        ? Path.Combine(Goldens.RepositoryRoot, word)
        : word.Contains('/', StringComparison.Ordinal) && !word.StartsWith("Intel/", StringComparison.Ordinal)
            || File.Exists(_folder.File(word)) || Directory.Exists(_folder.File(word))
                ? _folder.File(word.Split('/')) : word;

    [Fact]
    public async Task The_commands_for_other_models_and_for_datasets_work_as_they_stand()
    {
        const string pulled = "Intel/zoedepth-nyu-kitti";
        using var server = new HubServer();
        server.Repos[pulled] = HubRepo.OfFolder(Samples.Model("two-heads-kitti"));
        var environment = new Dictionary<string, string>
            { ["HF_HOME"] = _folder.File("hf"), ["HF_ENDPOINT"] = $"{server.Endpoint}" };
        var ran = new List<string>();
        File.Copy(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", "room_desk.jpg"), _folder.File("room.jpg"));
        File.Copy(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original", "weights", "two_heads.pt"),
            _folder.File("ZoeD_M12_N.pt"));
        BenchmarkTrees.CopyTo(_folder.File("datasets"), "nyu", "kitti");
        CopyModel("two-heads-kitti", _folder.File("models", "zoedepth-nyu-kitti"));

        foreach (var command in Blocks("bash").Skip(1).SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith(Command, StringComparison.Ordinal)))
        {
            var words = command[Command.Length..].Split(' ');
            ran.Add(words[0]);
            // It would answer until it is stopped: ServeTests start it, and stop it.
            if (words is ["serve"]) continue;
            var run = await CommandRun.In(environment, [words[0], .. words.Skip(1).Select(Place)]);
            run.Ended(ExitCode.Done);
            if (words[0] == "evaluate") run.Out.ShouldContain("difference to");
        }

        ran.ShouldBe(["predict", "convert", "models", "evaluate", "serve"]);
        File.Exists(_folder.File("room.depth.npy")).ShouldBeTrue();
        File.Exists(_folder.File("models", "zoedepth-nyu", "model.safetensors")).ShouldBeTrue();
        server.Downloads("model.safetensors").Count().ShouldBe(1);
    }

    private static void CopyModel(string name, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(Samples.Model(name)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    [Fact]
    public void The_table_of_exit_codes_is_the_one_in_force()
    {
        foreach (var (code, meaning) in ExitCode.Table) Lines.ShouldContain($"| {code} | {meaning} |");
        Lines.Count(line => ExitCodeRow().IsMatch(line)).ShouldBe(ExitCode.Table.Count);
    }

    [GeneratedRegex(@"^\| \d+ \| ")]
    private static partial Regex ExitCodeRow();

    [Fact]
    public void The_table_of_presets_is_the_one_in_force()
    {
        foreach (var preset in DepthPreset.All)
        {
            var name = $"`{preset.Name}`{(preset == DepthPreset.HuggingFace ? " (default)" : "")}";
            Lines.ShouldContain(
                $"| {name} | {preset.Description} | {(preset.KeepAspect ? "kept" : "stretched")} | " +
                $"{YesNo(preset.Pad)} | {YesNo(preset.Flip)} | {preset.ResizeBack.ToString().ToLowerInvariant()} |");
        }

        static string YesNo(bool value) => value ? "yes" : "no";
    }

    [Fact]
    public void Every_option_and_variable_it_names_exists()
    {
        foreach (var (name, _) in HelpWithExamples.EnvironmentVariables) CommandLineText.ShouldContain($"`{name}`");
        var known = new System.CommandLine.Command[]
            { new PredictCommand(Terminal.Process), new ExplainCommand(Terminal.Process),
                new InfoCommand(Terminal.Process), new BenchCommand(Terminal.Process),
                new InitCommand(Terminal.Process),
                new SynthCommand(Terminal.Process),
                new EvaluateCommand(Terminal.Process), new ConvertCommand(Terminal.Process),
                new QuantizeCommand(Terminal.Process),
                new RepairKCommand(Terminal.Process) }
            .SelectMany(verb => verb.Options).Select(option => option.Name).Append("--help").ToHashSet();
        foreach (var option in OptionName().Matches(Text + CommandLineText).Select(match => match.Groups[1].Value)
            .Distinct()) known.ShouldContain(option);
    }

    [GeneratedRegex("`(--[a-z-]+)")]
    private static partial Regex OptionName();
}
