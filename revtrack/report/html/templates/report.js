(() => {
"use strict";
const root = document.documentElement, body = document.getElementById("body");
const $ = (id) => document.getElementById(id);
const all = (where, what) => Array.from(where.querySelectorAll(what));
const make = (tag, cls, text) => { const made = document.createElement(tag); if (cls) made.className = cls; if (text) made.textContent = text; return made; };
if (window.matchMedia("(max-width:60rem)").matches) { const toc = document.querySelector(".toc"); if (toc) toc.open = false; }

// -- what is remembered: on this machine alone, and only if the browser allows it
let kept = {};
try { kept = JSON.parse(localStorage.getItem("revtrack-report")) || {}; } catch { kept = {}; }
const keep = (name, value) => { kept[name] = value; try { localStorage.setItem("revtrack-report", JSON.stringify(kept)); } catch { /* a page from a stick may have nowhere to keep it */ } };
for (const name of ["theme", "words"]) {
  const box = document.querySelector(`fieldset[data-setting=${name}]`);
  if (!box) continue;
  const set = (value) => { root.dataset[name] = value; const found = all(box, "input").find((one) => one.value === value); if (found) found.checked = true; };
  if (kept[name]) set(kept[name]);
  box.addEventListener("change", (event) => { set(event.target.value); keep(name, event.target.value); });
}
if (!body) return;

// -- a page written in another view has its ids there; the script has them in its own markup
let look = root.dataset.view;
const shown = {};
for (const name of ["side", "table", "clean"]) {
  const written = $(`view-${name}`);
  if (!written) continue;
  shown[name] = written;
  for (const one of all(written, "[id]")) one.removeAttribute("id");
}
for (const one of all(document, "[data-id]")) { one.id = one.dataset.id; one.removeAttribute("data-id"); }

const is_entry = (one) => one.matches("[data-entry]") || !one.closest("details.fold");
const entries = all(body, "article.chg, details[data-entry]").filter((one) => is_entry(one) && !(one.parentElement.closest("details[data-entry]")));
const facts_of = (entry) => entry.dataset.kind ? entry : entry.querySelector("[data-kind]") || entry;
const name_of = (entry) => facts_of(entry).dataset.change || "";
const say = $("status");
let current = -1;

// -- views
const strip = (node) => { for (const one of [node, ...all(node, "[id]")]) one.removeAttribute("id"); return node; };
const one_side = (text, gone) => { const copy = strip(text.cloneNode(true)); for (const one of all(copy, gone)) one.remove(); copy.classList.add("cell"); copy.classList.remove("txt"); return copy; };
// The units of one side: a line feed of the other side alone parts nothing, and a cell may hold no unit of this one.
const halves = (carrier, gone, positions) => {
  const half = make("div", "half");
  if (!positions) { half.append(nothing()); return half; }
  const old = gone === "ins", side = old ? "o" : "n", own = old ? "=-" : "=+";
  const numbers = carrier.dataset.marks !== undefined && old ? carrier.dataset.marks.split("|") : all(carrier, ".txt").map((text) => { const found = text.parentElement.querySelector(":scope > .no"); return found ? found.textContent : ""; });
  let cell = null, line = null;
  const begin_line = () => { line = make("p"); cell.append(line); };
  const begin_unit = (text) => {
    const unit = make("div", "unit"), number = numbers[half.children.length];
    if (number) unit.append(make("span", "no", number));
    cell = make("div", "cell"); cell.lang = text.lang; cell.dir = "auto"; unit.append(cell); half.append(unit); begin_line();
  };
  for (const text of all(carrier, ".txt")) {
    const copy = one_side(text, gone), whole = copy.querySelector(".whole");
    if (whole) { begin_unit(text); line.remove(); cell.append(...copy.childNodes); continue; }
    const lines = all(copy, "p");
    for (const part of lines.length ? lines : [copy.querySelector(":scope > [data-feed]") || copy]) {
      const feed = part.dataset.feed || "";
      if (!cell || (part.dataset.opens || "").includes(side)) begin_unit(text);
      else if (feed && own.includes(feed)) begin_line();
      line.append(...part.childNodes);
    }
  }
  for (const one of all(half, "p")) if (!one.textContent.trim()) one.remove();
  return half;
};
const nothing = () => { const made = make("p", "nil"); const dash = make("span", "", "—"); dash.setAttribute("aria-hidden", "true"); made.append(dash, make("span", "vh", words.none)); return made; };
const words = (() => { const data = $("words-of-script"); return data ? JSON.parse(data.textContent) : {}; })();
const carriers = (section) => all(section, "[data-o][data-n]");
const title_of = (section) => { const found = section.querySelector("h3"); if (!found) return ""; const copy = found.cloneNode(true); for (const one of all(copy, ".vh, del")) one.remove(); return copy.textContent.trim(); };
const label_of = (carrier) => { const found = carrier.querySelector(":scope > h4"); if (found) return strip(found.cloneNode(true)); const head = make("h4"); const sign = carrier.dataset.new || carrier.dataset.old; head.append(/^(fn|h:|.*\.h:)/.test(sign) ? (sign.startsWith("fn") ? "fn " + sign.slice(2) : title_of(carrier)) : "¶ " + sign); return head; };
const builders = {
  side() {
    const made = make("div", "side");
    for (const section of all(body, ".sec")) {
      const head = section.querySelector(":scope > h3"), list = carriers(section);
      if (list.length) made.append(make("h3", "", title_of(section)));
      else if (head) { const copy = strip(section.cloneNode(true)); for (const one of all(copy, "[data-entry]")) one.removeAttribute("data-entry"); made.append(copy); }
      for (const carrier of list) {
        if (carrier.matches(".hd:not(.chg)")) continue;
        const pair = make("article", `pair ${carrier.className.split(" ").filter((one) => one.startsWith("k-"))[0] || "k-same"}`);
        pair.dataset.for = carrier.dataset.change;
        const label = carrier.matches(".hd") ? make("h4", "", title_of(carrier)) : label_of(carrier);
        label.tabIndex = -1;
        if (carrier.matches(".hd")) for (const one of all(carrier, ".said .kind, .said .flag")) label.append(" ", one.cloneNode(true));
        pair.setAttribute("aria-label", label.textContent.trim());
        const old = halves(carrier, "ins", carrier.dataset.o), fresh = halves(carrier, "del", carrier.dataset.n);
        old.prepend(make("span", "vh", words.old + ": ")); fresh.prepend(make("span", "vh", words.new + ": "));
        pair.append(label, old, fresh);
        made.append(pair);
      }
    }
    return made;
  },
  table() {
    const made = make("div", "scroll"), table = make("table", "rows"), head = make("thead"), top = make("tr");
    made.tabIndex = 0; made.setAttribute("role", "region"); made.setAttribute("aria-label", words.table);
    table.append(make("caption", "", words.caption));
    for (const word of words.columns) { const cell = make("th", "", word); cell.scope = "col"; top.append(cell); }
    head.append(top); table.append(head);
    let number = 0;
    for (const section of all(body, ".sec")) {
      const part = make("tbody"), list = carriers(section);
      if (!list.length) continue;
      if (!list[0].matches(".hd")) { const row = make("tr", "sec-row"), cell = make("th", "", title_of(section)); cell.colSpan = 6; cell.scope = "rowgroup"; row.append(cell); part.append(row); }
      for (const carrier of list) {
        const row = make("tr", carrier.matches(".hd") ? "sec-row" : ""), first = make("th", "", String(number += 1));
        first.scope = "row"; row.dataset.for = carrier.dataset.change;
        const label = label_of(carrier), place = make("td"), what = make("td"), remarks = make("td");
        const name = label.querySelector(".name");
        place.append(carrier.matches(".hd") ? title_of(carrier) : name ? name.textContent.trim() || carrier.querySelector(".txt").textContent : label.textContent.trim());
        for (const one of all(carrier, ":scope > h4 .kind, :scope > h4 .flag, :scope > h4 .go, :scope > .said .kind, :scope > .said .flag")) what.append(one.cloneNode(true), " ");
        if (!what.textContent) what.append(make("span", "kind k-same", words.unchanged));
        for (const one of all(carrier, ".remark")) remarks.append(one.cloneNode(true));
        const cells = [["ins", carrier.dataset.o], ["del", carrier.dataset.n]].map(([gone, at]) => { const cell = make("td"); cell.append(...halves(carrier, gone, at).childNodes); return cell; });
        row.append(first, place, ...cells, what, remarks);
        part.append(row);
      }
      table.append(part);
    }
    made.append(table);
    return made;
  },
  clean() {
    const made = make("div");
    for (const [gone, at, title] of [["del", "n", words.new_text], ["ins", "o", words.old_text]]) {
      const part = make("section", "clean"), found = [];
      const head = make("h3", "", title); head.tabIndex = -1;
      part.append(head);
      for (const carrier of carriers(body)) {
        if (!carrier.dataset[at]) continue;
        const half = halves(carrier, gone, carrier.dataset[at]);
        for (const mark of all(half, "ins, del")) { for (const one of all(mark, ".vh")) one.remove(); mark.replaceWith(...mark.childNodes); }
        if (carrier.dataset.class === "heading") for (const unit of half.children) unit.classList.add("clean-head");
        found.push([Number(carrier.dataset[at].split(" ")[0]), half]);
      }
      found.sort((one, other) => one[0] - other[0]);
      for (const [, half] of found) part.append(...half.childNodes);
      made.append(part);
    }
    return made;
  },
};
const folds = all(body, "details.fold:not(.places)");
const show = (name) => {
  look = name;
  root.dataset.view = name;
  for (const button of all(document, "[data-look]")) button.setAttribute("aria-pressed", String(button.dataset.look === name));
  if (builders[name] && !shown[name]) { shown[name] = builders[name](); shown[name].id = `view-${name}`; body.after(shown[name]); }
  for (const other of Object.keys(shown)) shown[other].hidden = other !== name;
  body.hidden = Boolean(builders[name]);
  if (name === "inline" || name === "changes") for (const fold of folds) fold.open = name === "inline";
  filter(false);
};

// -- filters
const groups = all(document, "#filter fieldset");
const values_of = (entry, group) => {
  const facts = facts_of(entry).dataset, list = (text) => (text || "").split(" ").filter(Boolean);
  if (group === "kind") return [facts.kind];
  if (group === "flag") return list(facts.flags).length ? list(facts.flags) : ["place"];
  if (group === "class") return [facts.class];
  if (group === "signal") return list(facts.signal).length ? list(facts.signal) : ["none"];
  const section = entry.closest("[data-section]");
  return [section ? section.dataset.section : "-1"];
};
const boxes = groups.map((group) => [group.dataset.group, all(group, "input")]);
for (const [group, inputs] of boxes) for (const input of inputs) {
  const n = entries.filter((entry) => values_of(entry, group).includes(input.value)).length;
  input.parentElement.querySelector(".n").textContent = String(n);
}
let visible = entries;
const texts = new Map();
const text_of = (entry) => { if (!texts.has(entry)) texts.set(entry, entry.textContent.toLowerCase()); return texts.get(entry); };
const filter = (told = true) => {
  const off = boxes.map(([group, inputs]) => [group, new Set(inputs.filter((one) => !one.checked).map((one) => one.value))]);
  const wanted = $("f-text").value.trim().toLowerCase();
  const passes = (entry) => off.every(([group, gone]) => { if (!gone.size) return true; const own = values_of(entry, group); return own.some((one) => !gone.has(one)) || own.every((one) => one === undefined || one === "-1"); })
    && (!wanted || text_of(entry).includes(wanted)) && !($("f-renumbering").checked && entry.matches(".num")) ;
  const active = wanted || off.some(([, gone]) => gone.size) || $("f-renumbering").checked;
  visible = entries.filter(passes);
  const kept_names = new Set(visible.map(name_of));
  for (const entry of entries) entry.hidden = !kept_names.has(name_of(entry)) || !visible.includes(entry);
  for (const fold of all(body, "details.typo")) fold.hidden = $("f-typography").checked;
  const other = shown[look];
  if (other && look !== "clean") {
    const by_name = new Map(entries.map((entry) => [name_of(entry), entry]));
    for (const row of all(other, "[data-for]")) { const entry = by_name.get(row.dataset.for) || by_name.get(name_of((document.querySelector(`#body [data-change="${CSS.escape(row.dataset.for)}"]`) || body).closest("details[data-entry]") || body)); row.hidden = Boolean(active) && (!entry || entry.hidden); }
  }
  const sentence = say.dataset.shown.replace("{shown}", visible.length).replace("{all}", entries.length);
  $("where").textContent = `${visible.length ? Math.max(1, visible.indexOf(entries[current]) + 1) : 0} / ${visible.length}`;
  $("b-filter").title = active ? sentence : "";
  if (told) { say.textContent = sentence; remember(off, wanted); }
};
const remember = (off, wanted) => {
  const state = new URLSearchParams();
  for (const [group, gone] of off) if (gone.size) state.set(group, Array.from(gone).join(","));
  if (wanted) state.set("text", wanted);
  if ($("f-renumbering").checked) state.set("renumbering", "off");
  if ($("f-typography").checked) state.set("typography", "off");
  const text = state.toString();
  try { history.replaceState(null, "", text ? `#!${text}` : "#"); } catch { /* some viewers have no history */ }
};
const recall = () => {
  if (!location.hash.startsWith("#!")) return;
  const state = new URLSearchParams(location.hash.slice(2));
  for (const [group, inputs] of boxes) { const gone = new Set((state.get(group) || "").split(",")); for (const input of inputs) input.checked = !gone.has(input.value); }
  $("f-text").value = state.get("text") || "";
  $("f-renumbering").checked = state.get("renumbering") === "off";
  $("f-typography").checked = state.get("typography") === "off";
};
$("filter").addEventListener("input", () => filter());
$("b-clear").addEventListener("click", () => {
  for (const [, inputs] of boxes) for (const input of inputs) input.checked = true;
  $("f-text").value = ""; $("f-renumbering").checked = false; $("f-typography").checked = false;
  filter();
});

// -- going to a place: open what hides it, show it in the view that is on, put the focus on its heading
const place_of = (entry) => (shown[look] && look !== "clean" && shown[look].querySelector(`[data-for="${CSS.escape(name_of(entry))}"]`)) || entry;
const heading_in = (place) => place.matches("h1,h2,h3,h4") ? place : place.querySelector("h3[tabindex],h4[tabindex],summary,th[tabindex]") || place;
const go = (place) => {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const target = heading_in(place);
  if (target.tabIndex < 0) target.tabIndex = -1;
  place.scrollIntoView({ block: place.offsetHeight > innerHeight / 2 ? "start" : "center" });
  target.focus({ preventScroll: true });
};
const step = (by) => {
  if (!visible.length) return;
  const here = visible.indexOf(entries[current]);
  const next = visible[here < 0 ? (by > 0 ? 0 : visible.length - 1) : (here + by + visible.length) % visible.length];
  current = entries.indexOf(next);
  $("where").textContent = `${visible.indexOf(next) + 1} / ${visible.length}`;
  go(place_of(next));
};
const section_step = (by) => {
  const heads = all(look === "side" || look === "clean" ? shown[look] : body, "h3").filter((one) => one.offsetParent);
  const top = heads.findIndex((one) => one.getBoundingClientRect().top > 90);
  const at = document.activeElement && heads.includes(document.activeElement) ? heads.indexOf(document.activeElement) + by : by > 0 ? top : (top < 0 ? heads.length : top) - 1;
  const next = heads[Math.min(Math.max(at, 0), heads.length - 1)];
  if (next) { next.tabIndex = -1; go(next); }
};
const jump = () => {
  if (location.hash.startsWith("#!")) { recall(); filter(false); return; }
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  const target = id && document.getElementById(id);
  if (!target) return;
  const carrier = target.closest("[data-change]");
  if (carrier && body.contains(carrier)) {
    const entry = entries.find((one) => one === carrier || one.contains(carrier));
    if (entry) { if (entry.hidden) $("b-clear").click(); current = entries.indexOf(entry); }
    const other = shown[look] && look !== "clean" && shown[look].querySelector(`[data-for="${CSS.escape(carrier.dataset.change)}"]`);
    if (body.hidden && !other) show("changes");
    go(other || carrier);
  } else {
    if (body.hidden && body.contains(target)) show("changes");
    go(target);
  }
};
addEventListener("hashchange", jump);

// -- moves: from the change that was reached last to its other place
const other_place = (old) => {
  const entry = entries[current];
  const link = entry && (old ? entry.querySelector("a.go[data-move]") : null);
  if (old && link) { if (body.hidden) show("changes"); link.click(); return; }
  const focused = document.activeElement && document.activeElement.closest(".stub");
  const stub = focused || (location.hash.startsWith("#old-") && document.getElementById(decodeURIComponent(location.hash.slice(1))));
  const onward = stub && stub.querySelector && stub.querySelector("a.go");
  if (!old && onward) onward.click();
};

// -- cards about documents
let card = null, leaving = 0;
const close_card = () => { if (card) { const of = card.of; card.box.remove(); card = null; of.removeAttribute("aria-describedby"); } };
const open_card = (link) => {
  clearTimeout(leaving);
  if (card && card.of === link) return;
  close_card();
  const row = document.getElementById(link.getAttribute("href").slice(1));
  if (!row) return;
  const box = make("div", "card"), cells = all(row, "td");
  box.id = "card";
  const head = make("p"); head.append(make("b", "", row.querySelector("th bdi").textContent)); box.append(head);
  const title = row.querySelector(".doc"); if (title) box.append(make("p", "", title.textContent));
  all(cells[0], "div").forEach((relation, at) => box.append(make("p", "", `${relation.textContent}: ${all(cells[1], "div")[at].textContent} (${all(cells[2], "div")[at].textContent})`)));
  box.append(make("p", "", cells[3].textContent.trim()));
  const out = row.querySelector("a.out"); if (out) { const line = make("p"); line.append(out.cloneNode(true)); box.append(line); }
  const more = make("p"), onward = make("a", "", words.references); onward.href = link.getAttribute("href"); more.append(onward); box.append(more);
  const holder = link.closest("p, h3, td, span.txt") || link;
  holder.after(box);
  const at = link.getBoundingClientRect(), base = (box.offsetParent || document.body).getBoundingClientRect();
  box.style.insetBlockStart = `${at.bottom - base.top + 4}px`;
  box.style.left = `${Math.max(0, Math.min(at.left - base.left, innerWidth - box.offsetWidth - 16 - base.left))}px`;
  link.setAttribute("aria-describedby", "card");
  card = { box, of: link };
  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", () => { leaving = setTimeout(close_card, 350); });
};
document.addEventListener("pointerover", (event) => { const link = event.target.closest && event.target.closest("a.ref"); if (link) open_card(link); });
document.addEventListener("pointerout", (event) => { if (event.target.closest && event.target.closest("a.ref")) leaving = setTimeout(() => { if (card && document.activeElement !== card.of) close_card(); }, 350); });
document.addEventListener("focusin", (event) => { const link = event.target.closest("a.ref"); if (link) open_card(link); else if (card && !card.box.contains(event.target)) close_card(); });

// -- a rewritten paragraph, word by word, when somebody asks
const tokens = (text) => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu) || [];
const raw = (cell) => { const copy = cell.cloneNode(true); for (const one of all(copy, ".vh, .fn")) one.remove(); return copy.textContent; };
const word_by_word = (article) => {
  const mark = (what) => all(article, `.txt ${what}`).map(raw).join(" ");
  const old = tokens(mark("del")).slice(0, 1500), fresh = tokens(mark("ins")).slice(0, 1500), width = fresh.length + 1;
  const best = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) for (let j = fresh.length - 1; j >= 0; j -= 1) best[i * width + j] = old[i] === fresh[j] ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
  const line = make("p"); let run = null;
  const put = (tag, text) => { if (!run || run[0] !== tag) { const box = tag ? make(tag) : document.createTextNode(""); line.append(box); run = [tag, box]; } run[1].textContent += text; };
  let i = 0, j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) { put("", old[i]); i += 1; j += 1; }
    else if (j >= fresh.length || (i < old.length && best[(i + 1) * width + j] >= best[i * width + j + 1])) { put("del", old[i]); i += 1; }
    else { put("ins", fresh[j]); j += 1; }
  }
  const box = make("div", "cell wbw"); box.dir = "auto"; box.append(line);
  return box;
};
for (const article of all(body, "article.chg[data-kind=modified]")) {
  const text = article.querySelector(".txt");
  if (!text || !text.querySelector("del") || !text.querySelector("ins")) continue;
  const bare = Array.from(text.querySelectorAll("p")).every((line) => Array.from(line.childNodes).every((one) => one.nodeName === "DEL" || one.nodeName === "INS"));
  if (!bare || article.matches(".hd")) continue;
  const button = make("button", "", words.word_by_word);
  button.type = "button"; button.setAttribute("aria-expanded", "false");
  let box = null;
  button.addEventListener("click", () => { if (!box) { box = word_by_word(article); button.after(box); } else box.hidden = !box.hidden; button.setAttribute("aria-expanded", String(!box.hidden)); });
  article.append(button);
}

