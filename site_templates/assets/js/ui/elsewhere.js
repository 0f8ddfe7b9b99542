"use strict";
var AR = AR || {};

/**
 * A name change that must leave no trace: nothing public is made any more, but a confidential request without names.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {{keys: () => string[]}} selection
 * @returns {{update: () => void}} to be called when the selection has changed
 */
AR.elsewhere = (root, data, store, selection) => {
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (AR.dom.find(name, root));
  const box = part("private");
  const message = part("private-message");

  function update() {
    box.checked = store.isPrivate();
    part("private-text").hidden = !box.checked;
    if (!box.checked) return;
    // Prepared public issues name the author.
    for (const link of AR.dom.all("public", root)) link.remove();
    const chosen = selection.keys();
    const own = data.mentions.filter((m) => !chosen.length || chosen.includes(AR.store.keyOf(m)));
    // Paper and position are enough to find the slot; a page's ID would tell the name.
    const lines = own.map((m) => `- ${m.paper}, ${m.role} ${m.position + 1}`);
    message.value = say("private_body", { lines: lines.join("\n") });
    const mail = new URLSearchParams({ subject: say("private_subject"), body: message.value }).toString().replaceAll("+", "%20");
    part("private-mail").href = `mailto:anthology@aclweb.org?${mail}`;
  }

  box.addEventListener("change", () => {
    store.setPrivate(box.checked);
    update();
  });
  part("private-copy").addEventListener("click", () => AR.dom.copy(message.value, message, part("private-status")));
  store.subscribe(update);
  update();
  if (box.checked) part("elsewhere").open = true;
  return { update };
};
