// ONNX Runtime on the exported graph, one pass for each line "run" on standard input, so that another engine can take turns with it.
//   node peer.mjs FOLDER INPUT.f32 THREADS OUTPUT.f32       FOLDER holds the graph and weights.bin (prepare.sh); INPUT is 1x3x384x512 float32, little-endian
// Answers one JSON line each: {"ready":s,"engine":name}, {"seconds":s,"peak_mib":m} per run. OUTPUT receives the last prediction.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { createRequire } from 'node:module';
const require = createRequire(path.join(process.cwd(), 'x.js'));
const ort = require('onnxruntime-node');
const engine = `onnxruntime-node ${require('onnxruntime-node/package.json').version}`;

const [folder, input, threads, output] = process.argv.slice(2);
const raw = fs.readFileSync(input);
const pixels = new Float32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4);
const begin = performance.now();
const session = await ort.InferenceSession.create(path.join(folder, 'zoedepth-nyu-384x512.onnx'), { intraOpNumThreads: +threads, executionProviders: ['cpu'] });
console.log(JSON.stringify({ ready: (performance.now() - begin) / 1000, engine }));

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line !== 'run') break;
  const start = performance.now();
  const result = await session.run({ pixel_values: new ort.Tensor('float32', pixels, [1, 3, 384, 512]) });
  const seconds = (performance.now() - start) / 1000;
  const depth = result.predicted_depth.data;
  fs.writeFileSync(output, new Uint8Array(depth.buffer, depth.byteOffset, depth.byteLength));
  console.log(JSON.stringify({ seconds, peak_mib: process.resourceUsage().maxRSS / 1024 }));
}
process.exit(0);
