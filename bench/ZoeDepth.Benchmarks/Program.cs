using ZoeDepth.Benchmarks;
using ZoeDepth.Benchmarks.Codecs;
using ZoeDepth.Benchmarks.FullSize;
using ZoeDepth.Benchmarks.Service;
using ZoeDepth.Benchmarks.Training;
using ZoeDepth.Benchmarks.Trials;
using ZoeDepth.Benchmarks.World;

return args switch
{
    ["gemm", .. var rest] => GemmBenchmark.Run(rest),
    ["pass", .. var rest] => PassProcess.Run(rest),
    ["operations", .. var rest] => OperationTimes.Run(rest),
    ["djpeg", .. var rest] => CodecComparison.Djpeg(rest),
    ["libpng", .. var rest] => CodecComparison.Libpng(rest),
    ["decoders", .. var rest] => DecoderComparison.Run(rest),
    ["full-size", var kind, var folder] => FullSizeModel.Prepare(kind, folder).Length > 0 ? 0 : 1,
    ["peer-weights", var folder] => PeerWeights.Write(folder),
    ["against", .. var rest] => AgainstComparison.Run(rest),
    ["folder", .. var rest] => FolderComparison.Run(rest),
    ["checkpoints", .. var rest] => CheckpointComparison.Run(rest),
    ["evaluation", .. var rest] => EvaluationBenchmark.Run(rest),
    ["backbones", .. var names] => BackboneBenchmark.Run(names),
    ["parity", .. var rest] => ParityBenchmark.Run(rest),
    ["training-step", .. var rest] => StepBenchmark.Run(rest),
    ["training-memory", var what] => MemoryBenchmark.Run(what),
    ["service", .. var rest] => ServiceBenchmark.Run(rest),
    ["batching", .. var rest] => BatchingBenchmark.Run(rest),
    ["trials", .. var rest] => ServiceTrials.Run(rest),
    ["statistics", .. var rest] => StatisticsBenchmark.Run(rest),
    ["world", .. var rest] => WorldBenchmark.Run(rest),
    ["onnxruntime", .. var rest] => OnnxRuntimeComparison.Run(rest),
    _ => BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1,
};
