// Puts the parts of the page together: photographs in, metres out.
import { Around } from "./around.js";
import { cameraKey, forget, remember, remembered } from "./cameras.js";
import { Depth } from "./depth.js";
import { Photograph } from "./photographs.js";
import { recipe } from "./recipes.js";
import { samples } from "./samples.js";
import { Scene } from "./scene.js";
import { choices, enter, hasKey, metres, models } from "./service.js";
import { Strip } from "./strip.js";
import { tabs } from "./tabs.js";
import { copy, download } from "./take.js";
import { Viewfinder } from "./viewfinder.js";
import { worded } from "./words.js";

const $ = id => document.getElementById(id);
/** How often a model that is being opened is asked whether it is, milliseconds. */
const patience = 2000;

const photographs = [];
let current = null;
let offered = [];
/** Whether the first model answers. */
let isReady = false;
/** The model whose heads and precisions are offered, as the service told it. */
let told = "";

const depth = new Depth($);
const strip = new Strip($("strip"), select, remove);
const scene = new Scene({
  canvas: $("space"), measured: $("measured"), shape: $("shape"), tool: $("tool"), again: $("again"),
}, fail);
const around = new Around([
  { shape: "panorama", canvas: $("around") }, { shape: "original-panorama", canvas: $("around-original") },
], text => { $("around-said").value = text; }, fail);
const viewfinder = new Viewfinder({
  dialog: $("viewfinder"), video: $("video"), shoot: $("shoot"), cancel: $("cancel"),
}, file => addFiles([file]).catch(fail));
const views = tabs($("tabs"), showTab);

function settings() {
  return {
    model: offered.length > 1 ? $("which").value : "", domain: $("domain").value, preset: $("preset").value,
    precision: $("precision").value, hfov: $("hfov").value, flip: $("flip").checked,
  };
}

function say(text) {
  $("message").hidden = !text;
  $("message").textContent = text ?? "";
}

function fail(error) {
  say(worded(error));
}

// --- photographs -----------------------------------------------------------------------------------------------

async function add(blob, name) {
  let bitmap = null;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    // The browser cannot show it; the service may read it all the same, or says why not.
  }
  const photograph = new Photograph(name, blob, bitmap);
  photographs.push(photograph);
  strip.add(photograph);
  return photograph;
}

async function addFiles(files) {
  const added = [];
  for (const file of files) added.push(await add(file, file.name || "pasted.png"));
  if (added.length > 0) select(added[0]);
  for (const photograph of added) await measure(photograph);
}

function select(photograph) {
  current = photograph;
  strip.mark(photograph);
  depth.show(photograph);
  show();
  showTab();
}

function remove(photograph) {
  const at = photographs.indexOf(photograph);
  photographs.splice(at, 1);
  strip.remove(photograph);
  photograph.remove();
  const next = photographs[at] ?? photographs[at - 1] ?? null;
  if (photograph === current) select(next);
  if (next) strip.focus(next);
  else $("file").focus();
}

async function measure(photograph) {
  if (photograph.isRemoved) return;
  const measured = photograph.measure(settings(), metres);
  if (photograph === current) show();
  if (!await measured || photograph !== current) return;
  show();
  showView();
}

/** Shows what is known of the current photograph, and what went wrong with it. */
function show() {
  say(current?.problem);
  draw();
}

function draw() {
  const scale = correction();
  $("busy").hidden = !current?.isWaiting;
  depth.draw(scale);
  $("unscale").hidden = scale === 1;
  $("another").hidden = offered.length === 0 || !isOfAnother(current?.shown);
  scene.rescale(scale);
}

// --- three dimensions --------------------------------------------------------------------------------------------

/**
 * Whether another model made these metres than the one that would make surfaces and files of them. As long as the
 * service has not said what it has, nobody knows.
 */
function isOfAnother(measurement) {
  const { isStored, model, precision } = measurement?.depth ?? {};
  return Boolean(isStored) && !(offered[0]?.id === model && offered[0].precision === precision);
}

/** Shows what belongs to the view that is open, and asks for the metres it needs. */
function showTab() {
  if (views.open !== "depth" && isOfAnother(current?.shown) && !current.isWaiting) measure(current).catch(fail);
  showView();
}

function showView() {
  const measurement = isOfAnother(current?.shown) ? null : current?.shown ?? null;
  if (views.open === "space") scene.show(measurement, correction());
  if (views.open === "around") around.show(measurement);
}

function correction() {
  return depth.isMetric ? remembered(cameraKey(depth.measured)) : 1;
}

function rescale() {
  const known = Number($("known").value);
  if (scene.length && known > 0) correct(correction() * known / scene.length);
  else say("Measure a distance first, then say how long it really is.");
}

/** Corrects all metres of this camera; null forgets the correction. */
function correct(scale) {
  if (!depth.isMetric) return;
  const key = cameraKey(depth.measured);
  if (scale) remember(key, scale);
  else forget(key);
  current.chosen = null;
  show();
}

// --- files -----------------------------------------------------------------------------------------------------

/** What the files of a photograph are asked for with: the settings of what is shown. */
const asShown = () => current.shown?.settings ?? current.settings ?? settings();

