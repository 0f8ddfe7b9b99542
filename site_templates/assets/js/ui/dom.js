"use strict";
var AR = AR || {};

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
   * @param {number} n
   * @param {string} one
   */
  count(n, one) {
    return `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
  },
};
