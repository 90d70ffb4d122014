// The scene as the service's own GLB: orbit, measure, correct the scale. Loaded when it is first looked at.
import * as THREE from "./vendor/three.module.min.js";
import { GLTFLoader } from "./vendor/GLTFLoader.js";
import { OrbitControls } from "./vendor/OrbitControls.js";
import { most, outcome } from "./measure.js";
import { said } from "./spread.js";

export class Space {
  constructor(canvas, onMeasured) {
    this.canvas = canvas;
    this.onMeasured = onMeasured;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(50, 1, 0.01, 1000);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = false;
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
      if (pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < 4) this.click(event);
      pressed = null;
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /**
   * Shows a GLB: the camera stands where the photograph's stood, and turns about the middle of the scene; within a
   * panorama it turns about itself.
   */
  async show(glb, within = false) {
    const { scene } = await new GLTFLoader().parseAsync(glb, "");
    if (this.model) {
      this.scene.remove(this.model);
      this.model.traverse(part => { part.geometry?.dispose(); part.material?.map?.dispose(); part.material?.dispose(); });
    }
    this.model = scene;
    this.surfaces = [];
    scene.traverse(part => { if (part.isMesh) this.surfaces.push(part); });
    for (const surface of this.surfaces) {
      // The photograph is lit already.
      surface.material = new THREE.MeshBasicMaterial({ map: surface.material.map, side: THREE.DoubleSide });
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

  click(event) {
    const box = this.canvas.getBoundingClientRect();
    const at = new THREE.Vector2(2 * (event.clientX - box.left) / box.width - 1, 1 - 2 * (event.clientY - box.top) / box.height);
    const ray = new THREE.Raycaster();
    ray.setFromCamera(at, this.camera);
    const [hit] = ray.intersectObjects(this.surfaces ?? [], false);
    if (!hit) {
      this.onMeasured({ text: "There is no surface at that place; click another one." });
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
    this.onMeasured(outcome(this.tool, points, said, this.spread && points.map((p, i) => this.wander(p, this.places[i]))));
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
    this.renderer.setClearColor(getComputedStyle(this.canvas.parentElement).getPropertyValue("--line").trim() || "#888");
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.renderer.render(this.scene, this.camera);
  }
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
  return new THREE.Points(geometry, new THREE.PointsMaterial({ size: 1.5, sizeAttenuation: false, vertexColors: Boolean(image) }));
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
