// Puts the parts of the page together: photographs in, metres out.
import { Around } from "./around.js";
import { answer, choices, enter, metres, models, Problem, spread } from "./service.js";
import { Picture } from "./picture.js";
import { recipe } from "./recipes.js";
import { said, usualRange } from "./spread.js";

const $ = id => document.getElementById(id);
const samples = ["room_desk.jpg", "courtyard.jpg", "coffee.jpg"];

/** Every photograph: { name, blob, bitmap, depth, settings, waiting, problem, glb, spread, around }. */
const photographs = [];
let current = null;
let kinds = null;
let space = null;
let around = null;
let offered = [];

const picture = new Picture({
  photo: $("photo"), depth: $("depth"), compare: $("compare"), divider: $("divider"), cross: $("cross"),
  split: $("split"), reading: $("reading"), legend: $("legend"), ticks: $("ticks"),
});

function settings() {
  return { model: offered.length > 1 ? $("which").value : "", domain: $("domain").value, preset: $("preset").value, hfov: $("hfov").value, flip: $("flip").checked };
}

function say(text) {
  $("message").hidden = !text;
  $("message").textContent = text ?? "";
}

const worded = error => error instanceof Problem
  ? `${error.message}${error.requestId ? ` (request ${error.requestId})` : ""}` : `the page failed: ${error.message}`;

// --- photographs -----------------------------------------------------------------------------------------------

async function add(blob, name) {
  const photograph = { name, blob, depth: null };
  try {
    photograph.bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    // The browser cannot show it; the service may read it all the same, or says why not.
    photograph.bitmap = await createImageBitmap(new ImageData(4, 3));
  }
  photographs.push(photograph);
  list();
  return photograph;
}

async function addFiles(files) {
  const added = [];
  for (const file of files) added.push(await add(file, file.name || "pasted.png"));
  if (added.length > 0) select(added[0]);
  for (const photograph of added) await measure(photograph);
}

function list() {
  $("strip").replaceChildren(...photographs.map(photograph => {
    const [item, button, image, label] = ["li", "button", "img", "span"].map(tag => document.createElement(tag));
    photograph.url ??= URL.createObjectURL(photograph.blob);
    button.type = "button";
    image.src = photograph.url;
    image.alt = "";
    label.textContent = photograph.name;
    button.append(image, label);
    if (photograph === current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => select(photograph));
    item.append(button);
    return item;
  }));
}

function select(photograph) {
  current = photograph;
  list();
  picture.show(photograph.bitmap);
  show();
  showScene();
}

async function measure(photograph) {
  photograph.stop?.abort();
  const stop = photograph.stop = new AbortController();
  Object.assign(photograph, { waiting: true, problem: null, glb: null, spread: null, around: null, settings: settings() });
  if (photograph === current) show();
  try {
    photograph.depth = await metres(photograph.blob, photograph.settings, stop.signal);
    photograph.range = usualRange(photograph.depth.values);
  } catch (error) {
    if (error.name === "AbortError") return;
    photograph.problem = worded(error);
  }
  photograph.waiting = false;
  if (photograph !== current) return;
  show();
  showScene();
}

// --- depth -----------------------------------------------------------------------------------------------------

function show() {
  if (!current) return;
  $("busy").hidden = !current.waiting;
  say(current.problem);
  if (!current.depth) return;
  picture.scale = correction();
  const [near, far] = current.chosen ?? current.range.map(metres => metres * picture.scale);
  if (document.activeElement !== $("near")) $("near").value = near.toFixed(3);
  if (document.activeElement !== $("far")) $("far").value = far.toFixed(3);
  const view = current.depth.unit === "m" ? $("view").value : "linear";
  picture.draw(current.depth, palette(), view, near, far);
  $("range").textContent = `${$("palette").value}, from ${said(near)} to ${said(far)}` +
    `${current.depth.head ? `; the head ${current.depth.head} answered` : ""}`;
  $("camera-note").textContent = current.depth.camera
    ? `${current.depth.camera}: all metres scale with it.` : "This model's metres do not ask for a camera.";
  $("unscale").hidden = picture.scale === 1;
  space?.rescale(picture.scale);
}

