"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const findings = [...document.querySelectorAll("article")];
  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const hideEmpty = (selector, inside) => {
    for (const element of document.querySelectorAll(selector)) {
      element.hidden = !element.querySelector(`${inside}:not([hidden])`);
    }
  };

  const apply = () => {
    const impacts = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
    const kind = form.elements.kind.value;
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const finding of findings) {
      const fits = impacts.has(finding.dataset.impact)
        && (!kind || finding.dataset.kind === kind)
        && words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      count += fits;
    }
    hideEmpty("section.object", "article");
    hideEmpty("section.place", "section.object");
    for (const link of document.querySelectorAll("nav a")) {
      link.parentElement.hidden = document.getElementById(link.hash.slice(1)).hidden;
    }
    for (const folder of [...document.querySelectorAll("nav details")].reverse()) {
      folder.parentElement.hidden = !folder.querySelector("li:not([hidden])");
    }
    shown.textContent = count === findings.length ? `${count} shown` : `${count} of ${findings.length} shown`;
  };

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("article details:not([open])")];
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (findings.length) {
    form.hidden = false;
    apply();
  }
})();
