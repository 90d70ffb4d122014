using System.Text;
using FsCheck.Xunit;
using ZoeDepth.PyTorch;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>Pickles of all protocols, whole and broken.</summary>
public sealed class PickleReaderTests
{
    private static object? Read(string pickle)
    {
        var bytes = Encoding.Latin1.GetBytes(pickle);
        var reader = new PickleReader(bytes, new PickleCalls("file", isLegacy: false), "file");
        return reader.Read();
    }

    private static CheckpointException Refused(string pickle) => Should.Throw<CheckpointException>(() => Read(pickle));

    [Theory]
    [InlineData("N.", null)]
    [InlineData("\u0088.", true)]
    [InlineData("I01\n.", true)]
    [InlineData("I00\n.", false)]
    [InlineData("I-7\n.", -7L)]
    [InlineData("L42L\n.", 42L)]
    [InlineData("K\u00ff.", 255L)]
    [InlineData("M\u0000\u0001.", 256L)]
    [InlineData("J\u00ff\u00ff\u00ff\u00ff.", -1L)]
    [InlineData("\u008a\u0000.", 0L)]
    [InlineData("\u008a\u0002\u0000\u0080.", -32768L)]
    [InlineData("\u008b\u0001\u0000\u0000\u0000\u0005.", 5L)]
    [InlineData("G\u003f\u00f8\u0000\u0000\u0000\u0000\u0000\u0000.", 1.5)]
    [InlineData("U\u0003abc.", "abc")]
    [InlineData("X\u0002\u0000\u0000\u0000\u00c3\u00a9.", "é")]
    [InlineData("\u008c\u0001z.", "z")]
    [InlineData("N0K\u0001.", 1L)]
    [InlineData("K\u0001(NN1.", 1L)]
    [InlineData("K\u00052q\u00000h\u0000.", 5L)]
    public void A_number_or_text_is_read(string pickle, object? value) => Read(pickle).ShouldBe(value);

    [Fact]
    public void Groups_are_put_together()
    {
        Read("(K\u0001K\u0002t.").ShouldBeOfType<PickleTuple>().Items.ShouldBe([1L, 2L]);
        Read("](K\u0001K\u0002e.").ShouldBeOfType<PickleList>().Items.ShouldBe([1L, 2L]);
        Read("(K\u0001K\u0002l.").ShouldBeOfType<PickleList>().Items.ShouldBe([1L, 2L]);
        Read("}(K\u0001K\u0002u.").ShouldBeOfType<PickleDict>().Items.ShouldBe([new(1L, 2L)]);
        Read("(K\u0001K\u0002d.").ShouldBeOfType<PickleDict>().Items.ShouldBe([new(1L, 2L)]);
        Read("ccollections\nOrderedDict\n](](K\u0001K\u0002eea\u0085R.".Replace("ea\u0085", "e\u0085"))
            .ShouldBeOfType<PickleDict>().Items.ShouldBe([new(1L, 2L)]);
    }

    [Theory]
    [InlineData("K\u0001R.", "an instruction finds no object")]
    [InlineData("NK\u0001)R.", "a number is called, which is no function")]
    [InlineData("(NK\u0001b.", "attributes are given to None, which has none")]
    [InlineData("t.", "an instruction finds no mark")]
    [InlineData("h\u0005.", "it recalls place 5, where nothing was put")]
    [InlineData("}](u.", "pairs are added to a list, which is no dictionary")]
    [InlineData("}(]K\u0001u.", "a list cannot be a key")]
    [InlineData("}(K\u0001u.", "a dictionary gets a key without a value")]
    [InlineData("\u0082\u0001.", "0x82 is no instruction that a checkpoint has")]
    [InlineData("U\u0001\u00ff.", "a text is not UTF-8")]
    [InlineData("I1x\n.", "a line is no whole number")]
    public void What_is_malformed_is_said(string pickle, string problem)
    {
        var error = Refused(pickle);

        error.Fault.ShouldBe(CheckpointFault.BadPickle);
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("cos\nsystem\n.", "'os.system', which no weights need and which may run a program")]
    [InlineData("cbuiltins\neval\n(U\u0001at" + "R.", "'builtins.eval', which no weights need")]
    [InlineData("cnumpy.core.multiarray\nscalar\n.", "'numpy.core.multiarray.scalar', a NumPy value")]
    [InlineData("cargparse\nNamespace\n.", "'argparse.Namespace', the settings of a training program")]
    [InlineData("cmymodel\nNet\n.", "'mymodel.Net', a class of the program that wrote it")]
    [InlineData("\u008c\u0002os\u008c\u0006system\u0093.", "'os.system'")]
    [InlineData("(ios\nsystem\n.", "'os.system'")]
    public void Other_names_are_refused_before_anything_is_called(string pickle, string text)
    {
        var error = Refused(pickle);

        error.Fault.ShouldBe(CheckpointFault.ForbiddenGlobal);
        error.Message.ShouldContain(text);
        error.Message.ShouldContain("Nothing was called and nothing is");
    }

    [Fact]
    public void A_name_of_somebody_else_is_cut_and_harmless_to_a_terminal()
    {
        var message = Refused($"c{new string('m', 900)}\n\u001b[31m\n.").Message;

        message.Length.ShouldBeLessThan(700);
        message.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Endless_objects_are_refused_within_their_limit()
    {
        Refused(string.Concat(Enumerable.Repeat("N0", 1_000_001))).Fault.ShouldBe(CheckpointFault.Limit);
        Refused(new string(']', 70_000)).Fault.ShouldBe(CheckpointFault.Limit);
        Refused("Nr\u00ff\u00ff\u00ff\u00ff.").Fault.ShouldBe(CheckpointFault.Limit);
    }

    [Fact]
    public void Few_bytes_cannot_ask_for_much_work()
    {
        // One list of a thousand pairs, and two thousand dictionaries made of it.
        Refused("(K\u0001K\u0002tq\u00000](" + string.Concat(Enumerable.Repeat("h\u0000", 1000))
            + "e\u0085q\u00010ccollections\nOrderedDict\nq\u00020"
            + string.Concat(Enumerable.Repeat("h\u0002h\u0001R0", 2000)) + "N.").Fault.ShouldBe(CheckpointFault.Limit);
        // A key is looked up as often as its storage is named: it must be short.
        Refused("(U\u0007storagectorch\nFloatStorage\nX\u0000\u0010\u0000\u0000" + new string('k', 4096)
            + "U\u0003cpuK\u0001tQ.").Fault.ShouldBe(CheckpointFault.Limit);
        Refused(new string('(', 70_000)).Fault.ShouldBe(CheckpointFault.Limit);
    }

    [Property(MaxTest = 5000)]
    public void Any_bytes_are_read_or_refused(byte[] bytes)
    {
        try
        {
            new PickleReader(bytes, new PickleCalls("file", isLegacy: true), "file").Read();
        }
        catch (CheckpointException error)
        {
            error.Message.ShouldStartWith("file: ");
        }
    }
}
