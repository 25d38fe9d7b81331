// One leader's answers: on this page, in this browser until they are saved, and then in one file. Nothing is sent.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const facts = JSON.parse(byId("facts").textContent);
  const title = document.title;

  // --- what is on the page ---------------------------------------------------------------------

  const steps = all("main > .step");
  const questions = new Map(all("[data-criterion]").map((box) => [box.dataset.criterion, parts(box)]));
  const words = new Map(all("[data-question]").map((area) => [area.dataset.question, area]));
  const ticks = all("[data-choose]");
  const counts = new Map(all("[data-of]").map((label) => [label.dataset.of, { label, done: 0 }]));
  const given = new Map(); // criterion -> what stands on the page, as a score sheet has it
  let answered = 0;

  // Answers in an interview's sheet to what this page does not ask: they go into the file as they came.
  const aside = (part, asked) => Object.entries(facts.start[part] || {}).filter(([id]) => !asked.has(id));

  function parts(box) {
    const named = Object.fromEntries(all("[data-part]", box).map((part) => [part.dataset.part, part]));
    return {
      ...named,
      id: box.dataset.criterion,
      step: box.closest(".step").id,
      radios: all("input[type=radio]", box),
      why: box.querySelector(".reason"),
      error: box.querySelector(".error"),
      clear: box.querySelector("[data-clear]"),
      remarks: box.querySelector("details"),
      row: byId(`row-${box.dataset.criterion}`),
      chosen: "",
      reasons: new Map(),
    };
  }

  // --- from the page to a sheet ----------------------------------------------------------------

  // What cannot be seen comes along with text from elsewhere, and no file of answers may hold it.
  const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
  const halves = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

  function clean(text) {
    const whole = text.replace(halves, (found) => (found.length === 2 ? found : ""));
    return whole.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n").replace(unseen, "").trim();
  }

  function answerOn(question) {
    const chosen = question.radios.find((radio) => radio.checked);
    const answer = {};
    if (chosen && chosen.value in facts.levels) answer.level = Number(chosen.value);
    else if (chosen) answer.state = chosen.value;
    const reason = clean(question.reason.value);
    if (reason) answer.reason = reason;
    const note = clean(question.note.value);
    if (note) answer.note = note;
    const evidence = clean(question.evidence.value).split("\n").map((line) => line.trim()).filter(Boolean);
    if (evidence.length) answer.evidence = evidence;
    if (question.confidence.value) answer.confidence = question.confidence.value;
    return answer;
  }

  const isAnswered = (answer) => Boolean(answer) && ("level" in answer || "state" in answer);
  const lacksReason = (answer) => answer.state === "not_applicable" && !answer.reason;

  // A bare level or state where nothing else was said; nothing at all for an untouched question.
  function shortest(answer) {
    const keys = Object.keys(answer);
    if (!keys.length) return undefined;
    if (keys.length === 1 && "level" in answer) return answer.level;
    if (keys.length === 1 && "state" in answer && answer.state !== "not_applicable") return answer.state;
    return isAnswered(answer) ? answer : { state: "unanswered", ...answer };
  }

  function sheet() {
    const scores = Object.fromEntries(aside("scores", questions));
    for (const id of facts.order) {
      const short = shortest(given.get(id));
      if (short !== undefined) scores[id] = short;
    }
    const answers = Object.fromEntries(aside("answers", words));
    for (const [id, area] of words) {
      const text = clean(area.value);
      if (text) answers[id] = text;
    }
    return { scores, answers, choose: chosen() };
  }

  function chosen() {
    const ticked = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.dataset.choose));
    return facts.order.filter((id) => ticked.has(id));
  }

  // No spaces in front of a line and nothing outside ASCII: mail programs change both.
  function fileText() {
    const text = JSON.stringify({ ...facts.head, ...sheet() }, null, 1).replace(/^ +/gm, "");
    return text.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`) + "\n";
  }

  // --- from a sheet to the page ----------------------------------------------------------------

  const isText = (value) => typeof value === "string";
  const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const has = (mapping, key) => Object.prototype.hasOwnProperty.call(mapping, key);
  const own = (mapping, key) => (isMapping(mapping) && has(mapping, key) ? mapping[key] : undefined);

  function put(area, value) {
    area.value = isText(value) ? value.slice(0, area.maxLength) : "";
  }

  // Whatever was kept or opened may hold anything: only what fits a field of this page is taken.
  function fill(from) {
    for (const [id, question] of questions) fillQuestion(question, own(own(from, "scores"), id));
    for (const [id, area] of words) put(area, own(own(from, "answers"), id));
    const wanted = own(from, "choose");
    const most = ticks.length ? Number(byId("choices").dataset.most) : 0;
    const taken = new Set(Array.isArray(wanted) ? wanted.filter(isText).slice(0, most) : []);
    for (const tick of ticks) tick.checked = taken.has(tick.dataset.choose);
    for (const question of questions.values()) noticed(question);
    for (const area of words.values()) said(area);
    picked();
    counted();
  }

  function fillQuestion(question, written) {
    const answer = isMapping(written) ? written : {};
    const said = isMapping(written) ? own(answer, "level") ?? own(answer, "state") : written;
    const choice = isText(said) || typeof said === "number" ? String(said) : "";
    for (const radio of question.radios) radio.checked = radio.value === choice;
    question.chosen = choice;
    question.reasons.clear();
    put(question.reason, own(answer, "reason"));
    put(question.note, own(answer, "note"));
    const evidence = own(answer, "evidence");
    put(question.evidence, Array.isArray(evidence) ? evidence.filter(isText).join("\n") : "");
    const confidence = own(answer, "confidence");
    question.confidence.value = ["low", "medium", "high"].includes(confidence) ? confidence : "";
    if (hasRemarks(question)) question.remarks.open = true;
  }

  const hasRemarks = (question) => Boolean(question.note.value || question.evidence.value || question.confidence.value);

  // --- what a change means: one question is read, and one row and three counts are written -------

  function noticed(question) {
    const before = isAnswered(given.get(question.id));
    const answer = answerOn(question);
    given.set(question.id, answer);
    const step = Number(isAnswered(answer)) - Number(before);
    answered += step;
    if (counts.has(question.step)) counts.get(question.step).done += step;
    question.why.hidden = !("state" in answer || "reason" in answer);
    question.reason.toggleAttribute("required", answer.state === "not_applicable");
    question.clear.hidden = !Object.keys(answer).length;
    question.remarks.classList.toggle("filled", hasRemarks(question)); // only these are printed
    question.row.textContent = inWords(answer);
    if (!lacksReason(answer)) mark(question, false);
  }

  function inWords(answer) {
    const remarks = ["reason", "note"].filter((part) => part in answer).length + (answer.evidence || []).length;
    const noted = remarks ? ` (${remarks} ${remarks === 1 ? "remark" : "remarks"})` : "";
    if ("level" in answer) return facts.levels[answer.level] + noted;
    return facts.states[answer.state || "unanswered"] + noted;
  }

  function mark(question, wrong) {
    question.error.hidden = !wrong;
    question.reason.classList.toggle("bad", wrong);
    const hint = `hint-reason-${question.id}`;
    question.reason.setAttribute("aria-describedby", wrong ? `${question.error.id} ${hint}` : hint);
    if (wrong) question.reason.setAttribute("aria-invalid", "true");
    else question.reason.removeAttribute("aria-invalid");
  }

  function counted() {
    const total = facts.order.length;
    byId("bar").value = answered;
    byId("overall").textContent = `${answered} of ${total} answered`;
    for (const [id, { label, done }] of counts) {
      const text = `${done} of ${byId(id).dataset.count}`;
      if (label.textContent !== text) label.textContent = text;
    }
    const open = total - answered;
    byId("counts").textContent = `${answered} answered, ${open} still open.`;
    byId("left").hidden = !open;
  }

  function said(area) {
    byId(`said-${area.dataset.question}`).textContent = clean(area.value) || "no answer";
  }

  function picked() {
    if (!ticks.length) return;
    const list = chosen();
    byId("chosen-count").textContent = list.length ? `${list.length} chosen.` : "None chosen yet.";
    const named = ticks.filter((box) => box.checked).map((box) => box.closest("label").textContent.trim());
    byId("choice-row").textContent = named.join("; ") || "none";
  }

  // One more than may be chosen is taken back, and said where it happened.
  const tooMany = document.createElement("p");
  tooMany.className = "error";
  tooMany.setAttribute("role", "alert");

  function tick(box) {
    const most = Number(byId("choices").dataset.most);
    tooMany.remove();
    tooMany.textContent = "";
    if (chosen().length > most) {
      box.checked = false;
      box.closest("label").after(tooMany);
      tooMany.textContent = `You have chosen ${most} already. Take one out before you choose another.`;
    }
    picked();
  }

  // --- kept between visits ---------------------------------------------------------------------

  const store = {
    read() {
      try { return localStorage.getItem(facts.key); } catch { return null; }
    },
    write(text) {
      try { localStorage.setItem(facts.key, text); return true; } catch { return false; }
    },
    drop() {
      try { localStorage.removeItem(facts.key); return true; } catch { return false; }
    },
    works() {
      return this.read() !== null || (this.write("{}") && this.drop());
    },
  };
  let waiting = 0;
  let keeps = true;
  let unsaved = false;

  function keep() {
    clearTimeout(waiting);
    waiting = 0;
    keeps = store.write(JSON.stringify(sheet()));
    byId("unkept").hidden = keeps;
  }

  function keepSoon() {
    if (!waiting) waiting = setTimeout(keep, 300);
  }

  function changed(at) {
    unsaved = true;
    byId("done").hidden = true;
    if (at === "once") keep();
    else keepSoon();
    counted();
    tellSoon();
  }

  function restored(text) {
    try { return JSON.parse(text); } catch { return null; }
  }

  // --- said aloud ------------------------------------------------------------------------------

  let telling = 0;

  function tell(text) {
    clearTimeout(telling);
    telling = 0;
    byId("told").textContent = text;
  }

  function tellSoon() {
    clearTimeout(telling);
    telling = setTimeout(() => tell(byId("overall").textContent), 1500);
  }

  // --- one part of the form at a time ----------------------------------------------------------

  function show(step) {
    for (const one of steps) one.hidden = one !== step;
    for (const link of all("[data-first-open]", step)) link.setAttribute("href", firstOpen());
    for (const link of all(".progress a")) {
      if (link.hash === `#${step.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    document.title = `${step.querySelector("h2").textContent} - ${title}`;
  }

  // What the address points to: a part, or a question or field in one.
  function go() {
    const target = location.hash ? byId(location.hash.slice(1)) : null;
    const step = target && target.closest(".step");
    if (!step) return;
    show(step);
    if (target === step) {
      scrollTo(0, 0);
      step.querySelector("h2").focus();
      return;
    }
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    target.scrollIntoView();
    const inner = target.querySelector("input:checked") || target.querySelector("input, textarea");
    (inner || target).focus({ preventScroll: Boolean(inner) });
  }

  function firstOpen() {
    const open = all("[data-criterion]").find((box) => !isAnswered(given.get(box.dataset.criterion)));
    return open ? `#${open.id}` : "#check";
  }

  // --- the file --------------------------------------------------------------------------------

  function faulty() {
    const wrong = Array.from(questions.values()).filter((question) => lacksReason(given.get(question.id)));
    for (const question of wrong) mark(question, true);
    const list = byId("errors").querySelector("ul");
    list.replaceChildren(...wrong.map((question) => {
      const link = document.createElement("a");
      link.href = `#${question.reason.id}`;
      link.textContent = `${question.id}: say why this does not apply to this place`;
      const entry = document.createElement("li");
      entry.append(link);
      return entry;
    }));
    byId("errors").hidden = !wrong.length;
    if (wrong.length) byId("errors").focus();
    return wrong.length > 0;
  }

  function save() {
    byId("done").hidden = true;
    if (faulty()) return;
    const text = fileText();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = facts.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    clearTimeout(waiting);
    waiting = 0;
    store.drop();
    unsaved = false;
    byId("text").value = text;
    byId("done").hidden = false;
    byId("done").focus();
  }

  async function copy() {
    if (faulty()) return;
    const area = byId("text");
    area.value = fileText();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      document.execCommand("copy");
    }
    tell("The text is copied.");
  }

  function refuse(why) {
    byId("open-error").textContent = why;
    byId("open-error").hidden = !why;
  }

  const whose = ["place", "round", "leader", "answered_by", "matrix"];

  async function open(field) {
    const file = field.files[0];
    refuse("");
    if (!file) return;
    const found = file.size < 2e6 ? restored(await file.text()) : null;
    field.value = "";
    if (!isMapping(found) || own(found, "schema") !== facts.head.schema) {
      refuse("This is not an answer file. Nothing was changed.");
    } else if (whose.some((key) => own(found, key) !== facts.head[key])) {
      refuse("This file holds the answers to another form: another leader, place, round or wording. Nothing was changed.");
    } else {
      sure("Open this file?", "Its answers take the place of those on this page.", () => {
        fill(found);
        changed("once");
        tell(`Opened: ${byId("overall").textContent}.`);
      });
    }
  }

  function forget(button) {
    sure(`${button.textContent}?`, button.dataset.forget, () => {
      clearTimeout(waiting);
      waiting = 0;
      fill(facts.start);
      store.drop();
      unsaved = false;
      for (const id of ["welcome", "done", "errors"]) byId(id).hidden = true;
      byId("text").value = "";
      location.hash = "#start";
      go();
      tell("Done.");
    });
  }

  function sure(question, what, then) {
    byId("ask-question").textContent = question;
    byId("ask-what").textContent = what;
    byId("ask-yes").onclick = () => {
      byId("ask").close();
      then();
    };
    byId("ask").showModal();
    byId("ask-no").focus();
  }

  // --- what the leader does --------------------------------------------------------------------

  function onField(field, at) {
    const box = field.closest("[data-criterion]");
    if (box && field.type === "radio") withItsReason(questions.get(box.dataset.criterion), field.value);
    if (box) noticed(questions.get(box.dataset.criterion));
    else if (field.dataset.question) said(field);
    else if (field.dataset.choose) tick(field);
    else return;
    changed(at);
  }

  // A reason goes with its answer, and comes back with it.
  function withItsReason(question, value) {
    question.reasons.set(question.chosen, question.reason.value);
    question.reason.value = question.reasons.get(value) || "";
    question.chosen = value;
  }

  function clearAnswer(button) {
    const question = questions.get(button.closest("[data-criterion]").dataset.criterion);
    fillQuestion(question, undefined);
    noticed(question);
    changed("once");
    question.radios[0].focus();
    tell(`${question.id}: answer cleared.`);
  }

  document.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") onField(event.target, "soon");
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "open") open(event.target);
    else if (event.target.tagName !== "TEXTAREA") onField(event.target, "once");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) go();
    const button = event.target.closest("button");
    if (!button) return;
    if ("clear" in button.dataset) clearAnswer(button);
    else if ("forget" in button.dataset) forget(button);
    else if (button.id === "save") save();
    else if (button.id === "copy") copy();
    else if (button.id === "ask-no") byId("ask").close();
  });
  byId("copying").addEventListener("toggle", () => {
    byId("text").value = fileText();
  });
  addEventListener("hashchange", go);
  addEventListener("pagehide", () => { if (waiting) keep(); });
  addEventListener("beforeunload", (event) => { if (unsaved && !keeps) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && waiting) keep(); });
  addEventListener("storage", (event) => {
    if (event.key === facts.key && event.newValue && !waiting) fill(restored(event.newValue));
  });

  // --- begin -----------------------------------------------------------------------------------

  const kept = store.read();
  fill(kept === null ? facts.start : restored(kept));
  keeps = store.works();
  byId("unkept").hidden = keeps;
  if (kept !== null && answered) {
    byId("welcome").hidden = false;
    byId("welcome").querySelector("span").textContent = `${byId("overall").textContent}.`;
  }
  for (const part of all(".progress, .other")) part.hidden = false;
  show(steps[0]);
  go();
})();
