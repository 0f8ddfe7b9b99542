"use strict";
var AR = AR || {};

/**
 * The panel in which a verified author's own entry is changed: name shown, ORCID, institution, name matching.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {{addOrcid: (person: string, orcid: string) => void, loadPeople: (decisions: readonly Decision[]) => Promise<void>}} assign
 * @param {() => void} opening called before the panel opens
 */
AR.entry = (root, data, store, assign, opening) => {
  const { make, find } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
  const panel = part("entry");
  const opener = part("edit");
  const [name, first, last, orcid, degree, matching] = ["name", "first", "last", "orcid", "degree", "matching"].map((field) => part(`entry-${field}`));
  const { id } = data.page;
  const OTHER = "other";

  /** The entry as it is now; without the data only what the author page shows. */
  function now() {
    const record = AR.people.get(id);
    return {
      names: record?.names ?? [data.page.name],
      orcid: record ? record.orcid ?? "" : data.page.orcid,
      degree: record?.degree ?? "",
      off: AR.targets.isOff(data, id, AR.people),
    };
  }

  /** Names to choose from: the entry's, then those printed on this page. @returns {PersonName[]} */
  function forms() {
    const all = [...now().names, ...data.forms].map(AR.names.exact);
    return all.filter((form, i) => all.findIndex((other) => AR.names.same(other, form)) === i);
  }

  /** What the form changes. @returns {DecisionPerson} */
  function changed() {
    const old = now();
    /** @type {DecisionPerson} */
    const person = { id };
    const shown = name.value === OTHER ? AR.names.clean({ first: first.value, last: last.value }) : forms()[Number(name.value)];
    if (!AR.names.same(shown, old.names[0])) person.names = [shown, ...old.names.filter((one) => !AR.names.same(one, shown))];
    const typed = AR.orcid.normalise(orcid.value);
    if (typed !== old.orcid) person.orcid = typed;
    if (degree.value.trim() !== old.degree) person.degree = degree.value.trim();
    if (matching.checked === old.off) person.disable_name_matching = !matching.checked;
    return person;
  }

  function update() {
    part("entry-other").hidden = name.value !== OTHER;
    const typed = orcid.value.trim();
    part("entry-orcid-note").textContent = typed ? say(AR.orcid.valid(AR.orcid.normalise(typed)) ? "orcid_good" : "orcid_bad") : "";
    const person = changed();
    const decisions = store.trial((trial) => trial.edit(person));
    const outcome = AR.rules.outcome(data, decisions);
    const own = decisions.filter((one) => one.kind === "entry");
    part("entry-preview").replaceChildren(...(own.length ? AR.outcomeView.render(data, decisions, outcome, { secret: store.isPrivate() }) : []));
    const undo = !own.length && store.entryOf(id) !== null;
    part("entry-confirm").disabled = !undo && (Object.keys(person).length < 2 || outcome.conflicts.length > 0);
  }

  async function open() {
    opening();
    await assign.loadPeople([{ id: "", kind: "entry", person: { id }, mentions: [] }]).catch(() => {});
    const [old, planned] = [now(), store.entryOf(id)];
    const known = data.diff && AR.people.get(id) !== undefined;
    const wanted = planned?.names?.[0] ?? old.names[0];
    const at = forms().findIndex((form) => AR.names.same(form, wanted));
    name.replaceChildren(...forms().map((form, i) => make("option", { value: String(i) }, AR.names.full(form))), make("option", { value: OTHER }, "another form …"));
    name.value = at < 0 ? OTHER : String(at);
    [first.value, last.value] = at < 0 ? [wanted.first ?? "", wanted.last] : ["", ""];
    name.disabled = !known;
    part("entry-note").textContent = known ? "" : say(data.diff ? "entry_failed" : "entry_names_need_data", { person: id });
    orcid.value = planned?.orcid ?? old.orcid;
    degree.value = planned?.degree ?? old.degree;
    matching.checked = !(planned?.disable_name_matching ?? old.off);
    panel.hidden = false;
    panel.focus({ preventScroll: true });
    update();
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    opener.focus();
  }

  part("entry-form").addEventListener("input", update);
  part("entry-form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (part("entry-confirm").disabled) return;
    store.edit(changed());
    close();
  });
  part("entry-cancel").addEventListener("click", close);
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); });
  part("entry-owner").textContent = AR.names.full(data.page.name);
  opener.addEventListener("click", open);
  opener.hidden = false;
  return { close };
};
