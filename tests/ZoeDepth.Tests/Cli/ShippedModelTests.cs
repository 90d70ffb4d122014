using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>Which model answers when none is named.</summary>
public sealed class ShippedModelTests
{
    [Fact]
    public void The_model_beside_the_program_answers_when_none_is_named()
    {
        using var program = new TemporaryFolder();
        var folder = Path.Combine(program.Path, "models", "zoedepth-mini");
        Should.Throw<CommandException>(() => ModelFolder.OrShipped(null, folder)).Message
            .ShouldBe($"name a model with --model FOLDER: this program carries none (there is no {folder})");

        TinyConfig().Save(folder);
        ModelFolder.OrShipped(null, folder).ShouldBe(folder);
        ModelFolder.OrShipped("mine", folder).ShouldBe("mine");
    }

    private static ZoeDepthConfig TinyConfig() => Pipeline.TinyModels.MiniConfig;
}
