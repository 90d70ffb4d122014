using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>Small rooms, and nothing of anybody's machine in them.</summary>
public sealed partial class HouseKeepingTests
{
    private const int LongFile = 300, LongLine = 120, LongTable = 150;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    private static readonly string[] Binary = [".png", ".jpg", ".bmp", ".safetensors", ".npy", ".npz", ".pfm", ".ppm",
        ".pgm", ".pnm", ".pbm", ".pam", ".glb", ".pt", ".bin", ".gif", ".webp", ".tif", ".ico", ".br"];

    private static readonly string[] EmptyNames = ["Utils", "Util", "Helpers", "Helper", "Manager", "Common", "Misc"];

    [Fact]
    public void Files_are_of_one_idea()
    {
        var tooLong = Sources.CSharp("src").Concat(Sources.CSharp("tests")).Concat(Sources.CSharp("bench"))
            .Where(file => File.ReadLines(file).Count() > LongFile).Select(Sources.Relative).ToList();
        tooLong.Except(LongFiles.Keys)
            .ShouldBeEmpty(
                $"more than {LongFile} lines: split the file by its ideas, or name it in LongFiles with a reason");
        LongFiles.Keys.Except(tooLong).ShouldBeEmpty("no longer that long; take it off the list");
    }

    [Fact]
    public void Lines_fit_on_a_screen()
    {
        var found = Sources.CSharp("src").Concat(Sources.CSharp("tests")).Concat(Sources.CSharp("bench"))
            .Concat(Sources.CSharp("tools")).Concat(Sources.CSharp("samples")).SelectMany(TooLong);
        found.ShouldBeEmpty($"more than {LongLine} columns ({LongTable} in tables of numbers)");
    }

    private static IEnumerable<string> TooLong(string file)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var quotes = line.Split("\"\"\"").Length - 1;
            var isLiteral = isRaw || quotes > 0 || Verbatim().IsMatch(line);
            if (quotes % 2 == 1) isRaw = !isRaw;
            var limit = NumbersOnly().IsMatch(line) ? LongTable : LongLine;
            if (!isLiteral && line.Length > limit) yield return $"{Sources.Relative(file)}:{number}";
        }
    }

    // A regular expression and a JSON document cannot be broken without changing what they say.
    [GeneratedRegex(@"^\s*\$?@""")]
    private static partial Regex Verbatim();

    [GeneratedRegex(@"^[\s\d.,+\-eEfx(){}\[\]A-F]*$")]
    private static partial Regex NumbersOnly();

    [Fact]
    public void No_file_is_named_after_nothing() =>
        Sources.CSharp("src").Concat(Sources.CSharp("tests")).Concat(Sources.CSharp("bench"))
            .Where(file => EmptyNames.Any(name => Path.GetFileNameWithoutExtension(file)
                .EndsWith(name, StringComparison.Ordinal))).Select(Sources.Relative).ShouldBeEmpty();

    [Fact]
    public void No_text_names_a_folder_of_somebodys_machine()
    {
        var found = TextFiles().SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line, at: $"{Sources.Relative(file)}:{i + 1}")))
            .Where(pair => MachinePath().IsMatch(pair.line)).Select(pair => pair.at);
        found.ShouldBeEmpty("an absolute path of one machine means nothing on another");
    }

    [GeneratedRegex(@"(?<![\w.])/(home|Users|root|work|mnt)/\w|(?<!\w)[A-Z]:\\+(Users|work|dev)\\",
        RegexOptions.IgnoreCase)]
    private static partial Regex MachinePath();

    [Theory]
    [InlineData("see /home/jane/file")]
    [InlineData("\"C:\\\\Users\\\\jane\"")]
    public void A_path_of_a_machine_is_found(string line) => MachinePath().IsMatch(line).ShouldBeTrue();

    [Fact]
    public void No_text_promises_to_be_finished_later()
    {
        var found = Sources.CSharp("src").Concat(Sources.CSharp("tests"))
            .Where(file => Path.GetFileName(file) != $"{nameof(HouseKeepingTests)}.cs")
            .SelectMany(file => File.ReadLines(file)
                .Select((line, i) => (line, at: $"{Sources.Relative(file)}:{i + 1}")))
            .Where(pair => Promise().IsMatch(pair.line)).Select(pair => pair.at);
        found.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Promise();

    private static IEnumerable<string> TextFiles() => Sources.Files(Goldens.RepositoryRoot)
        .Where(file => !Binary.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
            && Path.GetFileName(file) != $"{nameof(HouseKeepingTests)}.cs");
}
