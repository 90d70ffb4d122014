using ZoeDepth.Data.Manifests;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class DatasetResumeTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _whole;
    private readonly string _folder;

    public DatasetResumeTests()
    {
        (_whole, _folder) = (_temporary.File("whole"), _temporary.File("set"));
        FakeWorld.Write(_whole);
    }

    public void Dispose() => _temporary.Dispose();

    private string Manifest => Path.Combine(_folder, "manifest.jsonl");

    private string Shard(string name) => Path.Combine(_folder, "shards", "00000", name);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(13, 1)]
    [InlineData(13, 3)]
    [InlineData(20, 2)]
    public void What_was_cancelled_goes_on_and_ends_with_the_same_bytes(int at, int threads)
    {
        using var cancel = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            FakeWorld.Write(_folder, threads, cancellation: cancel.Token, world: (family, seed) =>
        {
            if (seed == 7 + (ulong)at) cancel.Cancel();
            return FakeWorld.Make(family, seed);
        }));
        var listed = File.ReadAllLines(Manifest).Length;
        Directory.EnumerateFiles(_folder, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
        FakeWorld.Write(_folder, threads).ShouldBe(new DatasetProgress(25, listed, 25));
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    /// <summary>Ended by force while the manifest was being written: whatever its length, the rest is made.</summary>
    [Fact]
    public void A_manifest_cut_at_any_byte_goes_on_and_ends_with_the_same_bytes()
    {
        var manifest = File.ReadAllBytes(Path.Combine(_whole, "manifest.jsonl"));
        FakeWorld.Write(_folder);
        for (var length = 0; length <= manifest.Length; length += 397)
        {
            File.WriteAllBytes(Manifest, manifest[..length]);
            FakeWorld.Write(_folder).Found.ShouldBe(manifest[..length].Count(letter => letter == '\n'));
            File.ReadAllBytes(Manifest).ShouldBe(manifest);
        }
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void Zeros_at_the_end_of_a_manifest_are_what_a_power_cut_leaves_and_are_cut_off()
    {
        FakeWorld.Write(_folder);
        var lines = File.ReadAllText(Manifest).Split('\n');
        File.WriteAllText(Manifest, $"{string.Join('\n', lines.Take(9))}\n{new string('\0', 300_000)}");
        FakeWorld.Write(_folder).Found.ShouldBe(9);
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void Files_that_were_being_written_are_written_again()
    {
        FakeWorld.Write(_folder);
        File.WriteAllText(Manifest, "");
        File.WriteAllText(Shard(".0000abcd-0.partial"), "half a pict");
        File.WriteAllText(Shard("00000004.depth.png"), "");
        File.Delete(Shard("00000005.depth.png"));
        FakeWorld.Write(_folder);
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void A_first_file_that_was_being_written_is_no_obstacle()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, ".0000abcd-0.partial"), "{\"form");
        FakeWorld.Write(_folder);
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void Files_somebody_removed_are_made_again()
    {
        FakeWorld.Write(_folder);
        File.Delete(Shard("00000002.jpg"));
        Directory.Delete(Path.Combine(_folder, "shards", "00001"), recursive: true);
        FakeWorld.Write(_folder, 2).ShouldBe(new DatasetProgress(25, 14, 25));
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void What_is_complete_is_not_made_again()
    {
        FakeWorld.Write(_folder);
        FakeWorld.Write(_folder, world: (_, _) => throw new InvalidOperationException("nothing is to be made"))
            .ShouldBe(new DatasetProgress(25, 25, 25));
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void A_manifest_that_was_changed_is_refused_and_left_as_it_is()
    {
        FakeWorld.Write(_folder);
        var lines = File.ReadAllLines(Manifest);
        (lines[3], lines[4]) = (lines[4], lines[3]);
        File.WriteAllLines(Manifest, lines);
        Should.Throw<DatasetException>(() => FakeWorld.Write(_folder)).Message.ShouldBe(
            $"{Manifest}, line 4: expected shards/00000/00000003.jpg with shards/00000/00000003.depth.png of seed " +
            "10, but shards/00000/00000004.jpg with shards/00000/00000004.depth.png of seed 11 came. The manifest " +
            "was changed; name another folder");
        File.WriteAllText(Manifest, "{\"seed\": 7}\n");
        Should.Throw<DatasetException>(() => FakeWorld.Write(_folder))
            .Message.ShouldContain("but nothing with nothing of seed 7 came");
        File.WriteAllText(Manifest, new string('x', 70_000));
        Should.Throw<DatasetException>(() => FakeWorld.Write(_folder))
            .Message.ShouldContain("line 1: a line has at most 65536 bytes, and this one goes on");
        File.WriteAllText(Manifest, "hello\n");
        Should.Throw<DatasetException>(() => FakeWorld.Write(_folder))
            .Message.ShouldStartWith($"{Manifest}, line 1: expected the description of one sample as JSON");
        File.ReadAllText(Manifest).ShouldBe("hello\n");
    }

    [Fact]
    public void Two_runs_in_one_folder_do_not_meet()
    {
        Should.Throw<IOException>(() => FakeWorld.Write(_folder, world: (family, seed) =>
        {
            if (seed == 9) FakeWorld.Write(_folder);
            return FakeWorld.Make(family, seed);
        })).Message.ShouldContain("manifest.jsonl");
        FakeWorld.Write(_folder).Found.ShouldBe(2);
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void A_run_that_is_refused_leaves_what_the_other_is_writing()
    {
        FakeWorld.Write(_folder, world: (family, seed) =>
        {
            if (seed == 9)
            {
                File.WriteAllText(Shard(".0000abcd-0.partial"), "half a pict");
                Should.Throw<IOException>(() => FakeWorld.Write(_folder)).Message.ShouldContain(
                    "If another run writes this dataset, let it finish");
                File.Exists(Shard(".0000abcd-0.partial")).ShouldBeTrue();
                File.Delete(Shard(".0000abcd-0.partial"));
            }
            return FakeWorld.Make(family, seed);
        });
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }

    [Fact]
    public void What_is_listed_can_be_read_while_the_rest_is_made()
    {
        var found = 0;
        FakeWorld.Write(_folder, options: FakeWorld.Options with { Count = 70 }, world: (family, seed) =>
        {
            if (seed == 7 + 65)
            {
                var manifest = ManifestDataset.Open(_folder);
                found = manifest.Count;
                for (var i = 0; i < found; i++) manifest.Load(i).Family.ShouldBe(FakeWorld.Options.Families[i % 3]);
            }
            return FakeWorld.Make(family, seed);
        });
        found.ShouldBeInRange(32, 65, "lines are written by dozens");
        File.Exists($"{Manifest}.lock").ShouldBeFalse();
    }

    [Fact]
    public void A_defect_of_the_world_comes_out_and_what_is_finished_is_kept()
    {
        Should.Throw<InvalidOperationException>(() => FakeWorld.Write(_folder, 3, world: (family, seed) =>
            seed == 17 ? throw new InvalidOperationException("a hole in the ground") : FakeWorld.Make(family, seed)))
                .Message.ShouldBe("a hole in the ground");
        File.ReadAllLines(Manifest).Length.ShouldBeInRange(0, 10);
        FakeWorld.Write(_folder);
        FakeWorld.ShouldBeTheSame(_folder, _whole);
    }
}