function palette() {
  return kinds.palettes.find(one => one.name === $("palette").value) ?? kinds.palettes[0];
}

function choose() {
  const [near, far] = [Number($("near").value), Number($("far").value)];
  if (!current || !(near > 0) || !(far > near)) return;
  current.chosen = [near, far];
  show();
}

// --- three dimensions --------------------------------------------------------------------------------------------

async function showSpace() {
  if (!current?.depth) return;
  $("space").ariaBusy = "true";
  $("measured").value = "building the scene …";
  try {
    if (!space) {
      const { Space } = await import("./space.js");
      space = new Space($("space"), outcome => {
        $("measured").value = outcome.text;
        space.length = outcome.length;
      });
      space.use($("tool").value);
      space.shape($("shape").value);
    }
    const photograph = current;
    photograph.glb ??= await (await answer(photograph.blob, "glb", photograph.settings)).arrayBuffer();
    if (photograph !== current) return;
    await space.show(photograph.glb.slice(0));
    space.rescale(correction());
    $("space").ariaBusy = "false";
    photograph.spread ??= await spread(photograph.blob, photograph.settings);
    if (photograph === current && photograph.spread) space.believe(photograph.spread);
  } catch (error) {
    say(worded(error));
  }
}

async function showAround() {
  if (!current?.depth) return;
  try {
    around ??= await Around.on($("around"), text => { $("around-said").value = text; });
    await around.show(current, $("around-shape").value);
  } catch (error) {
    $("around-said").value = "";
    say(worded(error));
  }
}

/** Shows the scene of the tab that is open. */
function showScene() {
  if (!$("panel-space").hidden) showSpace();
  if (!$("panel-around").hidden) showAround();
}

/** Cameras are told apart by what is known of them: their field of view and the shape of their pictures. */
function cameraKey() {
  return `scale of ${current.depth.camera ?? "any camera"}, ${current.depth.columns}x${current.depth.rows}`;
}

function correction() {
  return current?.depth?.unit === "m" ? Number(localStorage.getItem(cameraKey()) ?? 1) : 1;
}

function rescale() {
  const known = Number($("known").value);
  if (!space?.length || !(known > 0)) {
    say("Measure a distance first, then say how long it really is.");
    return;
  }
  localStorage.setItem(cameraKey(), String(correction() * known / space.length));
  current.chosen = null;
  say(null);
  show();
}

// --- files -----------------------------------------------------------------------------------------------------

async function download(kind) {
  if (!current) return;
  try {
    const response = await answer(current.blob, kind.name, { ...current.settings, colormap: $("palette").value });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = current.name.replace(/\.[^.]*$/, "") + kind.ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch (error) {
    say(worded(error));
  }
}

async function camera() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
  } catch (error) {
    say(`the camera cannot be used: ${error.message}`);
    return;
  }
  $("video").srcObject = stream;
  $("viewfinder").showModal();
  $("viewfinder").addEventListener("close", () => stream.getTracks().forEach(track => track.stop()), { once: true });
}

async function shoot() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [$("video").videoWidth, $("video").videoHeight];
  canvas.getContext("2d").drawImage($("video"), 0, 0);
  $("viewfinder").close();
  const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.95));
  await addFiles([new File([blob], "camera.jpg", { type: "image/jpeg" })]);
}

// --- wiring ------------------------------------------------------------------------------------------------------

const tabs = ["depth", "space", "around"];

function tab(name) {
  for (const one of tabs) {
    const chosen = one === name;
    $(`tab-${one}`).setAttribute("aria-selected", String(chosen));
    $(`tab-${one}`).tabIndex = chosen ? 0 : -1;
    $(`panel-${one}`).hidden = !chosen;
  }
  showScene();
}

function option(value, text) {
  const element = document.createElement("option");
  [element.value, element.textContent] = [value, text];
  return element;
}

async function begin() {
  await offer();
  await meet();
}

