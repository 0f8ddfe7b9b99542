"use strict";
var AR = AR || {};

/**
 * "Your patch": the decisions of all pages, and patch files of others, in one patch.
 *
 * @typedef {object} Source
 * @property {string} label how it is named to the user
 * @property {string} file name of a download, without extension
 * @property {number} count papers decided
 * @property {string[]} lines what was decided
 * @property {Patch | null} patch null if its page has something to settle first
 * @property {string} [page] ID of the review page
 * @property {Part | null} [part] what a diff needs of that page
 * @property {string} [json] a file's text
 */
AR.basket = (() => {
  const { make, find, bdi, count } = AR.dom;
  const { say } = AR.messages;
  const DECISIONS = "anthology-review:";
  const PATCH = "anthology-review-patch:";
  const PART = "anthology-review-part:";

  /**
   * IDs of the pages of a preview on which decisions are kept, sorted.
   * @param {Storage | null} storage
   * @param {string} preview
   */
  function kept(storage, preview) {
    const start = `${DECISIONS}${preview}:`;
    const pages = Object.keys(storage ?? {}).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length)).filter(AR.ids.page);
    // A page may hold no more than a note, or what must stay on it.
    return pages.filter((page) => decisionsOf(storage?.getItem(start + page) ?? "").length).sort();
  }

  /**
   * New authors of the decisions that are kept on other pages of a preview: a person split over pages gets one entry.
   * @param {Storage | null} storage
   * @param {string} preview
   * @param {string} page ID of the page that asks
   * @returns {DecisionPerson[]}
   */
  function newPersons(storage, preview, page) {
    const others = kept(storage, preview).filter((one) => one !== page);
    const decisions = others.flatMap((one) => decisionsOf(storage?.getItem(`${DECISIONS}${preview}:${one}`) ?? ""));
    return decisions.flatMap((one) => (one.kind === "new" && one.person ? [one.person] : []));
  }

  /** What may leave a page. @param {string} text as core/store.js keeps it @returns {Decision[]} */
  function decisionsOf(text) {
    const page = AR.kept.page(text);
    return page && !page.secret ? page.decisions : [];
  }

  /** What a patch does, line by line. @param {Patch} patch */
  function linesOf(patch) {
    /** @type {Map<string | null, number>} */
    const targets = new Map();
    for (const { to } of patch.assignments) targets.set(to, (targets.get(to) ?? 0) + 1);
    const entries = patch.persons.filter((person) => person.action === "update" && !targets.has(person.id));
    return [
      ...[...targets].map(([to, n]) => say(to === null ? "to_unverified" : "to_person", { count: n, person: to ?? "" })),
      ...entries.map(({ id }) => say("basket_entry", { person: id })),
    ];
  }

  /**
   * @param {Storage} storage
   * @param {string} preview
   * @param {string} page
   * @returns {Source}
   */
  function fromPage(storage, preview, page) {
    const decisions = decisionsOf(storage.getItem(`${DECISIONS}${preview}:${page}`) ?? "");
    const read = AR.document.parse(storage.getItem(`${PATCH}${preview}:${page}`) ?? "");
    const count = decisions.reduce((sum, one) => sum + one.mentions.length, 0);
    return {
      label: page,
      page,
      file: `assignment-${page.replaceAll("/", "-")}`,
      count,
      lines: "patch" in read ? linesOf(read.patch) : [say("basket_decided", { count })],
      patch: "patch" in read ? read.patch : null,
      part: AR.kept.part(storage.getItem(`${PART}${preview}:${page}`) ?? ""),
    };
  }

  /**
   * @param {string} name
   * @param {Patch} patch
   * @param {string} json
   * @returns {Source}
   */
  function fromFile(name, patch, json) {
    return { label: `file ${name}`, file: name.replace(/\.json$/i, ""), count: patch.assignments.length, lines: linesOf(patch), patch, json };
  }

  /** @param {string} page ID */
  const address = (page) => `review/${page.endsWith("/unverified") ? page.slice(0, -"/unverified".length) + ".unverified" : page}.html`;

  /** @param {HTMLElement} root */
  function start(root) {
    const part = (/** @type {string} */ name) => /** @type {any} */ (find(`basket-${name}`, root));
    const preview = root.dataset.preview ?? "";
    const storage = AR.page.storage();
    /** @type {Source[]} */
    let files = [];
    /** @type {{label: string, back: () => void}[]} taken out, newest last */
    let taken = [];
    /** Label of the source that is asked about. @type {string | null} */
    let asking = null;
    /** @type {Patch | null} */
    let joined = null;
    /** What is needed of the pages' data. @type {PageData} */
    let data = AR.parts.join([]);

    const sources = () => [...(storage ? kept(storage, preview).map((page) => fromPage(storage, preview, page)) : []), ...files];
    const status = (/** @type {string} */ text) => { part("status").textContent = text; };

    /** @param {Source} source */
    function takeOut(source) {
      const keys = [DECISIONS, PATCH, PART].map((start) => `${start}${preview}:${source.page}`);
      const texts = keys.map((key) => (source.page === undefined ? null : storage?.getItem(key) ?? null));
      if (source.page === undefined) files = files.filter((one) => one !== source);
      else for (const key of keys) storage?.removeItem(key);
      taken.push({
        label: source.label,
        back() {
          if (source.page === undefined) files.push(source);
          else keys.forEach((key, i) => { if (texts[i] !== null) storage?.setItem(key, /** @type {string} */ (texts[i])); });
        },
      });
      show(`undo:${source.label}`);
      status(say("basket_taken", { source: source.label }));
    }

    /** @param {Source} source */
    function row(source) {
      const { label } = source;
      const name = source.page === undefined ? make("b", {}, "From ", bdi(label)) : make("a", { href: address(source.page) }, bdi(label));
      const text = make("div", { class: "ar-basket__text" }, name, make("p", {}, source.lines.join("; ")));
      if (!source.patch) text.append(make("p", { class: "ar-warning" }, say("basket_open")));
      else if (source.json && source.patch.base.preview !== preview) {
        text.append(make("p", { class: "ar-muted" }, say("basket_other_preview", { source: label, preview: source.patch.base.preview || "unnamed" })));
      }
      const buttons = make("div", { class: "ar-buttons" });
      if (asking === label) {
        const question = say("basket_take", { count: source.count, source: label });
        buttons.append(make("span", {}, question),
          make("button", { type: "button", "data-key": `sure:${label}`, "aria-label": `Take out: ${question}`, click: () => { asking = null; takeOut(source); } }, "Take out"),
          make("button", { type: "button", click: () => { asking = null; show(`out:${label}`); } }, "Keep"));
      } else {
        const inverse = { type: "button", "aria-label": `Download the inverse of ${label}`, disabled: !source.patch, click: () => invert(source) };
        const out = { type: "button", "data-key": `out:${label}`, "aria-label": `Take out ${label}`, click: () => { asking = label; show(`sure:${label}`); } };
        buttons.append(make("button", inverse, "Download the inverse"), make("button", out, "Take out"));
      }
      return make("li", {}, text, buttons);
    }

    /** @param {{label: string, back: () => void}} gone */
    function goneRow(gone) {
      const undo = () => {
        gone.back();
        taken = taken.filter((one) => one !== gone);
        show(`out:${gone.label}`);
        status(say("basket_back", { source: gone.label }));
      };
      const button = make("button", { type: "button", "data-key": `undo:${gone.label}`, "aria-label": `Undo: take out ${gone.label}`, click: undo }, "Undo");
      return make("li", { class: "ar-muted" }, make("span", {}, say("basket_taken", { source: gone.label })), make("div", { class: "ar-buttons" }, button));
    }

    /** Shows all; the focus goes to the button with this key. @param {string} [focus] */
    function show(focus) {
      const all = sources();
      part("list").replaceChildren(...all.map(row), ...taken.map(goneRow));
      part("empty").hidden = all.length > 0;
      const others = storage ? AR.session.others(storage, preview) : 0;
      part("forget-others").hidden = !others;
      part("forget-others").textContent = say("session_others", { count: others });
      const whole = all.filter((source) => source.patch);
      const { patch, confirmed, contradictions } = AR.join.all(whole.map((source) => /** @type {Patch} */ (source.patch)));
      const made = patch && AR.patch.file(patch);
      const refused = made && "error" in made ? made.error : "";
      joined = refused ? null : patch;
      showOutputs(whole);
      part("download").disabled = !joined;
      const lines = [];
      if (refused) lines.push(refused);
      else if (patch) lines.push(say("basket_joined", { count: patch.assignments.length, sources: whole.length === 1 ? whole[0].label : `${whole.length} lists` }));
      if (patch && confirmed) lines.push(say("basket_confirmed", { count: confirmed }));
      if (contradictions.length) lines.push(say("basket_blocked"));
      if (whole.length < all.length) lines.push(say("basket_unfinished", { pages: count(all.length - whole.length, "page") }));
      const conflicts = contradictions.map((one) => {
        const [a, b] = one.ways;
        const nothing = "no author";
        const slot = one.paper ? `${one.paper} (${one.role} ${Number(one.position) + 1})` : "";
        return make("p", { class: "ar-conflict" }, say(`join_${one.about}`, {
          slot, person: one.person ?? "", key: one.key ?? "", here: a.says ?? nothing, there: b.says ?? nothing,
          one: whole[a.patch].label, two: whole[b.patch].label,
        }));
      });
      part("outcome").replaceChildren(...(lines.length ? [make("p", { class: "ar-consequence" }, lines.join(" "))] : []), ...conflicts);
      if (focus) /** @type {HTMLElement | undefined} */ ([...root.querySelectorAll("[data-key]")].find((one) => /** @type {HTMLElement} */ (one).dataset.key === focus))?.focus();
    }

    /** The joined patch in other forms, once what it needs is loaded. @param {Source[]} whole sources that are in it */
    async function showOutputs(whole) {
      const patch = joined;
      data = AR.parts.join(whole.flatMap((source) => source.part ?? []));
      if (patch) await loadPeople(patch);
      if (patch !== joined) return;
      part("diff").disabled = !patch || !data.diff || whole.some((source) => !source.part);
      AR.outputs(root, data).render(null, patch);
      part("diff-note").textContent = patch && part("diff").disabled ? say(whole.some((source) => source.json) ? "basket_no_diff" : "no_data") : "";
    }

    /** @param {Patch} patch */
    async function loadPeople(patch) {
      const ids = [...patch.persons.map((person) => person.id), ...patch.assignments.flatMap((one) => one.to ?? [])];
      await Promise.all([AR.load.people(ids), AR.load.verified().then((list) => AR.people.know(list))]).catch(() => {});
    }

    /** @param {Patch} patch @param {string} name without extension */
    function save(patch, name) {
      const made = AR.patch.file(patch);
      status("text" in made ? AR.dom.save(`${name}.json`, made.text) : made.error);
    }

    /** @param {Source} source */
    function invert(source) {
      const result = AR.invert.of(/** @type {Patch} */ (source.patch));
      if ("patch" in result) save(result.patch, `${source.file}-inverse`);
      else status(result.error);
    }

    /** @param {string} file @param {ReturnType<typeof AR.session.unpack>} result */
    function unfinished(file, result) {
      if ("code" in result) return say("basket_refused", { source: `file ${file}`, why: AR.messages.text(result) });
      const left = result.left.length ? ` ${say("session_left", { pages: result.left.join(", ") })}` : "";
      const refused = result.refused ? ` ${say("session_refused", { count: result.refused })}` : "";
      return say("session_taken", { count: result.taken.length }) + left + refused;
    }

    /** @param {Iterable<File>} chosen */
    async function add(chosen) {
      const said = [];
      for (const file of chosen) {
        const text = storage && file.size < 1e8 ? await file.text() : "";
        if (storage && AR.session.is(text)) {
          said.push(unfinished(file.name, AR.session.unpack(text, storage, preview)));
          continue;
        }
        const result = await AR.document.file(file);
        const label = `file ${file.name}`;
        if ("error" in result) said.push(say("basket_refused", { source: label, why: result.error }));
        else if (files.some((one) => one.json === result.json)) said.push(say("basket_same", { source: label }));
        else {
          const source = fromFile(file.name, result.patch, result.json);
          for (let n = 2; files.some((one) => one.label === source.label); n++) source.label = `${label} (${n})`;
          files.push(source);
          said.push(say("basket_added", { source: source.label, count: source.count }));
        }
      }
      show();
      status(said.join(" "));
    }

    const input = /** @type {HTMLInputElement} */ (part("input"));
    input.addEventListener("change", async () => {
      await add([...(input.files ?? [])]);
      input.value = "";
    });
    const drop = /** @type {HTMLElement} */ (part("drop"));
    // Anywhere on the page: a file that misses the area must not replace the page.
    for (const type of ["dragover", "dragleave", "drop"]) {
      addEventListener(type, (event) => {
        event.preventDefault();
        drop.classList.toggle("ar-drop--over", type === "dragover");
        if (type === "drop") add([...(/** @type {DragEvent} */ (event).dataTransfer?.files ?? [])]);
      });
    }
    const name = `assignment-${preview.replace(/[^\w.-]+/g, "-") || "joined"}`;
    part("download").addEventListener("click", () => joined && save(joined, name));
    part("diff").addEventListener("click", async () => {
      if (!joined) return;
      await AR.load.lines(data, joined).catch(() => {});
      const made = AR.diff.build(data, joined);
      status("text" in made ? AR.dom.save(`${name}.diff`, made.text) : AR.messages.text(made.error));
    });
    part("keep").addEventListener("click", () => storage && status(AR.dom.save(`${name}-unfinished.json`, AR.session.pack(storage, preview), say("session_saved"))));
    part("forget").addEventListener("click", () => {
      if (!storage || !confirm(say("session_forget"))) return;
      AR.session.clear(AR.page.storages(), preview, new URL(".", location.href).pathname);
      show();
      status(say("session_forgotten"));
    });
    part("forget-others").addEventListener("click", () => {
      if (!storage || !confirm(say("session_forget_others", { count: AR.session.others(storage, preview) }))) return;
      AR.session.clearOthers(storage, preview);
      show();
      status(say("session_forgotten_others"));
    });
    // Another tab decided.
    addEventListener("storage", () => show());
    addEventListener("pageshow", () => show());
    show();
    root.hidden = false;
  }

  return { start, kept, newPersons };
})();
