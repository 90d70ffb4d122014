namespace ZoeDepth.Docs.Tests;

/// <summary>The README claims a trained model when, and only when, the repository holds one.</summary>
public sealed class FirstRunTests
{
    private const string Run = "dotnet run -c Release --project src/ZoeDepth.Cli -- ";

    [Fact]
    public void The_first_command_needs_no_model_once_one_ships()
    {
        var readme = Markdown.Read("README.md");
        var first = Markdown.Blocks("bash").First(block => block.File == "README.md").Text;
        var ships = File.Exists(Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini", "model.safetensors"));
        if (ships)
        {
            first.ShouldStartWith(Run + "predict samples/photos/room_desk.jpg");
            readme.ShouldNotContain("no trained model is part of this repository");
        }
        else
        {
            first.ShouldStartWith(Run + "init --config tiny");
            readme.ShouldContain("no trained model is part of this repository");
            readme.ShouldNotContain("zoedepth-mini");
        }
    }
}
