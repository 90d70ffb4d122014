// The camera of this machine.
import { Problem } from "./service.js";

const instead = "or choose a photograph instead: on a telephone “Choose photographs” opens the camera, too.";

const why = {
  NotAllowedError: `The camera was not allowed. Allow it beside the page's address, ${instead}`,
  NotFoundError: "This machine has no camera; choose a photograph instead.",
  NotReadableError: `Another program uses the camera. Close it and try again, ${instead}`,
};

export class Viewfinder {
  constructor(elements, onPhotograph) {
    Object.assign(this, elements);
    this.shoot.addEventListener("click", async () => onPhotograph(await this.photograph()));
    this.cancel.addEventListener("click", () => this.dialog.close());
    this.video.addEventListener("loadeddata", () => { this.shoot.disabled = false; });
    this.dialog.addEventListener("close", () => this.video.srcObject?.getTracks().forEach(track => track.stop()));
  }

  /** Opens it, or says by a Problem why not and what to do. */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia)
      throw new Problem(0, "Browsers give a page the camera over https or on the service's own machine alone. Open " +
        `the page there, by the address 127.0.0.1, ${instead}`, null);
    try {
      const video = { facingMode: "environment", width: { ideal: 1920 } };
      this.video.srcObject = await navigator.mediaDevices.getUserMedia({ video });
    } catch (error) {
      const otherwise = `The camera cannot be used: ${error.message}; choose a photograph instead.`;
      throw new Problem(0, why[error.name] ?? otherwise, null);
    }
    this.shoot.disabled = true;
    this.dialog.showModal();
  }

  async photograph() {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [this.video.videoWidth, this.video.videoHeight];
    canvas.getContext("2d").drawImage(this.video, 0, 0);
    this.dialog.close();
    const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.95));
    return new File([blob], "camera.jpg", { type: "image/jpeg" });
  }
}
