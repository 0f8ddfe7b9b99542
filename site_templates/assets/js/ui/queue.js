"use strict";
var AR = AR || {};

/** The work queue on the home page: filters, one's own progress, and previous and next on review pages. */
AR.worklist = (() => {
  const { make, find, bdi } = AR.dom;
  const { say } = AR.messages;
  const NAME = "anthology-review-queue";
  const STEP = 50;

  /** The filter holds for this tab, also on the pages of the queue. @param {string} [text] */
  function filter(text) {
    try {
      if (text === undefined) return sessionStorage.getItem(NAME) ?? "";
      sessionStorage.setItem(NAME, text);
    } catch {
      // Without storage previous and next go through the whole queue.
    }
    return text ?? "";
  }

  /** @param {HTMLElement} root */
  async function start(root) {
    const part = (/** @type {string} */ name) => /** @type {any} */ (find(`queue-${name}`, root));
    const form = /** @type {HTMLFormElement} */ (part("filters"));
    const progressNow = AR.queue.progressOf(AR.page.storage(), root.dataset.preview ?? "");
    /** @type {Map<string, Progress>} */
    let states = new Map();
    const progress = (/** @type {Waiting} */ page) => states.get(page.id) ?? "";
    /** @type {Waiting[]} */
    let all = [];
    let shown = STEP;

    /** @param {Waiting} page */
    function row(page) {
      const state = progress(page);
      return make("tr", {},
        make("th", { scope: "row" }, make("a", { href: page.file }, bdi(page.name)), " ", make("span", { class: "ar-muted" }, page.verified ? "verified" : "not verified")),
        make("td", {}, String(page.papers)), make("td", {}, say("queue_people", { count: page.groups })),
        make("td", {}, ...(page.changed ? [make("b", { class: "ar-changed" }, say("queue_changed")), ` ${page.changed}${page.reason ? "; " : ""}`] : []), page.reason, ...(state ? [" ", make("b", {}, say(`queue_${state}`))] : [])));
    }

    function wanted() {
      const values = Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value)]));
      return AR.queue.read(new URLSearchParams(values).toString());
    }

    /** How far one has come; looked up when one arrives or another tab decides, not at each key. */
    function recount() {
      states = new Map(all.map((page) => [page.id, progressNow(page)]));
      const known = [...states.values()];
      const patch = known.filter((state) => state === "patch").length;
      const done = patch + known.filter((state) => state === "seen").length;
      part("progress").hidden = !known.some(Boolean);
      part("bar").max = all.length;
      part("bar").value = done;
      part("done").textContent = say("queue_done", { done, count: all.length, all: all.length.toLocaleString("en"), patch });
      show();
    }

    function show() {
      const want = wanted();
      const text = AR.queue.write(want);
      const found = AR.queue.choose(all, want, progress);
      part("rows").replaceChildren(...found.slice(0, shown).map(row));
      part("more").hidden = found.length <= shown;
      part("status").textContent = text ? say("queue_found", { count: found.length }) : "";
      filter(text);
      if (text || location.hash) history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
    }

    try {
      all = AR.queue.parse(await AR.load.queue());
    } catch {
      return;
    }
    if (!all.length) return;
    const venues = new Map();
    for (const page of all) for (const venue of page.venues) venues.set(venue, (venues.get(venue) ?? 0) + 1);
    part("venues").replaceChildren(...[...venues].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([venue]) => make("option", { value: venue })));
    const given = AR.queue.read(location.hash.slice(1) || filter());
    for (const [key, value] of Object.entries(given)) {
      const field = /** @type {any} */ (form.elements.namedItem(key));
      if (field?.type === "checkbox") field.checked = Boolean(value);
      else if (field) field.value = value;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { shown = STEP; show(); });
    form.addEventListener("reset", () => setTimeout(() => { shown = STEP; show(); }));
    part("more").addEventListener("click", () => { shown += STEP; show(); });
    // Coming back from a page, or another tab decided.
    addEventListener("pageshow", recount);
    addEventListener("storage", recount);
    recount();
  }

  /**
   * Previous and next page of the queue as it is filtered, and a button that ticks this one off.
   * @param {HTMLElement} nav
   * @param {PageData} data
   * @param {Storage | null} storage
   */
  async function links(nav, data, storage) {
    const { id } = data.page;
    const { preview } = data.base;
    const progress = AR.queue.progressOf(storage, preview);
    if (storage) {
      const seen = () => progress({ id }) === "seen";
      const button = make("button", { type: "button", class: "ar-quiet", "data-ar-seen": true, "aria-pressed": String(seen()), click: () => {
        AR.queue.mark(storage, preview, id, !seen());
        button.setAttribute("aria-pressed", String(seen()));
        button.textContent = say(seen() ? "queue_unmark" : "queue_mark");
      } }, say(seen() ? "queue_unmark" : "queue_mark"));
      nav.append(button);
      nav.hidden = false;
    }
    const whole = AR.queue.parse(await AR.load.queue().catch(() => ""));
    const chosen = AR.queue.choose(whole, { ...AR.queue.read(filter()), state: "" }, progress);
    const filtered = chosen.some((page) => page.id === id);
    const queue = filtered ? chosen : whole;
    const at = queue.findIndex((page) => page.id === id);
    if (at < 0) return;
    /** @param {Waiting | undefined} page @param {string} code */
    const link = (page, code) => (page ? [make("a", { href: page.file.replace("review/", "") }, `${say(code)}: `, bdi(page.name))] : []);
    const next = queue[at + 1];
    const open = next && progress(next) ? queue.slice(at + 2).find((page) => !progress(page)) : undefined;
    nav.prepend(make("span", { class: "ar-muted" }, say(filtered && filter() ? "queue_at_filtered" : "queue_at", { at: at + 1, all: queue.length.toLocaleString("en") })),
      ...link(queue[at - 1], "queue_previous"), ...link(next, "queue_next"), ...link(open, "queue_open"));
    nav.hidden = false;
  }

  return { start, links };
})();
