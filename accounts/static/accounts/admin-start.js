// Starts Wagtail's choosers, date pickers and inline panels.
//
// Wagtail writes an inline script beside each, which the content security policy of /admin/
// forbids. Our versions of those templates write an inert element instead:
//   <template data-start="initDateChooser" data-arguments='["id_date", {…}]'></template>
// Only the functions listed here can be started, and only with JSON for arguments.
(() => {
  "use strict";

  const call = (name) => (...args) => window[name](...args);
  const construct = (name) => (...args) => new window[name](...args);
  const starts = {
    initDateChooser: call("initDateChooser"),
    initTimeChooser: call("initTimeChooser"),
    initDateTimeChooser: call("initDateTimeChooser"),
    InlinePanel: construct("InlinePanel"),
    MultipleChooserPanel: construct("MultipleChooserPanel"),
    createTaskChooser: call("createTaskChooser"),
  };

  function start(element) {
    const name = element.dataset.start;
    // A chooser's constructor is named by its widget: Chooser, PageChooser, ImageChooser…
    const run = starts[name] || (/^[A-Za-z]*Chooser$/.test(name) && construct(name));
    if (!run) return;
    const parameters = JSON.parse(element.dataset.arguments);
    element.remove();
    run(...parameters);
  }

  function startAll(root) {
    if (root.matches("template[data-start]")) start(root);
    // An outer panel may replace what is inside it as it starts, hence one at a time.
    let next = root.querySelector("template[data-start]");
    while (next) {
      start(next);
      next = root.querySelector("template[data-start]");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    startAll(document.documentElement);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) startAll(node);
        }
      }
    }).observe(document.documentElement, { childList: true, subtree: true });
  });
})();
