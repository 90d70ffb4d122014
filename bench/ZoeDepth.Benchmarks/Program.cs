return args is ["gemm", .. var rest]
    ? ZoeDepth.Benchmarks.GemmBenchmark.Run(rest)
    : BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Count();