/** Fills what may be chosen; needs no key. */
async function offer() {
  kinds = await choices();
  for (const one of kinds.palettes) one.colours = Uint8Array.from(atob(one.colours), letter => letter.charCodeAt(0));
  $("palette").append(...kinds.palettes.map(one => option(one.name, one.name)));
  $("palette").value = kinds.palette;
  $("preset").append(...kinds.presets.map(name => option(name, name)));
  $("downloads").append(...kinds.outputs.map(kind => {
    const button = document.createElement("button");
    button.type = "button";
    [button.textContent, button.title] = [kind.name.toUpperCase(), kind.holds];
    button.addEventListener("click", () => download(kind));
    return button;
  }));
}

/** Asks for the model and measures the samples; where a key is asked for, once it was entered. */
async function meet() {
  let model;
  try {
    offered = await models();
    [model] = offered;
  } catch (error) {
    if (error.status !== 401) throw error;
    $("key-form").hidden = false;
    $("key").focus();
    say(worded(error));
    return;
  }
  $("key-form").hidden = true;
  say(null);
  $("model").textContent = model.ready ? `${model.id}, ${(model.parameters / 1e6).toFixed(0)} million parameters` : `${model.id} is being opened`;
  $("which").replaceChildren(...offered.map(one => option(one.id, one.id)));
  $("which-label").hidden = offered.length < 2;
  offerHeads(model);
  for (const name of samples) await add(await (await fetch(`page/samples/${name}`)).blob(), name);
  select(photographs[0]);
  for (const photograph of photographs.slice(0, samples.length)) await measure(photograph);
}

/** Fills the heads of a model. */
function offerHeads(model) {
  const heads = model.heads ?? [];
  $("domain").replaceChildren(option("", "the model decides"),
    ...heads.length > 1 ? [...heads.map(head => option(head.name, `${head.name}, to ${head.maxDepth} m`)), option("blend", "blend of all")] : []);
}

$("key-form").addEventListener("submit", event => {
  event.preventDefault();
  enter($("key").value);
  meet().catch(error => say(worded(error)));
});
$("host").textContent = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname) ? "this machine" : location.host;
$("file").addEventListener("change", event => addFiles(event.target.files));
$("drop").addEventListener("dragover", event => { event.preventDefault(); $("drop").classList.add("over"); });
$("drop").addEventListener("dragleave", () => $("drop").classList.remove("over"));
document.addEventListener("dragover", event => event.preventDefault());
document.addEventListener("drop", event => { event.preventDefault(); $("drop").classList.remove("over"); addFiles(event.dataTransfer.files); });
document.addEventListener("paste", event => addFiles(event.clipboardData.files));
$("camera").addEventListener("click", camera);
$("shoot").addEventListener("click", shoot);
$("cancel").addEventListener("click", () => $("viewfinder").close());
$("palette").addEventListener("change", show);
$("view").addEventListener("change", show);
$("near").addEventListener("change", choose);
$("far").addEventListener("change", choose);
$("auto").addEventListener("click", () => { if (current) { current.chosen = null; show(); } });
$("estimate").addEventListener("click", async () => { if (current) measure(current); });
$("which").addEventListener("change", () => offerHeads(offered.find(one => one.id === $("which").value)));
$("around-shape").addEventListener("change", showAround);
$("shape").addEventListener("change", () => space?.shape($("shape").value));
$("tool").addEventListener("change", () => space?.use($("tool").value));
$("again").addEventListener("click", () => space?.startOver());
$("rescale").addEventListener("click", rescale);
$("unscale").addEventListener("click", () => { localStorage.removeItem(cameraKey()); current.chosen = null; show(); });
$("copy").addEventListener("click", async () => {
  if (!current) return;
  await navigator.clipboard.writeText(recipe($("language").value, current.name, settings()));
  $("copied").value = "copied";
});
for (const [i, name] of tabs.entries()) {
  $(`tab-${name}`).addEventListener("click", () => tab(name));
  $(`tab-${name}`).addEventListener("keydown", event => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tabs[(i + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
    tab(other);
    $(`tab-${other}`).focus();
  });
}
begin().catch(error => say(worded(error)));
