using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli;

return await CommandLine.RunAsync(args, Terminal.Process);
