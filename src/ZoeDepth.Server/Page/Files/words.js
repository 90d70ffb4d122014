// What went wrong, for people.
import { Problem } from "./service.js";

/** An error in a sentence; what the service refuses is said in its own words. */
export function worded(error) {
  if (!(error instanceof Problem)) return `the page failed: ${error.message}`;
  return error.message + (error.requestId ? ` (request ${error.requestId})` : "");
}

/** Whether something was given up because nobody waits for it any more; nobody needs to hear of it. */
export const wasGivenUp = error => error.name === "AbortError";