/** A file is of the metres that are shown, so those come from the model that makes it. */
async function take(file) {
  const photograph = current;
  if (isOfAnother(photograph?.shown)) await measure(photograph);
  if (photograph && photograph === current && !isOfAnother(photograph.shown)) await file(photograph);
}

function takeAlong({ name, ending }) {
  take(photograph => {
    const isDrawn = ["jpeg", "color"].includes(name) && photograph.shown;
    return download(photograph, name, ending, isDrawn ? { ...asShown(), ...depth.asked } : asShown());
  }).catch(fail);
}

function takePanorama(shape, kind) {
  take(photograph => download(photograph, kind, `.${shape}.${kind}`, Around.settings(asShown(), shape))).catch(fail);
}

function button(text, title, onClick) {
  const element = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
  element.addEventListener("click", onClick);
  return element;
}

// --- wiring ------------------------------------------------------------------------------------------------------

const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });

/** Fills what may be chosen; needs no key. */
async function offer() {
  const kinds = await choices();
  depth.offer(kinds.palettes, kinds.palette);
  $("preset").append(...kinds.presets.map(name => option(name, name)));
  $("downloads").append(...kinds.outputs.map(kind =>
    button(kind.name.toUpperCase(), kind.holds, () => takeAlong(kind))));
  for (const group of document.querySelectorAll("[data-panorama]"))
    for (const kind of ["glb", "ply"]) {
      const { panorama } = group.dataset;
      const element = button(kind.toUpperCase(), "", () => takePanorama(panorama, kind));
      element.ariaLabel = `Download ${kind.toUpperCase()}, ${group.dataset.says}`;
      group.append(element);
    }
}

/** Shows the samples with the metres the service holds of them; needs no key. */
async function openGallery() {
  for await (const { name, blob, depth: metres } of samples()) {
    const photograph = await add(blob, name);
    photograph.take(metres);
    if (!current) select(photograph);
  }
}

/** Asks for the models, until all are open; where a key is asked for, once it was entered. */
async function meet() {
  try {
    offered = await models();
  } catch (error) {
    if (error.status !== 401) throw error;
    $("key-form").hidden = false;
    $("key").focus();
    $("model").textContent = worded(error);
    return;
  }
  $("key-form").hidden = true;
  const [model] = offered;
  $("model").textContent = model.ready ? `${model.id}, ${(model.parameters / 1e6).toFixed(0)} million parameters`
    : model.state === "loading" ? `${model.id} is being opened` : `${model.id} is not open`;
  if ($("which").length === 0) $("which").append(...offered.map(one => option(one.id, one.id)));
  $("which-label").hidden = offered.length < 2;
  offerOf(chosen());
  draw();
  // What the open view waits for can be had from now on.
  if (model.ready && !isReady) showTab();
  isReady = model.ready;
  if (offered.some(one => one.state === "loading")) meetLater();
}

/** Asks again; a question that fails is no answer. */
function meetLater() {
  setTimeout(() => meet().catch(error => {
    fail(error);
    meetLater();
  }), patience);
}

/** The model that is asked. */
const chosen = () => offered.find(one => one.id === $("which").value);

/** Fills what a model may be asked for: its heads, and the precisions that this service computes in. */
function offerOf(model) {
  // What somebody chose stays, as long as nothing else is offered.
  const now = JSON.stringify(model);
  if (now === told) return;
  told = now;
  const { heads = [], precision = "", precisions = [] } = model;
  $("precision-label").hidden = precisions.length < 2;
  $("precision").replaceChildren(option("", precision),
    ...precisions.filter(other => other !== precision).map(other => option(other, other)));
  $("domain").replaceChildren(option("", "the model decides"), ...heads.length > 1
    ? [...heads.map(head => option(head.name, `${head.name}, to ${head.maxDepth} m`)), option("blend", "blend of all")]
    : []);
}

$("key-form").addEventListener("submit", event => {
  event.preventDefault();
  enter($("key").value);
  meet().catch(fail);
});
const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
$("host").textContent = isHere ? "this machine" : location.host;

$("file").addEventListener("change", event => {
  const files = [...event.target.files];
  // The same file may be chosen again.
  event.target.value = "";
  addFiles(files).catch(fail);
});
const over = isOver => $("drop").classList.toggle("over", isOver);
document.addEventListener("dragover", event => { event.preventDefault(); over($("drop").contains(event.target)); });
document.addEventListener("drop", event => {
  event.preventDefault();
  over(false);
  addFiles([...event.dataTransfer.files]).catch(fail);
});
document.addEventListener("paste", event => addFiles([...event.clipboardData.files]).catch(fail));
$("camera").addEventListener("click", () => viewfinder.open().catch(fail));

$("estimate").addEventListener("click", () => { if (current) measure(current).catch(fail); });
$("which").addEventListener("change", () => offerOf(chosen()));

$("rescale").addEventListener("click", rescale);
$("unscale").addEventListener("click", () => correct(null));
$("copy").addEventListener("click", async () => {
  if (!current) return;
  const model = $("which").value || (offered[0]?.id ?? current.shown?.depth.model);
  const text = recipe($("language").value, current.name, settings(), { model, wantsKey: hasKey() });
  $("copied").value = await copy(text, $("recipe"));
});

meet().catch(fail);
offer().then(openGallery).catch(fail);
