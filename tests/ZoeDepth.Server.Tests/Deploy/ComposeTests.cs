using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.Serialization;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>The compose file by the Compose Specification's own schema.</summary>
public sealed class ComposeTests
{
    /// <summary>It names its dialect by an address that is not the dialect's own.</summary>
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(
        Goldens.RepositoryRoot, "tests", "ZoeDepth.Server.Tests", "Deploy", "schemas", "compose-spec.json"))
        .Replace("https://json-schema.org/draft-07/schema", "http://json-schema.org/draft-07/schema#",
            StringComparison.Ordinal));

    private static JsonNode Parsed(string yaml)
    {
        var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize(yaml);
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(document))!;
    }

    private static bool IsValid(JsonNode document) =>
        Schema.Evaluate(JsonSerializer.SerializeToElement(document)).IsValid;

    [Fact]
    public void The_file_suits_the_schema()
    {
        var document = Parsed(DeployFiles.Read("compose.yaml"));
        IsValid(document).ShouldBeTrue();
        document["services"]!["zoedepth"]!["read_only"] = "perhaps not";
        document["services"]!["zoedepth"]!["readonly"] = true;
        IsValid(document).ShouldBeFalse("a slip is found");
    }

    [Fact]
    public void The_container_may_nothing_that_it_does_not_need()
    {
        var service = Parsed(DeployFiles.Read("compose.yaml"))["services"]!["zoedepth"]!;
        service["read_only"]!.GetValue<bool>().ShouldBeTrue();
        service["user"]!.GetValue<string>().ShouldBe("1654:1654");
        service["cap_drop"]![0]!.GetValue<string>().ShouldBe("ALL");
        service["security_opt"]![0]!.GetValue<string>().ShouldBe("no-new-privileges:true");
        service["ports"]![0]!.GetValue<string>().ShouldStartWith("127.0.0.1:");
        DeployFiles.ShouldServe(service["command"]!.AsArray().Select(word => word!.GetValue<string>()));
        File.Exists(DeployFiles.PathOf(service["build"]!["context"]!.GetValue<string>(),
            service["build"]!["dockerfile"]!.GetValue<string>())).ShouldBeTrue();
    }
}
