using ZoeDepth.Pretrained;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>What a folder holds when a save does not come to its end.</summary>
public sealed class InterruptedSaveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string[] Files =>
        [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static Parameter[] Three =>
        [SafeTensorsFiles.Counting("c", new Shape(2, 2)), SafeTensorsFiles.Counting("a", new Shape(8), 2),
            SafeTensorsFiles.Counting("b", new Shape(2), 3)];

    [Fact]
    public void A_save_that_fails_leaves_the_earlier_files_as_they_were()
    {
        Checkpoint.Save(_folder.Path, Three);
        var before = File.ReadAllBytes(_folder.File("model.safetensors"));
        using var store = new WeightStore(new FixedWeights());

        Should.Throw<InvalidOperationException>(() =>
            Checkpoint.Save(_folder.Path, [.. Three, store.Root.Parameter("missing", 2)], maxShardSize: 16));

        Files.ShouldBe(["model.safetensors"]);
        File.ReadAllBytes(_folder.File("model.safetensors")).ShouldBe(before);
    }

    /// <summary>Counting numbers that do something just before they are written.</summary>
    private sealed class ActingValues(Action act) : IParameterValues
    {
        public ParameterLease Open()
        {
            act();
            return new MemoryValues([0, 1]).Open();
        }
    }

    /// <summary>
    /// Three tensors in three shards, of which the second cannot get its name: a folder takes it while the tensors are
    /// written.
    /// </summary>
    private Parameter[] ThreeWithAFolderInTheWayOf(string file) =>
        [.. Three[..2], new Parameter("b", new Shape(2), new ActingValues(() =>
        {
            File.Delete(_folder.File(file));
            Directory.CreateDirectory(_folder.File(file, "full"));
        }))];

    [Fact]
    public void Shards_that_get_stuck_among_earlier_shards_leave_no_mixture_that_opens()
    {
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 1);

        Should.Throw<IOException>(() =>
            Checkpoint.Save(_folder.Path, ThreeWithAFolderInTheWayOf("model-00002-of-00003.safetensors"),
                maxShardSize: 1)).Message
            .ShouldStartWith($"cannot write {_folder.File("model-00002-of-00003.safetensors")}: ");

        Should.Throw<FileNotFoundException>(() =>
            WeightFiles.Open(_folder.Path)).Message.ShouldContain("holds no weights");
        Files.ShouldAllBe(file => !file.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void Shards_that_get_stuck_beside_an_earlier_single_file_leave_that_in_force()
    {
        Checkpoint.Save(_folder.Path, Three);

        Should.Throw<IOException>(() =>
            Checkpoint.Save(_folder.Path, ThreeWithAFolderInTheWayOf("model-00002-of-00003.safetensors"),
                maxShardSize: 1));

        using var loaded = WeightFiles.Open(_folder.Path);
        loaded.Description.ShouldBe(_folder.File("model.safetensors"));
        SafeTensorsFiles.Floats(loaded, "b").ShouldBe([0, 3]);
    }

    [Fact]
    public void A_configuration_that_cannot_be_written_leaves_the_earlier_weights()
    {
        Checkpoint.Save(_folder.Path, Three, long.MaxValue, "{}");
        File.Delete(_folder.File("config.json"));
        Directory.CreateDirectory(_folder.File("config.json"));

        Should.Throw<IOException>(() => Checkpoint.Save(_folder.Path, [Three[0]], long.MaxValue, "{}"));

        using var loaded = WeightFiles.Open(_folder.Path);
        loaded.Keys.Count().ShouldBe(3);
        Files.ShouldBe(["model.safetensors"]);
    }

    [Fact]
    public void Weights_that_get_stuck_do_not_stand_beside_the_configuration_of_others()
    {
        Checkpoint.Save(_folder.Path, Three, long.MaxValue, "{\"old\": 1}");

        Should.Throw<IOException>(() =>
            Checkpoint.Save(_folder.Path, ThreeWithAFolderInTheWayOf("model.safetensors"), long.MaxValue, "{}"));

        Files.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_configuration_stays_the_file_it_was_so_that_the_weights_change_in_one_step()
    {
        Checkpoint.Save(_folder.Path, Three, long.MaxValue, "{}");
        File.SetLastWriteTimeUtc(_folder.File("config.json"), DateTime.UnixEpoch);

        Checkpoint.Save(_folder.Path, [Three[0]], long.MaxValue, "{}");
        File.GetLastWriteTimeUtc(_folder.File("config.json")).ShouldBe(DateTime.UnixEpoch);

        Checkpoint.Save(_folder.Path, [Three[0]], long.MaxValue, "{ }");
        File.ReadAllText(_folder.File("config.json")).ShouldBe("{ }");
    }
}
