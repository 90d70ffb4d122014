using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// The table of rooms in ARCHITECTURE.md: whoever has a line of source finds there what its folder is for.
/// </summary>
public sealed partial class RoomsTests
{
    private static readonly string[] Rooms = [.. Named()];

    [Fact]
    public void Every_folder_of_a_project_stands_in_the_table_of_rooms()
    {
        var folders = Sources.CSharp("src").Select(file => Sources.Relative(file).Split('/'))
            .Where(parts => parts.Length > 3).Select(parts => string.Join('/', parts[..3])).Distinct();
        folders.Except(Rooms).ShouldBeEmpty("say in ARCHITECTURE.md, The rooms, what belongs there");
    }

    [Fact]
    public void Every_room_of_the_table_is_there_and_stands_there_once()
    {
        Rooms.Where(room => !Directory.Exists(Path.Combine(Goldens.RepositoryRoot, room))).ShouldBeEmpty();
        Rooms.GroupBy(room => room).Where(room => room.Count() > 1).Select(room => room.Key).ShouldBeEmpty();
        Rooms.Length.ShouldBeGreaterThan(60);
    }

    /// <summary>The folders of src in the table's first column: after a first path, names beside it.</summary>
    private static IEnumerable<string> Named()
    {
        var text = File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "ARCHITECTURE.md"));
        var section = text.Split("\n## The rooms\n")[1].Split("\n## ")[0];
        foreach (Match row in Row().Matches(section))
        {
            var names = Name().Matches(row.Groups[1].Value).Select(name => name.Groups[1].Value).ToArray();
            yield return names[0];
            foreach (var name in names.Skip(1)) yield return $"{names[0][..names[0].LastIndexOf('/')]}/{name}";
        }
    }

    [GeneratedRegex(@"^\| (`src/[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
