using System.Text.Json;
using ZoeDepth.Data.Readers;
using ZoeDepth.Data.Tests.Evaluation;
using ZoeDepth.Imaging;
using static ZoeDepth.Data.Tests.Evaluation.EvaluationGoldens;

namespace ZoeDepth.Data.Tests.Readers;

[Trait("Family", "evaluation")]
public sealed class ArrayFileGoldenTests
{
    public static TheoryData<string> Hdf5Cases => Goldens.Names(Family, "hdf5");

    public static TheoryData<string> NpyCases => Goldens.Names(Family, "npy");

    [GoldenTheory, MemberData(nameof(Hdf5Cases))]
    public void Hdf5_files_give_their_numbers(string name)
    {
        var item = Case(name);
        var file = Goldens.PathOf(Family, item.GetProperty("files").GetProperty("hdf5").GetString()!);
        foreach (var array in item.GetProperty("expect").EnumerateArray().Select(one =>
            one.GetProperty("name").GetString()!))
        {
            double[] values;
            try
            {
                values = Hdf5Floats.Read(file, array).Values;
            }
            catch (ImageFormatException refusal)
                when (refusal is UnsupportedImageException || MayBeRefused(item.GetProperty("params")))
            {
                refusal.Message.ShouldContain(Path.GetFileName(file));
                continue;
            }
            Check(item, array, values);
        }
    }

    [Fact]
    public void An_hdf5_file_that_was_cut_short_is_refused_wherever_it_ends()
    {
        var whole = File.ReadAllBytes(Goldens.PathOf(Family, "hdf5/contiguous_f4.hdf5"));
        using var folder = new TemporaryFolder();
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 97))
        {
            var file = folder.Write("cut.hdf5", whole.AsSpan(0, length));
            Should.Throw<Exception>(() => Hdf5Floats.Read(file, "dataset"), $"{length} of {whole.Length} bytes")
                .ShouldBeAssignableTo<ImageFormatException>();
        }
    }

    // HyperSim's files are superblock 0 in the machine's byte order; the set says that the rest may be refused.
    // Integers are no depth.
    private static bool MayBeRefused(JsonElement given) =>
        given.TryGetProperty("libver", out var version) && version.GetString() == "latest"
        || given.TryGetProperty("dtype", out var type) && type.GetString()!.StartsWith('>');

    [GoldenTheory, MemberData(nameof(NpyCases))]
    public void Npy_files_give_their_numbers(string name)
    {
        var item = Case(name);
        var array = Npy.Read(Goldens.PathOf(Family, item.GetProperty("files").GetProperty("npy").GetString()!));
        array.ToFloats()
            .ShouldBe(Tensors(item)[item.GetProperty("expect")[0].GetProperty("tensor").GetString()!].Floats());
    }

    [Fact]
    public void A_file_that_is_no_hdf5_says_so()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<ImageFormatException>(
            () => Hdf5Floats.Read(folder.Write("x.hdf5", new byte[200]), "dataset")).Message.ShouldContain("x.hdf5");
    }
}
