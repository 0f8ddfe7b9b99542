/** A link to the issue of a request. */

import type { JSX } from "preact";

import type { CorrectionRequest } from "../requests/shapes";
import { say } from "../words/say";

/** Where it was written. */
export function IssueLink({ request: { number, url } }: { request: CorrectionRequest }): JSX.Element | null {
  if (!number || !url.startsWith("https://")) return null;
  return <a href={url} target="_blank" rel="noopener noreferrer" aria-label={say("request_issue", { number })}>#{number}</a>;
}
