using ZoeDepth.Pretrained;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>Weights in checkpoints of training programs, and how files are opened.</summary>
public sealed class StateDictTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Good(string name) =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "pt", "good", name);

    [Fact]
    public void The_weights_of_a_training_run_are_found_beside_its_optimiser()
    {
        using var source = WeightFiles.Open(Good("training_checkpoint.pt"));

        source.Keys.ShouldContain("conv.weight");
        source.Keys.ShouldNotContain(key => key.Contains('/'));
        source.Find("conv.weight", new Shape())!.Shape.ShouldBe([4L, 3, 3, 3]);
        source.Find("model/conv.weight", new Shape()).ShouldBeNull();
        source.Find("conv.weight", new Shape())!.Keys.ShouldBe(["conv.weight"]);
    }

    [Fact]
    public void Files_are_known_by_their_first_bytes()
    {
        File.Copy(Good("state_dict_module.pt"), _folder.File("model.safetensors"));
        using (var source = WeightFiles.Open(_folder.File("model.safetensors"))) source.ShouldBeOfType<StateDict>();
        var safe = Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "pt", "safetensors", "plain.safetensors");
        File.Copy(safe, _folder.File("weights.pt"));
        using (var source = WeightFiles.Open(_folder.File("weights.pt"))) source.ShouldBeOfType<SafeTensorsFile>();
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("ZoeD_M12_N.pt")]
    [InlineData("weights.pth")]
    public void A_folder_may_hold_a_checkpoint_of_PyTorch(string name)
    {
        File.Copy(Good("state_dict_module.pt"), _folder.File(name));

        using var source = WeightFiles.Open(_folder.Path);

        source.Description.ShouldBe(_folder.File(name));
    }

    [Fact]
    public void Of_several_checkpoints_none_is_guessed()
    {
        File.Copy(Good("state_dict_module.pt"), _folder.File("a.pt"));
        File.Copy(Good("state_dict_module.pt"), _folder.File("b.pth"));

        Should.Throw<CheckpointException>(() => WeightFiles.Open(_folder.Path)).Message
            .ShouldBe($"{_folder.Path}: the folder holds several checkpoints (a.pt, b.pth); name one of them");
    }

    [Fact]
    public void Safetensors_come_first_and_shards_are_found_by_their_index()
    {
        var shards = Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "pt", "sharded", "bin");
        foreach (var file in Directory.GetFiles(shards)) File.Copy(file, _folder.File(Path.GetFileName(file)));
        using (var source = WeightFiles.Open(_folder.Path))
            source.ShouldBeOfType<ShardedWeights<StateDict>>().Keys.ShouldNotBeEmpty();
        SafeTensorsWriter.Write(_folder.File("model.safetensors"),
            [WritableTensor.Of("w", TensorDataType.F32, [1], new byte[4])]);
        using (var source = WeightFiles.Open(_folder.Path)) source.Keys.ShouldBe(["w"]);
    }

    [Fact]
    public void A_bit_that_changed_on_the_disk_is_found_when_the_model_asks_for_the_tensor()
    {
        using var source = PyTorchFile.Open(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "pt", "bad",
            "crc_mismatch.pt"));

        source.Verify([]);
        Should.Throw<CheckpointException>(() => source.Verify([.. source.Keys])).Fault
            .ShouldBe(CheckpointFault.BadContainer);
    }
}