// -- controls and keys
const toggle = (name, to) => { const panel = $(name), open = to === undefined ? panel.hidden : to; panel.hidden = !open; for (const one of all(document, `[aria-controls=${name}]`)) one.setAttribute("aria-expanded", String(open)); return open; };
const unchanged = () => { const open = folds.some((one) => !one.open); if (body.hidden) show("changes"); for (const fold of folds) fold.open = open; };
const copy = () => {
  const entry = entries[current] || visible[0];
  if (!entry) return;
  const address = `${location.href.split("#")[0]}#${name_of(entry) || heading_in(entry).id}`;
  const done = () => { say.textContent = words.copied; };
  if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(address).then(done, () => { location.hash = name_of(entry); });
  else location.hash = name_of(entry);
};
const looks = ["changes", "inline", "side", "table", "clean"];
const help = () => { toggle("settings", true); if (toggle("help", true)) $("b-help").focus(); };
const keys = { j: () => step(1), k: () => step(-1), "]": () => section_step(1), "[": () => section_step(-1), u: unchanged,
  f: () => { if (toggle("filter")) $("filter").querySelector("input").focus(); }, o: () => other_place(true), n: () => other_place(false),
  r: () => go($("references")), c: copy, "?": help };
looks.forEach((name, at) => { keys[String(at + 1)] = () => show(name); });
$("k-on").checked = kept.keys !== "off";
$("k-on").addEventListener("change", (event) => keep("keys", event.target.checked ? "on" : "off"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { if (card) close_card(); else { toggle("filter", false); toggle("settings", false); } return; }
  if (event.ctrlKey || event.metaKey || event.altKey || !$("k-on").checked) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
  const action = keys[event.key];
  if (action) { event.preventDefault(); action(); }
});
for (const button of all(document, "[data-look]")) button.addEventListener("click", () => show(button.dataset.look));
$("b-next").addEventListener("click", () => step(1));
$("b-previous").addEventListener("click", () => step(-1));
$("b-filter").addEventListener("click", () => toggle("filter"));
$("b-settings").addEventListener("click", () => toggle("settings"));
$("b-help").addEventListener("click", () => toggle("help"));
$("b-unchanged").addEventListener("click", unchanged);
$("b-old").addEventListener("click", () => other_place(true));
$("b-new").addEventListener("click", () => other_place(false));
$("b-print").addEventListener("click", () => print());
$("b-print-all").addEventListener("click", () => { for (const fold of all(body, "details")) fold.open = true; print(); });
document.addEventListener("focusin", (event) => { const entry = event.target.closest && event.target.closest("article.chg, details[data-entry]"); if (entry && entries.includes(entry)) current = entries.indexOf(entry); });
$("bar").hidden = false;
recall();
show(look);
if (location.hash && !location.hash.startsWith("#!")) jump();
})();
