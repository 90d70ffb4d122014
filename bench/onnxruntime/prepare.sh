# What the comparisons with ONNX Runtime need: the peer's program, its graph with weights, and the published command line.
graph=artifacts/onnxruntime
mkdir -p "$graph"
cp bench/onnxruntime/*.onnx bench/onnxruntime/weights.json "$graph/"
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
dotnet build bench/ZoeDepth.OnnxRuntimePeer --configuration Release --verbosity quiet
benchmarks=bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll
peer=${PEER:-bench/ZoeDepth.OnnxRuntimePeer/bin/Release/net10.0/ZoeDepth.OnnxRuntimePeer.dll}
[ -f "$graph/weights.bin" ] || dotnet "$benchmarks" peer-weights "$graph"
dotnet publish src/ZoeDepth.Cli --configuration Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true --output artifacts/cli --verbosity quiet
