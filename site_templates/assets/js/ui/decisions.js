"use strict";
var AR = AR || {};

/**
 * The list of decisions, what they do, and the downloads.
 * @param {HTMLElement} dock
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store>} store
 * @param {ReturnType<typeof AR.assign>} assign
 */
AR.decisions = (dock, data, store, assign) => {
  const { make, find, all, count } = AR.dom;
  const say = AR.messages.say;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, dock));
  const panel = part("decisions");
  const opener = part("open-decisions");

  /** @param {Decision} decision */
  function line(decision) {
    const n = count(decision.mentions.length, "paper");
    const text = decision.kind === "unverified" ? say("to_unverified", { n })
      : say(decision.kind === "new" ? "to_new" : "to_person", { n, person: AR.personName(decision) });
    return make("li", {}, make("span", {}, text),
      make("button", { type: "button", "aria-label": `Undo: ${text}`, click: () => store.remove(decision.id) }, "Undo"));
  }

  /** Give papers that would leave this page the page's own ID. @param {Mention[]} mentions */
  function keepHere(mentions) {
    const person = { id: data.page.id, name: AR.fullName(data.page.name), comment: "", orcid: data.page.orcid };
    store.decide({ kind: "existing", person, mentions: mentions.map(AR.key) });
  }

  async function loadPeople() {
    await assign.loadVerified();
    const ids = store.decisions().flatMap((d) => (d.kind === "unverified" ? [] : [d.person.id]));
    if (data.diff && ids.length) await AR.load.people(ids);
  }

  async function refresh() {
    const decisions = store.decisions();
    part("decision-count").textContent = String(decisions.length);
    part("undo").disabled = !store.canUndo();
    part("redo").disabled = !store.canRedo();
    if (panel.hidden) return;
    await loadPeople().catch(() => {});
    const outcome = AR.rules.outcome(data, decisions, assign.people);
    part("decision-list").replaceChildren(...decisions.map(line));
    const empty = make("p", {}, "No decision yet. Select papers, then choose whose they are.");
    part("outcome").replaceChildren(...(decisions.length ? AR.outcomeView(data, decisions, outcome, keepHere) : [empty]));
    const blocked = !decisions.length || outcome.conflicts.length > 0;
    for (const button of /** @type {HTMLButtonElement[]} */ (all("download", dock))) {
      button.disabled = blocked || (button.dataset.arDownload === "diff" && !data.diff);
    }
    if (!data.diff) part("download-note").textContent = say("no_diff");
  }

  /** @param {string} kind "json" or "diff" */
  async function download(kind) {
    const note = part("download-note");
    try {
      await loadPeople();
      const patch = await AR.patch.build(data, store.decisions(), { created: new Date(), note: store.note() });
      const file = AR.patch.fileName(data, kind);
      const text = kind === "diff" ? AR.diff.build(data, patch) : `${JSON.stringify(patch, null, 2)}\n`;
      const url = URL.createObjectURL(new Blob([text], { type: kind === "diff" ? "text/x-diff" : "application/json" }));
      make("a", { href: url, download: file }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      const command = kind === "diff" ? `git apply --directory=data ${file}` : `anthology-review apply ${file} --data data`;
      note.textContent = say("downloaded", { file, command });
    } catch (error) {
      note.textContent = /** @type {Error} */ (error).message;
    }
  }

  /** @param {boolean} open */
  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) {
      if (assign.isOpen()) assign.close();
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
