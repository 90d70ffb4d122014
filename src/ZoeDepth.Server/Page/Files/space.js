// The scene as the service's own GLB: orbit, measure, correct the scale. Loaded when it is first looked at.
import * as THREE from "./vendor/three.module.min.js";
import { GLTFLoader } from "./vendor/GLTFLoader.js";
import { OrbitControls } from "./vendor/OrbitControls.js";
import { most, outcome } from "./measure.js";
import { said } from "./spread.js";

/** How far a key turns, radians, and how much closer one comes by a key. */
const [turned, closer] = [Math.PI / 60, 0.9];

export class Space {
  /** onMeasured is told what is measured; null where nothing is. */
  constructor(canvas, onMeasured) {
    this.canvas = canvas;
    this.onMeasured = onMeasured;
    this.turn = 0;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(50, 1, 0.01, 1000);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = false;
    // Before the controls' own keys, which move.
    canvas.addEventListener("keydown", event => this.key(event));
    this.controls.listenToKeyEvents(canvas);
    this.controls.addEventListener("change", () => this.draw());
    this.marks = new THREE.Group();
    this.scene.add(this.marks);
    this.tool = "point";
    this.scale = 1;
    this.points = [];
    this.places = [];
    this.spread = null;
    let pressed = null;
    canvas.addEventListener("pointerdown", event => { pressed = [event.clientX, event.clientY]; });
    canvas.addEventListener("pointerup", event => {
      // A drag turns; only a click measures.
      if (pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < 4) {
        const box = canvas.getBoundingClientRect();
        this.pick(2 * (event.clientX - box.left) / box.width - 1, 1 - 2 * (event.clientY - box.top) / box.height);
      }
      pressed = null;
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /**
   * Shows a GLB: the camera stands where the photograph's stood, and turns about the middle of the scene; within a
   * panorama it turns about itself. False where another one was to be shown meanwhile.
   */
  async show(glb, within = false) {
    const turn = ++this.turn;
    const { scene } = await new GLTFLoader().parseAsync(glb, "");
    if (turn !== this.turn) {
      dispose(scene);
      return false;
    }
    if (this.model) {
      this.scene.remove(this.model);
      dispose(this.model);
    }
    this.model = scene;
    this.within = within;
    this.surfaces = [];
    scene.traverse(part => { if (part.isMesh) this.surfaces.push(part); });
    for (const surface of this.surfaces) {
      // The photograph is lit already.
      surface.material = new THREE.MeshBasicMaterial({
        // The research code's surfaces have a colour at each point and no picture.
        map: surface.material.map, vertexColors: !surface.material.map && "color" in surface.geometry.attributes,
        side: THREE.DoubleSide,
      });
      surface.dots = dotsOf(surface);
      surface.parent.add(surface.dots);
    }
    this.scene.add(scene);
    const box = new THREE.Box3().setFromObject(scene);
    const far = Math.max(1, -box.min.z);
    this.spread = null;
    this.camera.near = far / 2000;
    this.camera.far = far * 10;
    this.camera.position.set(0, 0, 0);
    // The middle of what is near, so that a distant sky does not carry the pivot away.
    this.controls.target.set(0, 0, within ? -far / 1000 : -medianDepth(this.surfaces));
    this.controls.update();
    this.shape(this.shown ?? "mesh");
    this.startOver();
    return true;
  }

  /** Shows nothing, and lets go of what was shown. */
  clear() {
    this.turn++;
    if (this.model) {
      this.scene.remove(this.model);
      dispose(this.model);
    }
    this.model = this.spread = null;
    this.surfaces = [];
    this.startOver();
  }

  /**
   * Shift and arrows turn (within a panorama arrows alone), plus and minus come closer and go back, Enter measures at
   * the middle.
   */
  key(event) {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const near = { "+": closer, "=": closer, "-": 1 / closer }[event.key];
    if (event.key === "Enter") this.pick(0, 0);
    else if (turn && (event.shiftKey || this.within)) this.look(turn[0] * turned, turn[1] * turned, 1);
    else if (near && !this.within && !event.ctrlKey && !event.metaKey) this.look(0, 0, near);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Moves the camera on the sphere about the point it turns about, and that sphere's size by a factor. */
  look(theta, phi, factor) {
    const { target } = this.controls;
    const place = new THREE.Spherical().setFromVector3(this.camera.position.clone().sub(target));
    place.theta -= theta;
    place.phi -= phi;
    place.radius *= factor;
    this.camera.position.setFromSpherical(place.makeSafe()).add(target);
    this.controls.update();
  }

  /** "mesh" or "points". */
  shape(shape) {
    this.shown = shape;
    for (const surface of this.surfaces ?? []) {
      surface.material.visible = shape === "mesh";
      surface.dots.visible = shape === "points";
    }
    this.draw();
  }

  use(tool) {
    this.tool = tool;
    this.startOver();
  }

  /** Multiplies every length that is said. */
  rescale(scale) {
    this.scale = scale;
    this.tell();
  }

  startOver() {
    this.points = [];
    this.places = [];
    this.marks.clear();
    this.tell();
    this.draw();
  }

  /** Measures at a place of the picture: -1 to 1 from left to right, and from below to above. */
  pick(x, y) {
    if (!this.onMeasured) return;
    const ray = new THREE.Raycaster();
    ray.setFromCamera(new THREE.Vector2(x, y), this.camera);
    const [hit] = ray.intersectObjects(this.surfaces ?? [], false);
    if (!hit) {
      this.onMeasured({ text: "There is no surface at that place; take another one." });
      return;
    }
    if (this.points.length >= most[this.tool]) this.startOver();
    this.points.push(hit.point.toArray());
    this.places.push([hit.uv?.x ?? NaN, hit.uv?.y ?? NaN]);
    const mark = new THREE.Mesh(new THREE.SphereGeometry(hit.distance * 0.008, 16, 12),
      new THREE.MeshBasicMaterial({ color: 0xd53e4f, depthTest: false }));
    mark.position.copy(hit.point);
    mark.renderOrder = 2;
    this.marks.add(mark);
    this.join();
    this.tell();
    this.draw();
  }

  join() {
    const old = this.marks.getObjectByName("line");
    if (old) this.marks.remove(old);
    if (this.points.length < 2 || this.tool === "point") return;
    const corners = this.tool === "area" ? [...this.points, this.points[0]] : this.points;
    const line = new THREE.Line(new THREE.BufferGeometry().setFromPoints(corners.map(p => new THREE.Vector3(...p))),
      new THREE.LineBasicMaterial({ color: 0xd53e4f, depthTest: false }));
    line.name = "line";
    line.renderOrder = 1;
    this.marks.add(line);
  }

  tell() {
    const points = this.points.map(p => p.map(x => x * this.scale));
    const wandered = this.spread && points.map((p, i) => this.wander(p, this.places[i]));
    this.onMeasured?.(outcome(this.tool, points, said, wandered));
  }

  /** Tells how sure the network sounds, as NumPy's [row, column] in metres, uncorrected. */
  believe(spread) {
    this.spread = spread;
    this.tell();
  }

  /** Where a point would lie if its depth were off by the spread: as far along its ray. */
  wander(point, [x, y]) {
    const { rows, columns, values } = this.spread;
    const within = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const off = this.scale * values[within(y, rows) * columns + within(x, columns)] / -point[2];
    return point.map(part => part * (1 + off));
  }

  draw() {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const colour = getComputedStyle(this.canvas.parentElement).getPropertyValue("--line").trim();
    this.renderer.setClearColor(colour || "#888");
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.renderer.render(this.scene, this.camera);
  }
}

function dispose(scene) {
  scene.traverse(part => {
    part.geometry?.dispose();
    part.material?.map?.dispose();
    part.material?.dispose();
  });
}

/** The corners of a surface as points in the colours of its texture. */
function dotsOf(surface) {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", surface.geometry.attributes.position);
  const image = surface.material.map?.image;
  if (image) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const uv = surface.geometry.attributes.uv;
    const colours = new Float32Array(3 * uv.count);
    const colour = new THREE.Color();
    for (let i = 0; i < uv.count; i++) {
      const x = Math.min(image.width - 1, Math.max(0, Math.floor(uv.getX(i) * image.width)));
      const y = Math.min(image.height - 1, Math.max(0, Math.floor(uv.getY(i) * image.height)));
      const from = 4 * (y * image.width + x);
      colour.setRGB(pixels[from] / 255, pixels[from + 1] / 255, pixels[from + 2] / 255, THREE.SRGBColorSpace);
      colours.set([colour.r, colour.g, colour.b], 3 * i);
    }
    geometry.setAttribute("color", new THREE.BufferAttribute(colours, 3));
  }
  const material = new THREE.PointsMaterial({ size: 1.5, sizeAttenuation: false, vertexColors: Boolean(image) });
  return new THREE.Points(geometry, material);
}

function medianDepth(surfaces) {
  const depths = [];
  for (const surface of surfaces) {
    const { position } = surface.geometry.attributes;
    for (let i = 0; i < position.count; i += 37) depths.push(-position.getZ(i));
  }
  depths.sort((a, b) => a - b);
  return depths[depths.length >> 1] ?? 1;
}
