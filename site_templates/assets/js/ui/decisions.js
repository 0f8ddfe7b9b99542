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

  /** @param {boolean} blocked */
  function block(blocked) {
    for (const button of /** @type {HTMLButtonElement[]} */ (all("download", dock))) {
      button.disabled = blocked || (button.dataset.arDownload === "diff" && !data.diff);
    }
  }

  let turn = 0;

  async function refresh() {
    const mine = ++turn;
    const decisions = store.decisions();
    part("decision-count").textContent = String(decisions.length);
    part("undo").disabled = !store.canUndo();
    part("redo").disabled = !store.canRedo();
    const secret = store.isPrivate();
    if (secret) {
      block(true);
      outputs.render(null, null);
    }
    if (panel.hidden) return;
    await assign.loadPeople(decisions).catch(() => {});
    const outcome = AR.rules.outcome(data, decisions);
    const patch = secret || !decisions.length || outcome.conflicts.length ? null : await build();
    // What was decided meanwhile, that all is confidential above all, has its own turn.
    if (mine !== turn) return;
    part("decision-list").replaceChildren(...decisions.map(line));
    const view = secret ? [make("p", { class: "ar-warning" }, say("private_blocked"))] : decisions.length ? AR.outcomeView.render(data, decisions, outcome, { keepHere, addOrcid: assign.addOrcid }) : [make("p", {}, say("no_decision"))];
    const doubts = secret ? [] : decisions.flatMap((d) => check.doubts(d.mentions, (key) => store.release([key])) ?? []);
    part("outcome").replaceChildren(...view, ...doubts);
    const made = patch && AR.patch.file(patch);
    const refused = made && "error" in made ? made.error : "";
    outputs.render(secret ? null : outcome, refused ? null : patch);
    block(!patch || Boolean(refused));
    noteFault.textContent = faultOfNote() || refused;
    if (!data.diff) part("download-note").textContent = say("no_data");
  }

  const build = () => AR.patch.build(data, store.decisions(), { created: new Date(), note: store.note() });

  /** What a note may not have is said beside it. */
  const noteFault = make("span", { class: "ar-warning", role: "status", "data-ar-note-fault": true });

  function faultOfNote() {
    const fault = AR.textRules.fault(store.note(), "note");
    return fault ? say(fault.code, { ...fault.params, field: "note" }) : "";
  }

  /** @param {string} kind "json" or "diff" */
  async function download(kind) {
    const note = part("download-note");
    await assign.loadPeople(store.decisions()).catch(() => {});
    const patch = await build();
    const file = AR.patch.file(patch);
    if (kind === "diff") await AR.load.lines(data, patch).catch(() => {});
    if (store.isPrivate()) return;
    const made = kind === "diff" && "text" in file ? AR.diff.build(data, patch) : file;
    if (!("text" in made)) {
      note.textContent = typeof made.error === "string" ? made.error : AR.messages.text(made.error);
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
  part("note").after(noteFault);
  part("note").addEventListener("input", () => store.setNote(part("note").value));
  for (const button of all("download", dock)) {
    button.addEventListener("click", () => download(/** @type {string} */ (button.dataset.arDownload)));
  }
  store.subscribe(refresh);
  return { refresh, toggle };
};
