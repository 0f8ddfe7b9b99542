"use strict";
var AR = AR || {};

/**
 * The box that takes a list or a rule in any wording, answers each line, and selects after the user has said whose
 * the papers are. It decides nothing.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {{keys: () => string[], choose: (keys: string[]) => void}} selection
 * @param {() => PaperFacts[]} facts
 * @param {(requester: Requester) => void} taken called with what the text says of its writer, once its papers are selected
 */
AR.paste = (root, data, store, selection, facts, taken) => {
  const { make, find, bdi } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
  const [opener, box, text, status, view] = ["paste-open", "paste-box", "paste-text", "paste-status", "paste-answers"].map(part);
  const LONGEST = 200000;
  const MOST = 2000;
  /** @type {PaperFacts[] | null} */
  let rows = null;
  /** @type {ReturnType<typeof AR.wording.read> | null} */
  let answer = null;
  /** Papers the answer is about: true are those that the buttons speak of. @type {Map<string, boolean>} */
  let ticked = new Map();
  /** @type {{keys: string[], note: (count: number) => string} | null} a rule whose papers are selected and not yet decided */
  let pending = null;
  /** @type {string[]} */
  let before = [];
  let timer = 0;

  const rowOf = (/** @type {string} */ key) => /** @type {PaperFacts} */ ((rows || []).find((row) => row.key === key));
  const papersOf = (/** @type {string[]} */ keys) => new Set(keys.map((key) => rowOf(key).paper)).size;

  /** A paper with a box to take it out or in. @param {string} key @param {string} about */
  function paper(key, about) {
    const row = rowOf(key);
    const twins = (rows || []).filter((other) => other.paper === row.paper).length > 1;
    const where = twins ? say("paste_position", { position: Number(key.slice(key.lastIndexOf("#") + 1)) + 1 }) : "";
    const facts = [row.paper, row.year ? String(row.year) : "", twins && row.affiliation, where, about].filter(Boolean).join(" · ");
    const change = (/** @type {Event} */ event) => { ticked.set(key, /** @type {HTMLInputElement} */ (event.target).checked); ask(); };
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value: key, "data-ar-paste-paper": true, change }));
    input.checked = ticked.get(key) ?? false;
    return make("li", {}, make("label", { class: "ar-option" }, input, make("span", {}, bdi(row.title), " ", make("span", { class: "ar-muted" }, facts))));
  }

  const papersOn = (/** @type {string} */ side) => (side ? say(side === "yes" ? "paste_yours" : "paste_not_yours") : "");

  /** @param {string} title @param {Node[]} items */
  const section = (title, items) => (items.length ? [make("h3", {}, `${title} (${items.length})`), make("ul", { class: "ar-paste-list" }, ...items)] : []);

  /** A line as it was pasted. @param {PasteAnswer} a @param {...(Node | string)} more */
  const line = (a, ...more) =>
    make("li", {}, make("span", { class: "ar-muted" }, say("paste_line", { line: a.line })), " ", bdi(a.text.length > 300 ? `${a.text.slice(0, 300)}…` : a.text), ...more);

  /** Where a paper is that is not on this page. @param {PasteAnswer} a */
  function elsewhere(a) {
    if (!/^\d{4}\.\S+\.\d+$|^[A-Z]\d\d-\d{4}$/.test(a.what)) return line(a, " ", make("span", { class: "ar-muted" }, say(/\d{4}-/.test(a.what) ? "paste_no_key" : "paste_no_paper", { what: a.what })));
    const other = Object.values(data.matching).flatMap((m) => m.elsewhere).find((m) => m.key.startsWith(`${a.what}#`));
    const link = make("a", { href: `https://aclanthology.org/${a.what}/`, rel: "noopener" }, a.what);
    const item = line(a, " ", link);
    if (other) {
      const place = make("span", {}, " ", say("paste_stands", { page: other.page }));
      item.append(place);
      AR.load.authors().then((list) => {
        const page = list.all().find((one) => one.id === other.page);
        if (page?.groups) place.replaceChildren(" ", make("a", { href: `../${page.file}` }, say("paste_stands", { page: other.page })));
      }, () => {});
    }
    return item;
  }

  function render() {
    const { answers, lines } = /** @type {NonNullable<typeof answer>} */ (answer);
    const of = (/** @type {string} */ kind) => answers.filter((/** @type {PasteAnswer} */ a) => a.kind === kind);
    /** @type {Map<string, string[]>} */
    const why = new Map();
    ticked = new Map();
    for (const a of answers) {
      if (a.kind !== "found" && a.kind !== "rule") continue;
      for (const key of a.keys) {
        why.set(key, [...(why.get(key) || []), a.off ? say("paste_off", { line: a.line }) : a.kind === "rule" ? say("paste_by_rule", { rule: a.what })
          : say(a.what ? "paste_like" : "paste_line", { line: a.line, text: a.text.slice(0, 200) }), ...[papersOn(a.side)].filter(Boolean)]);
        ticked.set(key, (ticked.get(key) ?? true) && !a.off);
      }
    }
    const found = [...ticked.keys()];
    const choose = of("choose").filter((/** @type {PasteAnswer} */ a) => !a.keys.some((key) => ticked.has(key)));
    const rules = of("rule").map((/** @type {PasteAnswer} */ a) => line(a, " → ", make("b", {}, a.what), `: ${[say("paste_papers", { count: papersOf(a.keys) }), papersOn(a.side)].filter(Boolean).join(", ")}`));
    const choices = choose.map((/** @type {PasteAnswer} */ a) => line(a, make("ul", { class: "ar-paste-list" }, ...a.keys.map((key) => paper(key, "")))));
    const rank = new Map((rows || []).map((row, i) => [row.key, i]));
    found.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    view.replaceChildren(
      ...section(say("paste_choose"), choices),
      ...section(say("paste_elsewhere"), of("elsewhere").map(elsewhere)),
      ...section(say("paste_unknown"), of("unknown").map((/** @type {PasteAnswer} */ a) => line(a, ...(a.what ? [" ", make("span", { class: "ar-muted" }, say(`paste_why_${a.what}`))] : [])))),
      ...section(say("paste_person"), requester()),
      ...section(say("paste_rules"), rules),
      ...section(say("paste_found"), found.map((key) => paper(key, [...new Set(why.get(key))].join(", ")))),
    );
    status.textContent = [
      say("paste_lines", { count: lines }),
      [say("paste_papers", { count: papersOf(found) }), choose.length && say("paste_n_choose", { n: choose.length }), of("elsewhere").length && say("paste_n_elsewhere", { n: of("elsewhere").length }),
        of("unknown").length && say("paste_n_unknown", { n: of("unknown").length }), of("part").length && say("paste_n_part", { n: of("part").length })].filter(Boolean).join(", "),
    ].join(": ") + ".";
    ask();
  }

  /** What the text says of its writer, which the panel for the author will fill in. */
  const requester = () => [["orcid", answer?.requester.orcid], ["degree", answer?.requester.degree]]
    .concat([["target", answer?.target]])
    .flatMap(([what, value]) => (value ? [make("li", {}, say(`paste_${what}`, { value }))] : []));

  /** Papers that a text with both sides calls somebody else's. */
  function disowned() {
    const keys = new Set((answer?.answers || []).filter((/** @type {PasteAnswer} */ a) => a.off && a.side === "not").flatMap((/** @type {PasteAnswer} */ a) => a.keys));
    return [...keys].filter((key) => !ticked.get(key));
  }

  /** The papers that stay when the pasted ones are somebody else's: none that are still to choose, none already decided. */
  function others() {
    const open = new Set((answer?.answers || []).filter((/** @type {PasteAnswer} */ a) => a.kind === "choose").flatMap((/** @type {PasteAnswer} */ a) => a.keys));
    return (rows || []).map((row) => row.key).filter((key) => !ticked.get(key) && !(open.has(key) && !ticked.has(key)) && !store.decisionOf(key));
  }

  const chosen = () => [...ticked].filter(([, on]) => on).map(([key]) => key);

  /** The question that the text never answers for the user. */
  function ask() {
    const [n, rest, theirs] = [papersOf(chosen()), papersOf(others()), papersOf(disowned())];
    part("paste-take").hidden = !n && !theirs;
    const hint = theirs ? say("paste_said_both", { count: theirs }) : answer?.said === "not" ? say("paste_said_not") : answer?.said === "yes" ? say("paste_said_yes") : "";
    part("paste-ask").textContent = `${say("paste_ask", { count: n })} ${hint}`;
    part("paste-yes").textContent = say("paste_yes", { count: n });
    part("paste-no").textContent = theirs ? say("paste_no_both", { count: theirs }) : say("paste_no", { count: n, rest });
    part("paste-yes").disabled = !n;
    part("paste-no").disabled = !theirs && !rest;
  }

  function update() {
    clearTimeout(timer);
    const value = text.value;
    answer = null;
    ticked = new Map();
    view.replaceChildren();
    part("paste-take").hidden = true;
    const long = value.length > LONGEST || value.split("\n", MOST + 1).length > MOST;
    status.textContent = long ? say("paste_long") : "";
    if (!value.trim() || long) return;
    rows = facts();
    answer = AR.wording.read(value, rows, data.page.id);
    render();
  }

  /** @param {boolean} mine */
  function take(mine) {
    const named = mine || disowned().length > 0;
    const keys = mine ? chosen() : named ? disowned() : others();
    const rules = (answer?.answers || []).filter((/** @type {PasteAnswer} */ a) => a.kind === "rule" && a.off === (named && !mine));
    const words = rules.map((/** @type {PasteAnswer} */ a) => `“${a.text.slice(0, 200)}”`).join(", ");
    before = selection.keys();
    selection.choose(keys);
    pending = rules.length || !named ? { keys, note: (count) => say(named ? "paste_note" : "paste_note_not", { count, words: words || say("paste_a_list"), preview: data.base.preview }) } : null;
    toggle(false);
    part("paste-said").textContent = say("paste_taken", { count: papersOf(keys) });
    part("paste-after").hidden = false;
    part("paste").scrollIntoView({ block: "nearest" });
    taken({ orcid: "", degree: "", ...answer?.requester, target: answer?.target });
  }

  /** @param {boolean} open */
  function toggle(open) {
    box.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    part("paste-after").hidden = true;
    if (open) {
      if (text.value) update();
      text.focus();
    }
  }

  // What was chosen by a rule goes into the note only once it is decided.
  store.subscribe(() => {
    const done = pending;
    const decided = (done?.keys || []).filter((key) => store.decisionOf(key));
    if (!done || !decided.length) return;
    pending = null;
    const words = done.note(papersOf(decided));
    if (store.note().includes(words)) return;
    store.setNote([store.note(), words].filter(Boolean).join("\n"));
    part("note").value = store.note();
  });

  opener.addEventListener("click", () => toggle(box.hidden));
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { toggle(false); opener.focus(); }
  });
  text.addEventListener("input", (/** @type {InputEvent} */ event) => {
    clearTimeout(timer);
    // The buttons never speak of a text that has changed since it was read.
    part("paste-take").hidden = true;
    status.textContent = "";
    timer = window.setTimeout(update, event.inputType === "insertFromPaste" ? 0 : 200);
  });
  // Pasting anywhere else on the page means this box.
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain");
    if (!pasted?.trim() || AR.dom.isText(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    text.value = pasted;
    toggle(true);
    box.scrollIntoView({ block: "nearest" });
  });
  part("paste-yes").addEventListener("click", () => take(true));
  part("paste-no").addEventListener("click", () => take(false));
  part("paste-back").addEventListener("click", () => { pending = null; selection.choose(before); part("paste-after").hidden = true; opener.focus(); });
  part("paste").hidden = false;
  return {
    /** To be called when nothing is selected any more. */
    cleared() { pending = null; part("paste-after").hidden = true; },
  };
};
