// The same estimate as a line for another program.
import { query } from "./service.js";

const quoted = text => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** What to type to get this answer without the page. */
export function recipe(language, name, settings) {
  const address = `${location.origin}/v1/depth?${query("npy", settings)}`;
  switch (language) {
    case "python":
      return `import io, urllib.request
import numpy as np

with open(${quoted(name)}, "rb") as photograph:
    request = urllib.request.Request(${quoted(address)}, photograph.read(),
                                     {"Content-Type": "application/octet-stream"})
depth = np.load(io.BytesIO(urllib.request.urlopen(request).read()))   # metres, [row, column]
print(depth.shape, depth.min(), depth.max())
`;
    case "csharp":
      return `using ZoeDepth.Mini;

using var estimator = ZoeDepthMini.Open();
var depth = estimator.Estimate(${quoted(name)}${options(settings)});
Console.WriteLine($"{depth.Min:0.00} to {depth.Max:0.00} m");
depth.Save(${quoted(name.replace(/\.[^.]*$/, "") + ".depth.png")});
`;
    default:
      return `curl --data-binary @'${name.replaceAll("'", "'\\''")}' -H 'Content-Type: application/octet-stream' '${address}' --output depth.npy
`;
  }
}

function options(settings) {
  const parts = [];
  if (settings.preset && settings.preset !== "hf") parts.push(`Preset = DepthPreset.All.Single(preset => preset.Name == ${quoted(settings.preset)})`);
  if (settings.domain === "blend") parts.push("BlendHeads = true");
  else if (settings.domain) parts.push(`Domain = ${quoted(settings.domain)}`);
  if (settings.hfov) parts.push(`HorizontalFieldOfView = ${settings.hfov}`);
  if (settings.flip) parts.push("Flip = true");
  return parts.length > 0 ? `, new EstimateOptions { ${parts.join(", ")} }` : "";
}
