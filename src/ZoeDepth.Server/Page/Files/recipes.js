// The same estimate as a line for another program.
import { query } from "./service.js";

/** The model that comes with the packages; others are opened by the name or the folder they have. */
const packaged = "zoedepth-mini";

/** What the library calls them. */
const precisions = { float32: "Float32", bfloat16: "BFloat16", int8: "Int8" };

const quoted = text => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** What to type to get this answer without the page, from a model, with a key where the service wants one. */
export function recipe(language, name, settings, { model, wantsKey }) {
  const address = `${new URL("v1/depth", location)}?${query("npy", settings)}`;
  switch (language) {
    case "python": return python(name, address, wantsKey);
    case "csharp": return csharp(name, settings, model);
    default: return curl(name, address, wantsKey);
  }
}

function curl(name, address, wantsKey) {
  const key = wantsKey ? ` -H "Authorization: Bearer $ZOEDEPTH_API_KEY"` : "";
  return `curl --data-binary @'${name.replaceAll("'", "'\\''")}' -H 'Content-Type: application/octet-stream'${key} ` +
    `'${address}' --output depth.npy\n`;
}

function python(name, address, wantsKey) {
  const headers = [`"Content-Type": "application/octet-stream"`,
    ...wantsKey ? [`"Authorization": "Bearer " + os.environ["ZOEDEPTH_API_KEY"]`] : []];
  return `import io, ${wantsKey ? "os, " : ""}urllib.request
import numpy as np

with open(${quoted(name)}, "rb") as photograph:
    request = urllib.request.Request(${quoted(address)}, photograph.read(),
                                     {${headers.join(", ")}})
depth = np.load(io.BytesIO(urllib.request.urlopen(request).read()))   # metres, [row, column]
print(depth.shape, depth.min(), depth.max())
`;
}

function csharp(name, settings, model) {
  const isPackaged = model === packaged;
  return `using ZoeDepth;
${settings.precision ? "using ZoeDepth.Tensors;\n" : ""}${isPackaged ? "using ZoeDepth.Mini;\n" : ""}
${isPackaged ? "" : "// A model folder, a weight file, or the name of a model that was downloaded.\n"}` +
`using var estimator = ${isPackaged ? "ZoeDepthMini.Open()" : `DepthEstimator.FromPretrained(${quoted(model)})`};
var depth = estimator.Estimate(${quoted(name)}${options(settings)});
Console.WriteLine($"{depth.Min:0.00} to {depth.Max:0.00} m");
depth.Save(${quoted(name.replace(/\.[^.]*$/, "") + ".depth.png")});
`;
}

function options(settings) {
  const parts = [];
  if (settings.preset && settings.preset !== "hf") parts.push(`Preset = DepthPreset.Get(${quoted(settings.preset)})`);
  if (settings.domain === "blend") parts.push("BlendHeads = true");
  else if (settings.domain) parts.push(`Domain = ${quoted(settings.domain)}`);
  if (settings.hfov) parts.push(`HorizontalFieldOfView = ${settings.hfov}`);
  if (settings.flip) parts.push("Flip = true");
  if (settings.precision) parts.push(`Precision = Precision.${precisions[settings.precision]}`);
  return parts.length > 0 ? `, new EstimateOptions { ${parts.join(", ")} }` : "";
}
