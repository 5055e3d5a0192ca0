// Puts lists in the place of the plain boxes of a condition: the questions before this one, the
// tests that fit the question, and its options. The boxes stay and are what is sent; where this
// page knows nothing of a form, they stay as they are.
(() => {
  "use strict";

  const KEY_BOX = /^fields-\d+-value-key$/;
  let known;

  function data() {
    if (known === undefined) {
      const element = document.getElementById("authoring-data");
      known = element ? JSON.parse(element.textContent) : null;
    }
    return known;
  }

  const words = () => document.getElementById("authoring-words").dataset;
  // Boxes that people see have an id, those that Wagtail adds for itself have a name only.
  const box = (id) => document.getElementById(id) || document.getElementsByName(id)[0];

  function element(name, properties = {}, children = []) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // --- the questions on this page that stand above a box ---------------------------------------

  function optionsOnPage(prefix) {
    const count = Number(box(`${prefix}-options-count`)?.value || 0);
    const options = [];
    for (let number = 0; number < count; number += 1) {
      const own = `${prefix}-options-${number}`;
      const label = box(`${own}-value-label`)?.value;
      const value = box(`${own}-value-value`)?.value;
      if (label && value && box(`${own}-deleted`)?.value !== "1") options.push({ value, label });
    }
    return options;
  }

  function questionsAbove(place) {
    const own = /^fields-\d+-value/.exec(place.id)?.[0];
    if (!own) return [];
    const found = [];
    for (const keyBox of document.querySelectorAll("input[id^='fields-'][id$='-value-key']")) {
      if (!KEY_BOX.test(keyBox.id)) continue;
      const prefix = keyBox.id.slice(0, -"-key".length);
      const number = prefix.slice(0, -"-value".length);
      if (prefix === own) break;
      const kind = data().kinds[box(`${number}-type`)?.value];
      if (!kind || box(`${number}-deleted`)?.value === "1") continue;
      const label = box(`${prefix}-label`)?.value || "";
      if (!label) continue;
      found.push({ ...kind, key: keyBox.value, label, options: optionsOnPage(prefix) });
    }
    return found;
  }

  // --- one condition ---------------------------------------------------------------------------

  class Condition {
    constructor(prefix) {
      this.key = box(`${prefix}-key`);
      this.operator = box(`${prefix}-operator`);
      this.value = box(`${prefix}-value`);
      this.question = this.stand(element("select", { id: `${prefix}-key-list` }), this.key);
      this.test = this.stand(element("select", { id: `${prefix}-operator-list` }), this.operator);
      this.choice = element("div", { className: "ea-compare__value" });
      this.value.after(this.choice);
      this.valueField = this.value.closest("[data-field]") || this.value.parentElement;
      this.valueField.querySelector("[data-field-help]")?.setAttribute("hidden", "");
      this.drawQuestions();
      this.drawTests();
      this.drawValue();
      this.question.addEventListener("focus", () => this.drawQuestions());
      this.question.addEventListener("change", () => this.questionChosen());
      this.test.addEventListener("change", () => this.testChosen());
    }

    // Lets a list stand in for a box, under the box's own label.
    stand(list, original) {
      original.hidden = true;
      original.setAttribute("aria-hidden", "true");
      original.after(list);
      for (const label of document.querySelectorAll(`label[for="${original.id}"]`)) {
        label.htmlFor = list.id;
      }
      return list;
    }

    set(original, text) {
      if (original.value === text) return;
      original.value = text;
      original.dispatchEvent(new Event("input", { bubbles: true }));
      original.dispatchEvent(new Event("change", { bubbles: true }));
    }

    get questions() {
      return [...data().questions, ...questionsAbove(this.key)];
    }

    get chosen() {
      return this.questions.find((question) => question.key && question.key === this.key.value);
    }

    drawQuestions() {
      const text = words();
      const option = (question) =>
        element("option", {
          value: question.key,
          textContent: question.key
            ? `${question.label} (${question.key})`
            : `${question.label} (${text.saveFirst})`,
          disabled: !question.key,
          selected: Boolean(question.key) && question.key === this.key.value,
        });
      const groups = [
        [text.before, data().questions],
        [text.here, questionsAbove(this.key)],
      ];
      this.question.replaceChildren(element("option", { value: "", textContent: text.choose }));
      for (const [label, questions] of groups) {
        if (!questions.length) continue;
        this.question.append(element("optgroup", { label }, questions.map(option)));
      }
      if (this.key.value && !this.chosen) {
        const textContent = `${this.key.value} (${text.gone})`;
        const gone = element("option", { value: this.key.value, textContent, selected: true });
        this.question.append(gone);
      }
    }

    drawTests() {
      const all = Object.keys(data().operators);
      const fitting = [...(this.chosen?.operators || all)];
      // One that does not fit any more stays until somebody chooses another.
      if (this.operator.value && !fitting.includes(this.operator.value)) {
        fitting.push(this.operator.value);
      }
      this.test.replaceChildren(
        ...fitting.map((slug) =>
          element("option", {
            value: slug,
            textContent: data().operators[slug].label,
            selected: slug === this.operator.value,
          }),
        ),
      );
    }

    questionChosen() {
      this.set(this.key, this.question.value);
      this.set(this.value, "");
      const fitting = this.chosen?.operators;
      if (fitting && !fitting.includes(this.operator.value)) this.set(this.operator, fitting[0]);
      this.drawTests();
      this.drawValue();
    }

    testChosen() {
      const before = data().operators[this.operator.value]?.operand;
      this.set(this.operator, this.test.value);
      if (before !== data().operators[this.test.value].operand) this.set(this.value, "");
      this.drawValue();
    }

    drawValue() {
      const operand = data().operators[this.test.value]?.operand || "one";
      const question = this.chosen;
      this.valueField.hidden = operand === "none";
      if (operand === "none") this.set(this.value, "");
      const control = question ? this.control(question, operand) : null;
      this.choice.replaceChildren(...(control ? [control] : []));
      this.value.hidden = Boolean(control);
    }

    control(question, operand) {
      const isList = question.kind === "list" && ["is", "is_not"].includes(this.test.value);
      if (operand === "several" || isList) return this.severalOf(question.options);
      if (question.options.length) return this.oneOf(question.options);
      if (question.kind === "boolean") {
        const text = words();
        return this.oneOf([
          { value: "true", label: text.yes },
          { value: "false", label: text.no },
        ]);
      }
      return question.kind === "date" ? this.typed({ type: "date" }) : null;
    }

    get label() {
      return this.valueField.querySelector("label")?.textContent.trim() || "";
    }

    oneOf(options) {
      const list = element("select", { ariaLabel: this.label });
      list.append(element("option", { value: "", textContent: words().choose }));
      for (const { value, label } of options) {
        const selected = value === this.value.value;
        list.append(element("option", { value, textContent: label, selected }));
      }
      list.addEventListener("change", () => this.set(this.value, list.value));
      return list;
    }

    severalOf(options) {
      if (!options.length) return null;
      const chosen = this.value.value.split(",").map((part) => part.trim());
      const ticks = options.map(({ value }) =>
        element("input", { type: "checkbox", value, checked: chosen.includes(value) }),
      );
      const group = element("div", { className: "ea-compare__ticks", role: "group" });
      group.ariaLabel = this.label;
      options.forEach(({ label }, number) => {
        group.append(element("label", {}, [ticks[number], ` ${label}`]));
      });
      group.addEventListener("change", () => {
        const ticked = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
        this.set(this.value, ticked.join(","));
      });
      return group;
    }

    typed(properties) {
      const input = element("input", { ...properties, value: this.value.value });
      input.ariaLabel = this.label;
      input.addEventListener("change", () => this.set(this.value, input.value));
      return input;
    }
  }

  class CompareBlockDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      if (data()) new Condition(prefix);
      return block;
    }
  }

  window.telepath.register("forms_engine.CompareBlock", CompareBlockDefinition);

  // --- keys that answers are stored under ------------------------------------------------------

  function fix(keyBox) {
    if (!KEY_BOX.test(keyBox.id) || keyBox.readOnly) return;
    if (!data()?.fixed.includes(keyBox.value)) return;
    keyBox.readOnly = true;
    keyBox.title = words().fixed;
  }

  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement) fix(event.target);
  });
  window.addEventListener("load", () => {
    document.querySelectorAll("input[id^='fields-'][id$='-value-key']").forEach(fix);
  });
})();
