namespace ZoeDepth.Cli.Info;
internal static class ModelFacts { public static IReadOnlyList<Fact> Of(string folder) => []; }
