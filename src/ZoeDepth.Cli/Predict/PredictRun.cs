namespace ZoeDepth.Cli.Predict;
internal static class PredictRun { public static Task<int> RunAsync(PredictOptions o, Terminal t, CancellationToken c) => Task.FromResult(0); }
