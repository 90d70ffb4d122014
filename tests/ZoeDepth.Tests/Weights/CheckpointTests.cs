using System.Text.Json.Nodes;
using ZoeDepth.Pretrained;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>The weight files of a model folder, in and out.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string[] Files =>
        [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Models
    {
        get
        {
            var models = new TheoryData<string>();
            foreach (var file in Directory.GetFiles(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf"),
                "model.safetensors", SearchOption.AllDirectories).Order())
                models.Add(Path.GetFileName(Path.GetDirectoryName(file)!));
            return models;
        }
    }

    /// <summary>A model of all weights in a file, in the file's order.</summary>
    private static WeightStore Load(string path)
    {
        var source = WeightFiles.Open(path);
        var store = new WeightStore(source);
        foreach (var key in source.Keys.Where(key => !key.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            var shape = source.Find(key, new Shape())!.Shape;
            store.Root.Parameter(key, [.. shape.Select(extent => (int)extent)]);
        }
        store.RequireMatch();
        return store;
    }

    [Theory, MemberData(nameof(Models))]
    public void A_model_saved_again_is_the_file_transformers_wrote_to_the_byte(string model)
    {
        var original = Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", model);
        using var loaded = Load(original);

        Checkpoint.Save(_folder.Path, loaded.Parameters);

        Files.ShouldBe(["model.safetensors"]);
        File.ReadAllBytes(_folder.File("model.safetensors"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(original, "model.safetensors")));
    }

    private Parameter[] Three =>
        [SafeTensorsFiles.Counting("c", new Shape(2, 2)), SafeTensorsFiles.Counting("a", new Shape(8), 2),
            SafeTensorsFiles.Counting("b", new Shape(2), 3)];

    /// <summary>
    /// Sizes 16, 32, 8 bytes against a limit of 24: the second is larger than any shard and gets one at once; the first
    /// and third share the last.
    /// </summary>
    [Fact]
    public void Shards_are_cut_by_the_rule_of_huggingface_hub()
    {
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 24);

        Files.ShouldBe(["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
            "model.safetensors.index.json"]);
        File.ReadAllText(_folder.File("model.safetensors.index.json")).ShouldBe("""
            {
              "metadata": {
                "total_parameters": 14,
                "total_size": 56
              },
              "weight_map": {
                "a": "model-00001-of-00002.safetensors",
                "b": "model-00002-of-00002.safetensors",
                "c": "model-00002-of-00002.safetensors"
              }
            }

            """.ReplaceLineEndings("\n"));
        using var loaded = WeightFiles.Open(_folder.Path);
        SafeTensorsFiles.Floats(loaded, "a").ShouldBe([0, 2, 4, 6, 8, 10, 12, 14]);
        SafeTensorsFiles.Floats(loaded, "c").ShouldBe([0, 1, 2, 3]);
        loaded.Find("d", new Shape()).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(16, 3)]
    [InlineData(47, 2)]
    [InlineData(48, 2)]
    [InlineData(56, 1)]
    public void A_shard_is_as_full_as_the_limit_allows(long limit, int shards)
    {
        Checkpoint.Save(_folder.Path, Three, limit);

        Files.Count(f => f.EndsWith(".safetensors", StringComparison.Ordinal)).ShouldBe(shards);
        using var loaded = WeightFiles.Open(_folder.Path);
        loaded.Keys.Order().ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Saving_in_another_number_of_shards_removes_the_files_of_the_earlier_save_and_no_others()
    {
        _folder.Write("model-card.safetensors", [1]);
        _folder.Write("model-00001-of-00002.txt", [1]);
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 16);
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 48);
        Files.ShouldBe(["model-00001-of-00002.safetensors", "model-00001-of-00002.txt",
            "model-00002-of-00002.safetensors", "model-card.safetensors", "model.safetensors.index.json"]);

        Checkpoint.Save(_folder.Path, Three);
        Files.ShouldBe(["model-00001-of-00002.txt", "model-card.safetensors", "model.safetensors"]);

        Checkpoint.Save(_folder.Path, Three, maxShardSize: 48);
        Files.ShouldNotContain("model.safetensors");
    }

    [Fact]
    public void A_tensor_of_many_pieces_is_written_whole()
    {
        var large = SafeTensorsFiles.Counting("large", new Shape(3, 250_001));

        Checkpoint.Save(_folder.Path, [large]);

        using var loaded = WeightFiles.Open(_folder.Path);
        SafeTensorsFiles.Floats(loaded, "large").ShouldBe(large.Values.ToArray());
    }

    [Fact]
    public void A_model_can_be_saved_over_the_file_it_is_read_from()
    {
        Checkpoint.Save(_folder.Path, Three);
        using var loaded = Load(_folder.Path);
        using (var w = loaded["a"].Write()) w.Values[0] = 99;

        Checkpoint.Save(_folder.Path, loaded.Parameters);

        using var again = WeightFiles.Open(_folder.Path);
        SafeTensorsFiles.Floats(again, "a").ShouldBe([99, 2, 4, 6, 8, 10, 12, 14]);
        SafeTensorsFiles.Floats(again, "c").ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void A_tensor_that_writes_too_little_is_a_mistake_of_the_caller()
    {
        var error = Should.Throw<ArgumentException>(() =>
            SafeTensorsWriter.Write(_folder.File("x"), [WritableTensor.Of("a", TensorDataType.F32, [2], new byte[4])]));

        error.Message.ShouldStartWith("the tensor 'a' needs 8 bytes, but 4 were written");
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void Two_tensors_of_one_name_are_not_written()
    {
        var tensor = WritableTensor.Of("a", TensorDataType.U8, [1], new byte[1]);

        Should.Throw<ArgumentException>(() =>
            SafeTensorsWriter.Write(_folder.File("x"), [tensor, tensor])).Message.ShouldBe(
            "the tensor 'a' is there twice");
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_or_an_index_can_be_named_directly()
    {
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 16);

        using (var shards = WeightFiles.Open(_folder.File("model.safetensors.index.json")))
            shards.Keys.Count().ShouldBe(3);
        using var shard = WeightFiles.Open(_folder.File("model-00001-of-00003.safetensors"));
        shard.Keys.Count().ShouldBe(1);
    }

    [Fact]
    public void A_folder_without_weights_says_what_was_expected()
    {
        Should.Throw<FileNotFoundException>(() => WeightFiles.Open(_folder.Path)).Message
            .ShouldBe($"{_folder.Path} holds no weights; expected model.safetensors, pytorch_model.bin, or an index " +
                "of either with its shards");
        Should.Throw<DirectoryNotFoundException>(() => WeightFiles.Open(_folder.File("none"))).Message
            .ShouldBe($"there is no folder {_folder.File("none")}; expected a model folder that holds " +
                "model.safetensors");
    }

    [Theory, InlineData("tf_model.h5"), InlineData("model.onnx")]
    public void A_folder_with_weights_in_another_format_names_them(string file)
    {
        _folder.Write(file, [1]);

        var error = Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path));

        error.Fault.ShouldBe(CheckpointFault.Unsupported);
        error.Message.ShouldBe(
            $"{_folder.File(file)}: the folder holds no model.safetensors, and this format is not read: " +
            "save the model as safetensors (save_pretrained in transformers does)");
    }

    [Theory]
    [InlineData("../model-00001-of-00002.safetensors")]
    [InlineData("sub/model.safetensors")]
    [InlineData("sub\\model.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("C:model.safetensors")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\u0000.safetensors")]
    public void An_index_that_names_a_file_elsewhere_is_refused(string name)
    {
        var index = new JsonObject { ["weight_map"] = new JsonObject { ["a"] = name } };
        File.WriteAllText(_folder.File("model.safetensors.index.json"), index.ToJsonString());

        var error = Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path));

        error.Fault.ShouldBe(CheckpointFault.UnsafeName);
        error.Message.ShouldContain(
            $"it names the file '{name.Replace("\0", "\\u0000", StringComparison.Ordinal)}'; shards must lie beside " +
            "their index");
    }

    [Theory]
    [InlineData("{", "it is not JSON (")]
    [InlineData("[]", "it must have an object weight_map from tensors to files")]
    [InlineData("""{"weight_map": []}""", "it must have an object weight_map from tensors to files")]
    [InlineData("""{"weight_map": {"a": 3}}""", "the file of 'a' must be a text, not '3'")]
    [InlineData("""{"weight_map": {"a": "x", "a": "y"}}""", "it is not JSON (")]
    [InlineData("""{"weight_map": {"a": "\ud800"}}""",
        "it is not JSON (the text at byte 21 holds half of a surrogate pair, which is no character)")]
    [InlineData("""{"weight_map": {"\udc00": "x"}}""",
        "it is not JSON (the text at byte 16 holds half of a surrogate pair, which is no character)")]
    public void A_damaged_index_is_refused_with_the_reason(string json, string reason)
    {
        File.WriteAllText(_folder.File("model.safetensors.index.json"), json);

        var error = Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path));

        error.Fault.ShouldBe(CheckpointFault.BadIndex);
        error.Message.ShouldStartWith(
            $"{_folder.File("model.safetensors.index.json")}: the index of the shards is damaged: {reason}");
    }

    [Fact]
    public void An_index_of_bytes_that_are_no_text_is_refused()
    {
        _folder.Write("model.safetensors.index.json", [.. "{\"weight_map\": {\""u8, 0xFF, .. "\": \"x\"}}"u8]);

        Should.Throw<CheckpointException>(() =>
            WeightFiles.Open(_folder.Path)).Message.ShouldContain(
            "the index of the shards is damaged: it is not JSON (it is not UTF-8 text)");
    }

    [Fact]
    public void An_index_that_leads_to_an_endless_device_is_read_to_the_limit_and_no_further()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "/dev/zero is not there");
        File.CreateSymbolicLink(_folder.File("model.safetensors.index.json"), "/dev/zero");

        Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path)).Fault.ShouldBe(CheckpointFault.Limit);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        Checkpoint.Save(_folder.Path, Three, maxShardSize: 48);
        File.Delete(_folder.File("model-00002-of-00002.safetensors"));

        var error = Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path));

        error.Fault.ShouldBe(CheckpointFault.MissingEntry);
        error.Message.ShouldEndWith(
            ": the shard model-00002-of-00002.safetensors is not beside the index; download it too");
    }
}
