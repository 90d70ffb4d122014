// What somebody takes along: files, and lines for other programs.
import { answer, Problem, whole } from "./service.js";

/** Downloads an answer to a photograph. */
export async function download(photograph, output, ending, settings) {
  const response = await answer(photograph.blob, output, settings);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await whole(response)], { type: response.headers.get("Content-Type") }));
  link.download = photograph.name.replace(/\.[^.]*$/, "") + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Copies a text; where the browser does not let a page do that, shows it for somebody to copy. */
export async function copy(text, shown) {
  shown.hidden = true;
  try {
    // Not there at all over plain http from another machine.
    if (!navigator.clipboard) throw new Problem(0, "", null);
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    shown.value = text;
    shown.hidden = false;
    shown.focus();
    shown.select();
    return "This browser lets pages copy over https or on the service's own machine alone; here is the text, " +
      "selected: copy it with Ctrl+C or the menu.";
  }
}
