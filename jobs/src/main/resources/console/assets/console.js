// Charts are drawn from the tables beside them, so that both say the same; without this script the tables are there.
const SVG = "http://www.w3.org/2000/svg";

function el(name, attributes, parent, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

/** A step of 1, 2 or 5 times a power of ten, so that about four of them reach the most. */
function step(most) {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map(times => times * power).find(size => size >= rough);
}

function rowsOf(figure) {
  const heads = [...figure.querySelectorAll("thead th")].map(head => head.textContent.trim());
  return [...figure.querySelectorAll("tbody tr")].map(row => ({
    label: row.dataset.label,
    value: Number(row.dataset.value),
    colour: row.dataset.colour,
    title: row.querySelector("th").textContent.trim(),
    words: [...row.querySelectorAll("td")].map((cell, i) => `${heads[i + 1]}: ${cell.textContent.trim()}`),
    figure: [...row.querySelectorAll("td")].map(cell => cell.textContent.trim()),
  }));
}

/** One mark at a time is shown with its words: by the pointer, by touch, and with the arrow keys. */
function explains(figure, svg, rows, marks, place) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  figure.append(tip);
  let now = -1;
  const show = i => {
    if (now >= 0) marks[now].classList.remove("on");
    now = i;
    tip.hidden = i < 0;
    if (i < 0) return;
    marks[i].classList.add("on");
    const title = document.createElement("strong");
    title.textContent = rows[i].title;
    tip.replaceChildren(title, ...rows[i].words.flatMap(words => [document.createTextNode(words), document.createElement("br")]));
    const [x, y] = place(i);
    const box = svg.getBoundingClientRect();
    const outer = figure.getBoundingClientRect();
    const half = tip.offsetWidth / 2;
    const left = Math.min(Math.max(box.left - outer.left + x * box.width, half), outer.width - half);
    tip.style.left = `${left}px`;
    tip.style.top = `${box.top - outer.top + y * box.height - 8}px`;
  };
  marks.forEach((mark, i) => mark.addEventListener("pointerenter", () => show(i)));
  svg.addEventListener("pointerleave", () => show(-1));
  svg.addEventListener("blur", () => show(-1));
  svg.addEventListener("keydown", event => {
    const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now < 0 ? rows.length - 1 : now - 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key === "Escape") show(-1);
    if (to === undefined) return;
    event.preventDefault();
    show(Math.min(Math.max(to, 0), rows.length - 1));
  });
}

function bars(figure) {
  const rows = rowsOf(figure);
  if (rows.length === 0) return;
  const width = figure.clientWidth || 700, height = 210, left = 44, bottom = 26, top = 10;
  const most = Math.max(...rows.map(row => row.value), 1);
  const size = step(most), reach = Math.ceil(most / size) * size;
  const svg = el("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", tabindex: "0" });
  svg.setAttribute("aria-label", `${figure.querySelector("caption").textContent}: ${rows.length} blocks. Arrow keys read them; the table below has all figures.`);
  const y = value => height - bottom - value / reach * (height - bottom - top);
  for (let value = 0; value <= reach; value += size) {
    el("line", { x1: left, x2: width, y1: y(value), y2: y(value), class: value ? "rule" : "axis" }, svg);
    el("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, svg, value.toLocaleString("en"));
  }
  const slot = (width - left) / rows.length, thick = Math.max(1, Math.min(46, slot * .68));
  const every = Math.ceil(rows.length * 46 / (width - left));
  const marks = rows.map((row, i) => {
    const mark = el("g", {}, svg);
    const x = left + i * slot;
    if (row.value > 0) el("rect", { x: x + (slot - thick) / 2, y: Math.min(y(row.value), height - bottom - 1.5), width: thick, height: Math.max(1.5, height - bottom - y(row.value)), rx: Math.min(3, thick / 3), class: "bar" }, mark);
    el("rect", { x, y: top, width: slot, height: height - bottom - top, class: "hit" }, mark);
    if (i % every === 0) el("text", { x: x + slot / 2, y: height - 6, "text-anchor": "middle" }, mark, row.label);
    return mark;
  });
  figure.prepend(svg);
  explains(figure, svg, rows, marks, i => [(left + (i + .5) * slot) / width, y(rows[i].value) / height]);
}

function ring(figure) {
  const rows = rowsOf(figure).filter(row => row.value > 0);
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  if (total === 0) return;
  const svg = el("svg", { viewBox: "-104 -104 208 208", role: "img", tabindex: "0" });
  svg.setAttribute("aria-label", `${figure.querySelector("caption").textContent}, as a ring. Arrow keys read the parts; the table has all figures.`);
  const at = (angle, radius) => [radius * Math.sin(angle), -radius * Math.cos(angle)].map(n => n.toFixed(2)).join(" ");
  let from = 0;
  const middle = [];
  const marks = rows.map(row => {
    const part = Math.min(row.value / total, .99999), to = from + part * 2 * Math.PI, large = part > .5 ? 1 : 0;
    const mark = el("g", {}, svg);
    el("path", { class: `slice ${row.colour}`, d: `M${at(from, 100)}A100 100 0 ${large} 1 ${at(to, 100)}L${at(to, 60)}A60 60 0 ${large} 0 ${at(from, 60)}Z` }, mark);
    middle.push((from + to) / 2);
    from += row.value / total * 2 * Math.PI;
    return mark;
  });
  const exact = BigInt(rows.reduce((sum, row) => sum + BigInt(row.value), 0n));
  const whole = (exact / 1000000n).toLocaleString("en"), rest = String(exact % 1000000n).padStart(6, "0").replace(/0{1,4}$/, "");
  el("text", { y: 19, "text-anchor": "middle" }, svg, "credits");
  el("text", { y: 1, "text-anchor": "middle", class: "total" }, svg, `${whole}.${rest.padEnd(2, "0")}`);
  figure.prepend(svg);
  explains(figure, svg, rows, marks, i => [.5 + .38 * Math.sin(middle[i]), .5 - .38 * Math.cos(middle[i])]);
}

function draw() {
  for (const figure of document.querySelectorAll("[data-chart]")) {
    figure.querySelectorAll("svg, .tip").forEach(old => old.remove());
    (figure.dataset.chart === "ring" ? ring : bars)(figure);
  }
}

/** What runs is asked for every second until it has ended; then the page is loaded again. */
async function poll(part) {
  while (part.dataset.poll) {
    await new Promise(done => setTimeout(done, 1000));
    let answer;
    try {
      answer = await fetch(part.dataset.poll, { headers: { Accept: "text/html" }, redirect: "error" });
    } catch {
      continue;
    }
    if (!answer.ok) continue;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-poll], [data-ended]");
    if (!fresh) return;
    if (fresh.dataset.ended !== undefined) return location.assign(fresh.dataset.ended || location.href);
    part.replaceChildren(...fresh.childNodes);
  }
}

document.querySelector(".theme")?.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});
document.querySelectorAll("form[method=post]").forEach(form => form.addEventListener("submit", () =>
  setTimeout(() => form.querySelectorAll("button").forEach(button => { button.disabled = true; }))));
addEventListener("pageshow", () => document.querySelectorAll("form button[disabled]").forEach(button => { button.disabled = false; }));
document.addEventListener("keydown", event => {
  if (event.key === "Escape") document.querySelectorAll(".top details[open]").forEach(open => { open.open = false; });
});
document.querySelectorAll("[data-poll]").forEach(poll);
draw();
let width = innerWidth;
addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; draw(); } });
