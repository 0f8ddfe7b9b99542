"use strict";
var AR = AR || {};

/**
 * The list of decisions, what they do, and the downloads.
 * @param {HTMLElement} dock
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {ReturnType<typeof AR.assign>} assign
 * @param {ReturnType<typeof AR.check>} check
 */
AR.decisions = (dock, data, store, assign, check) => {
  const { make, find, all } = AR.dom;
  const { say } = AR.messages;
  const { title } = AR.outcomeView;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, dock));
  const panel = part("decisions");
  const opener = part("open-decisions");
  const outputs = AR.outputs(dock, data);

  /** @param {Decision} decision */
  function line(decision) {
    const text = title(decision);
    return make("li", {}, make("span", {}, text),
      make("button", { type: "button", "aria-label": `Undo: ${text}`, click: () => store.remove(decision.id) }, "Undo"));
  }

  /** Give papers that would leave this page the page's own ID. @param {string[]} mentions */
  function keepHere(mentions) {
    const person = { id: data.page.id, name: AR.names.full(data.page.name), orcid: data.page.orcid };
    store.assign({ kind: "existing", person, mentions });
  }

  async function refresh() {
    const decisions = store.decisions();
    part("decision-count").textContent = String(decisions.length);
    part("undo").disabled = !store.canUndo();
    part("redo").disabled = !store.canRedo();
    if (panel.hidden) return;
    await assign.loadPeople(decisions).catch(() => {});
    const outcome = AR.rules.outcome(data, decisions);
    part("decision-list").replaceChildren(...decisions.map(line));
    const secret = store.isPrivate();
    const view = secret ? [make("p", { class: "ar-warning" }, say("private_blocked"))] : decisions.length ? AR.outcomeView.render(data, decisions, outcome, { keepHere, addOrcid: assign.addOrcid }) : [make("p", {}, say("no_decision"))];
    const doubts = secret ? [] : decisions.flatMap((d) => check.doubts(d.mentions, (key) => store.release([key])) ?? []);
    part("outcome").replaceChildren(...view, ...doubts);
    const blocked = secret || !decisions.length || outcome.conflicts.length > 0;
    outputs.render(secret ? null : outcome, blocked ? null : await build());
    for (const button of /** @type {HTMLButtonElement[]} */ (all("download", dock))) {
      button.disabled = blocked || (button.dataset.arDownload === "diff" && !data.diff);
    }
    if (!data.diff) part("download-note").textContent = say("no_data");
  }

  const build = () => AR.patch.build(data, store.decisions(), { created: new Date(), note: store.note() });

  /** @param {string} kind "json" or "diff" */
  async function download(kind) {
    const note = part("download-note");
    await assign.loadPeople(store.decisions()).catch(() => {});
    const patch = await build();
    if (kind === "diff") await AR.load.lines(data, patch).catch(() => {});
    const made = kind === "diff" ? AR.diff.build(data, patch) : { text: AR.patch.text(patch) };
    if (!("text" in made)) {
      note.textContent = AR.messages.text(made.error);
      return;
    }
    note.textContent = AR.dom.save(AR.patch.fileName(data, kind), made.text);
  }

  /** @param {boolean} open */
  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) {
      for (const other of /** @type {HTMLElement[]} */ ([...dock.querySelectorAll(".ar-panel")])) if (other !== panel) other.hidden = true;
      panel.focus({ preventScroll: true });
    }
    refresh();
  }

  opener.addEventListener("click", () => toggle(panel.hidden));
  part("close-decisions").addEventListener("click", () => { toggle(false); opener.focus(); });
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { toggle(false); opener.focus(); }
  });
  part("undo").addEventListener("click", () => store.undo());
  part("redo").addEventListener("click", () => store.redo());
  part("note").value = store.note();
  part("note").addEventListener("input", () => store.setNote(part("note").value));
  for (const button of all("download", dock)) {
    button.addEventListener("click", () => download(/** @type {string} */ (button.dataset.arDownload)));
  }
  store.subscribe(refresh);
  return { refresh, toggle };
};
