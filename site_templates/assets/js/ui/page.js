"use strict";
var AR = AR || {};

/** Wires the page: finds what is there and starts what belongs to it. */
AR.page = {
  /** @param {HTMLElement} root */
  startReview(root) {
    const { find, all } = AR.dom;
    root.insertAdjacentHTML("beforeend", AR.dom.markup(AR.markup.elsewhere + AR.markup.dock + AR.markup.keys));
    find("form", root)?.insertAdjacentHTML("beforebegin", AR.dom.markup(AR.markup.paste + AR.markup.look));
    find("form", root)?.insertAdjacentHTML("afterbegin", AR.dom.markup(AR.markup.tools));
    const data = AR.pageData(JSON.parse(find("data", root)?.textContent || ""), root);
    AR.rows.complete(root);
    const dock = /** @type {HTMLElement} */ (find("dock", root));
    const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
    const storage = AR.page.storage();
    const store = AR.store.create(data, storage);
    const { dropped, refused } = store.load();
    const { say } = AR.messages;
    const { personName } = AR.outcomeView;

    /** @type {PaperFacts[] | undefined} */
    let read;
    const facts = () => (read ||= AR.rows.facts(root, data));

    const openAssign = part("open-assign");
    const selection = AR.selection(part("form"), (keys) => {
      part("count").textContent = say(keys.length ? "selected" : "nothing_selected", { count: keys.length });
      openAssign.disabled = !keys.length;
      part("clear").hidden = !keys.length;
      steps(keys.length > 0);
      if (assign?.isOpen()) assign.close();
      elsewhere?.update();
      part("open-check").hidden = part("open-move").hidden = !keys.length || data.mentions.length < 2;
      if (arrange?.isOpen()) arrange.close();
      if (keys.length) check?.render();
      else if (check?.isOpen()) check.toggle(false);
      if (!keys.length) paste?.cleared();
      filter?.note(keys);
      look?.update();
    });
    /** @type {ReturnType<typeof AR.check> | undefined} */
    var check = AR.check(root, data, store, selection, facts);
    /** @type {ReturnType<typeof AR.assign> | undefined} */
    var assign = AR.assign(dock, data, store, selection, check, () => (openAssign.disabled ? part("open-decisions") : openAssign).focus(), () => instead(() => check?.toggle(true)));
    /** @type {ReturnType<typeof AR.elsewhere> | undefined} */
    var elsewhere = AR.elsewhere(root, data, store, selection);
    /** @type {ReturnType<typeof AR.paste> | undefined} */
    var paste = AR.paste(root, data, store, selection, facts, (requester) => instead(() => assign?.open(requester)));
    const decisions = AR.decisions(dock, data, store, assign, check);
    const entry = data.page.verified ? AR.entry(root, data, store, assign, () => closeOthers()) : null;
    /** @type {ReturnType<typeof AR.arrange> | undefined} */
    var arrange = AR.arrange(root, data, store, selection, storage);
    /** @type {ReturnType<typeof AR.look> | undefined} */
    var look = AR.look(root, data, store, selection, arrange, facts);
    AR.marks(root, arrange, facts);
    /** @type {ReturnType<typeof AR.filter> | undefined} */
    var filter = AR.filter(root, data, selection, facts);
    AR.keys.start(root, storage);
    AR.keep(data, store, assign, storage);

    /** @param {boolean} second */
    function steps(second) {
      for (const step of all("step", root)) {
        if ((step.dataset.arStep === "2") === second) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
      }
    }

    /** Each row says where it will go. */
    function marks() {
      for (const row of all("paper", root)) {
        const decision = store.decisionOf(/** @type {string} */ (row.dataset.arPaper));
        const mark = /** @type {HTMLElement} */ (find("assigned", row));
        mark.hidden = !decision;
        row.classList.toggle("ar-paper--done", Boolean(decision));
        mark.textContent = !decision ? "" : `→ ${decision.kind === "unverified" ? "unverified" : personName(decision)}`;
      }
      part("storage-note").hidden = !store.storageFailed;
    }
    store.subscribe(marks);
    marks();
    decisions.refresh();
    if (refused) part("form").before(AR.dom.make("p", { class: "ar-warning", role: "status", "data-ar-refused": true }, say("kept_refused")));
    if (dropped.length) {
      const lines = dropped.map(({ key, why }) => AR.dom.make("li", {}, say(why, { key: AR.store.paperOf(key) })));
      part("form").before(AR.dom.make("div", { class: "ar-warning", role: "status", "data-ar-dropped": true }, AR.dom.make("p", {}, say("dropped_list")), AR.dom.make("ul", {}, ...lines)));
    }

    /** One panel at a time: closes all but the author's own entry. */
    function closeOthers() {
      decisions.toggle(false);
      check?.toggle(false);
      if (assign?.isOpen()) assign.close();
      if (arrange?.isOpen()) arrange.close();
    }
    /** @param {() => void} open */
    const instead = (open) => {
      closeOthers();
      entry?.close();
      open();
    };
    part("open-check").addEventListener("click", () => { if (check?.isOpen()) check.toggle(false); else instead(() => check?.toggle(true)); });
    part("open-move").addEventListener("click", () => { if (arrange?.isOpen()) arrange.close(); else instead(() => arrange?.open()); });
    openAssign.addEventListener("click", () => instead(() => assign?.open()));
    part("clear").addEventListener("click", () => selection.clear());
    for (const tools of all("tools", root)) tools.hidden = false;
    dock.hidden = false;
    const notice = find("notice", root);
    const dismiss = find("dismiss", root);
    if (notice && dismiss) {
      dismiss.hidden = false;
      dismiss.addEventListener("click", () => { notice.hidden = true; });
    }
    AR.worklist.links(part("queue-nav"), data, storage);
    addEventListener("storage", (event) => {
      if (event.storageArea === storage && event.key === store.name && event.newValue !== store.serialise()) store.adopt(event.newValue);
    });
  },

  /** All storages that the site uses, as far as the browser allows. */
  storages() {
    const kept = AR.page.storage();
    try {
      return kept ? [kept, sessionStorage] : [sessionStorage];
    } catch {
      return kept ? [kept] : [];
    }
  },

  /** The browser's storage, null where it is turned off. */
  storage() {
    try {
      localStorage.setItem("anthology-review:probe", "1");
      localStorage.removeItem("anthology-review:probe");
      return localStorage;
    } catch {
      return null;
    }
  },
};

for (const root of AR.dom.all("review")) AR.page.startReview(root);
for (const root of AR.dom.all("author-search")) AR.authorSearch.start(root);
for (const root of AR.dom.all("basket")) AR.basket.start(root);
for (const root of AR.dom.all("worklist")) AR.worklist.start(root);
