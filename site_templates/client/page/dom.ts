/** Small help for finding and building elements; users' and previews' text goes through textContent only. */

import * as shell from "../patch/shell";
import { say } from "../words/say";

interface TrustedTypePolicy {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

declare global {
  // Not every browser has it, and TypeScript's library doesn't yet.
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createHTML(text: string): string; createScriptURL(address: string): string },
        ): TrustedTypePolicy;
      }
    | undefined;
}

/** The one door through which text becomes markup or a script, where the browser has such doors (Trusted Types). */
let made: TrustedTypePolicy | undefined;
const policy = () => (made ??= globalThis.trustedTypes?.createPolicy("anthology-review", { createHTML: String, createScriptURL: String }));

/** Milliseconds after which a downloaded file's address is given up. */
const DOWNLOAD_TIME = 60_000;

/** The first element with the data attribute `data-ar-<name>`. */
export function find(name: string, root: ParentNode = document): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-ar-${name}]`);
}

/** All elements with the data attribute `data-ar-<name>`. */
export function all(name: string, root: ParentNode = document): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(`[data-ar-${name}]`));
}

type Attribute = string | boolean | ((event: Event) => void);

/** An element with attributes and children: a function is an event listener, strings become text nodes. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * Hands the user a file.
 * @param file name with extension
 * @param advice what to do with it, if it is no patch
 * @returns what to do with it
 */
export function save(file: string, text: string, advice?: string): string {
  const diff = file.endsWith(".diff");
  const url = URL.createObjectURL(new Blob([text], { type: diff ? "text/x-diff" : "application/json" }));
  make("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_TIME);
  const quoted = shell.file(file);
  const command = diff ? `git apply --directory=data ${quoted}` : `anthology-review apply ${quoted} --data data`;
  return advice ?? say("downloaded", { file, command });
}

/**
 * Puts text on the clipboard; where the browser doesn't allow it, marks it in its field.
 * @param status says how it went
 */
export async function copy(text: string, field: HTMLTextAreaElement, status: HTMLElement): Promise<void> {
  // Left out by browsers on pages that are not secure, whatever the type says.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  const copied = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (!copied) field.select();
  status.textContent = say(copied ? "copied" : "copy_failed");
}

/** Markup of the site's own build: templates, and abstracts that were reduced to a safe set there. */
export const markup = (text: string): string => policy()?.createHTML(text) ?? text;

/**
 * The address of a data file of this site, as a script element takes it.
 * @param base where they lie
 */
export function scriptAddress(address: string, base: string): string {
  if (!address.startsWith(base) || !/^[\w./-]+\.js$/.test(address.slice(base.length))) {
    throw new Error(`${address} is no data file of this site`);
  }
  return policy()?.createScriptURL(address) ?? address;
}

/** Whether something takes typed text. */
export const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

/** "a, b and 4 more". */
export function listing(values: readonly string[], most = 3): string {
  const rest = values.length - most;
  return values.slice(0, most).join(", ") + (rest > 0 ? say("and_more", { count: rest }) : "");
}

/** Keeps a preference; where the browser keeps nothing it holds for this page only. */
export function remember(storage: Storage | null, name: string, value: string): void {
  try {
    storage?.setItem(name, value);
  } catch {
    // Full.
  }
}
