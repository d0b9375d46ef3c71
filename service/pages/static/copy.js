// The copy buttons: without this script the citation is plain text that can be selected.
"use strict";

function selectText(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copyText(element) {
  // The clipboard interface exists only on https and localhost; an intranet may have neither.
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  }
  selectText(element);
  return document.execCommand("copy");
}

for (const button of document.querySelectorAll("button.copy")) {
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const citation = document.getElementById(button.dataset.copy);
    const copied = await copyText(citation).catch(() => false);
    if (!copied) {
      selectText(citation);
      return;
    }
    button.textContent = button.dataset.done;
    window.setTimeout(() => { button.textContent = label; }, 2000);
  });
}
