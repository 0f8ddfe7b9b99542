"use strict";
var AR = AR || {};

/** The one door through which text becomes markup or a script, where the browser has such doors (Trusted Types). */
AR.policy = (/** @type {any} */ (globalThis)).trustedTypes?.createPolicy("anthology-review", { createHTML: String, createScriptURL: String });

/** Small help for building and finding elements; users' and previews' text goes through textContent only. */
AR.dom = {
  /**
   * @param {string} name data attribute without "data-ar-"
   * @param {ParentNode} [root]
   * @returns {HTMLElement | null}
   */
  find(name, root) {
    return (root || document).querySelector(`[data-ar-${name}]`);
  },

  /**
   * @param {string} name data attribute without "data-ar-"
   * @param {ParentNode} [root]
   * @returns {HTMLElement[]}
   */
  all(name, root) {
    return Array.from((root || document).querySelectorAll(`[data-ar-${name}]`));
  },

  /**
   * An element with attributes and children; strings become text nodes.
   * @param {string} tag
   * @param {Record<string, string | boolean | ((event: Event) => void)>} [attributes] a function is an event listener
   * @param {...(Node | string)} children
   * @returns {HTMLElement}
   */
  make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  },

  /**
   * Text in its own direction, whatever script it is in.
   * @param {string} text
   */
  bdi(text) {
    return AR.dom.make("bdi", {}, text);
  },

  /**
   * Hands the user a file.
   * @param {string} file name with extension
   * @param {string} text
   * @param {string} [advice] what to do with it, if it is no patch
   * @returns {string} what to do with it
   */
  save(file, text, advice) {
    const diff = file.endsWith(".diff");
    const url = URL.createObjectURL(new Blob([text], { type: diff ? "text/x-diff" : "application/json" }));
    AR.dom.make("a", { href: url, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    const command = diff ? `git apply --directory=data ${AR.shell.file(file)}` : `anthology-review apply ${AR.shell.file(file)} --data data`;
    return advice ?? AR.messages.text({ code: "downloaded", params: { file, command } });
  },

  /**
   * Puts text on the clipboard; where the browser doesn't allow it, marks it in its field.
   * @param {string} text
   * @param {HTMLTextAreaElement} field
   * @param {HTMLElement} status says how it went
   */
  async copy(text, field, status) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (!copied) field.select();
    status.textContent = AR.messages.text({ code: copied ? "copied" : "copy_failed" });
  },

  /** Markup of the site's own build: templates, and abstracts that were reduced to a safe set there. @param {string} text @returns {string} */
  markup: (text) => AR.policy?.createHTML(text) ?? text,

  /** @param {string} address of a data file of this site @param {string} base where they lie @returns {string} */
  scriptAddress(address, base) {
    if (!address.startsWith(base) || !/^[\w./-]+\.js$/.test(address.slice(base.length))) throw new Error(`${address} is no data file of this site`);
    return AR.policy?.createScriptURL(address) ?? address;
  },

  /** Whether something takes typed text. @param {EventTarget | null} target */
  isText: (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])")),

  /** "a, b and 4 more". @param {readonly string[]} values @param {number} [most] */
  listing(values, most = 3) {
    const rest = values.length - most;
    return values.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  },

  /** Keeps a preference; where the browser keeps nothing it holds for this page only. @param {Storage | null} storage @param {string} name @param {string} value */
  remember(storage, name, value) {
    try {
      storage?.setItem(name, value);
    } catch {
      // Full.
    }
  },

  /**
   * @param {number} n
   * @param {string} one
   */
  count(n, one) {
    return `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
  },
};
