// What a script adds to pages that are whole without one: theme, figures, the side panel, sorting, news.
(function () {
  "use strict";
  var root = document.documentElement, KEY = "rotascope-theme";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var kept = null;
  try { kept = localStorage.getItem(KEY); } catch (e) { kept = null; }
  if (kept === "dark" || kept === "light") root.setAttribute("data-theme", kept);
  root.classList.add("js");

  function mode() { return root.getAttribute("data-theme") || (dark.matches ? "dark" : "light"); }
  function each(selector, of, act) { Array.prototype.forEach.call(of.querySelectorAll(selector), act); }
  function byId(id) { return document.getElementById(id); }

  // Colours: pictures name them ('@broad'), the style sheet holds them.
  function dress(part, ink) {
    if (typeof part === "string") return part[0] === "@" ? ink(part.slice(1)) || part : part;
    if (Array.isArray(part)) return part.map(function (one) { return dress(one, ink); });
    if (part && typeof part === "object") {
      var made = {};
      Object.keys(part).forEach(function (name) { made[name] = dress(part[name], ink); });
      return made;
    }
    return part;
  }
  function inks() {
    var style = getComputedStyle(root), seen = {};
    return function (name) {
      if (!(name in seen)) seen[name] = style.getPropertyValue("--" + name.replace(/_/g, "-")).trim();
      return seen[name];
    };
  }

  // Plotly comes when the first figure is near; until then, and without a script, the SVG stands.
  var coming = null, drawn = [];
  function plotly() {
    if (!coming) coming = new Promise(function (found, lost) {
      var script = document.createElement("script");
      script.src = root.getAttribute("data-plotly");
      script.onload = found;
      script.onerror = lost;
      document.head.appendChild(script);
    });
    return coming;
  }
  // Plotly scales the value axis to all data; a reader who looks at one year wants that year's range.
  function rescale(box, changed) {
    if (!Object.keys(changed).some(function (k) { return k.indexOf("xaxis") === 0; })) return;
    var x = box.layout.xaxis, log = box.layout.yaxis.type === "log";
    if (x.autorange) { window.Plotly.relayout(box, { "yaxis.autorange": true }); return; }
    var from = String(x.range[0]).slice(0, 10), to = String(x.range[1]).slice(0, 10), all = [];
    box.data.forEach(function (trace) {
      (trace.x || []).forEach(function (day, i) {
        var y = trace.y[i];
        if (y !== null && day >= from && day <= to) all.push(log ? Math.log10(y) : y);
      });
    });
    if (!all.length) return;
    var low = Math.min.apply(null, all), high = Math.max.apply(null, all), gap = (high - low || 1) * 0.06;
    window.Plotly.relayout(box, { "yaxis.range": [low - gap, high + gap] });
  }
  function paint(box) {
    var figure = box.figure, layout = dress(figure.layout, inks());
    layout.width = box.clientWidth;
    layout.height = box.clientHeight;
    if (!layout.width) return;
    if (!box.data) box.textContent = "";
    else if (layout.xaxis && box.layout.xaxis && box.layout.xaxis.range && !box.layout.xaxis.autorange) {
      layout.xaxis.range = box.layout.xaxis.range.slice();
      if (figure.rescale && box.layout.yaxis.range) layout.yaxis.range = box.layout.yaxis.range.slice();
    }
    window.Plotly.react(box, dress(figure.traces, inks()), layout,
      { displayModeBar: false, responsive: false, scrollZoom: false });
    if (figure.rescale && !box.wired) {
      box.wired = true;
      box.on("plotly_relayout", function (changed) { rescale(box, changed); });
    }
  }
  function drawNear(box) {
    var held = box.parentNode.querySelector("script.figure");
    if (!held || box.figure) return;
    box.figure = JSON.parse(held.textContent);
    plotly().then(function () {
      paint(box);
      drawn.push(box);
      box.setAttribute("data-drawn", "yes");
    }, function () { box.figure = null; });
  }
  function watchFigures(within) {
    if (!("IntersectionObserver" in window)) { each(".plot[data-figure]", within, drawNear); return; }
    var near = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (!one.isIntersecting) return;
        near.unobserve(one.target);
        drawNear(one.target);
      });
    }, { rootMargin: "300px 0px" });
    each(".plot[data-figure]", within, function (box) { near.observe(box); });
  }
  function repaint() {
    label();
    drawn.forEach(function (box) { if (document.contains(box)) paint(box); });
  }

  function label() {
    var button = byId("theme");
    if (!button) return;
    var next = mode() === "dark" ? "Light" : "Dark";
    button.textContent = next;
    button.setAttribute("aria-label", next + " theme");
    button.hidden = false;
  }
  function toggle() {
    var next = mode() === "dark" ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try { localStorage.setItem(KEY, next); } catch (e) { /* the page forgets it, nothing else */ }
    repaint();
  }

  // Paper is light: the theme is put aside while printing.
  var aside = null;
  function beforePrint() { aside = root.getAttribute("data-theme") || ""; root.setAttribute("data-theme", "light"); repaint(); }
  function afterPrint() {
    if (aside) root.setAttribute("data-theme", aside); else root.removeAttribute("data-theme");
    repaint();
  }

  // The why of a figure beside it: the same page, bare, in a panel. Without a script it is a page.
  var panel, body;
  function plain(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }
  function fill(nodes) {
    body.textContent = "";
    nodes.forEach(function (node) { body.appendChild(node); });
    body.scrollTop = 0;
  }
  function told(text) {
    var line = document.createElement("p");
    line.className = "waiting";
    line.textContent = text;
    return line;
  }
  function open(address) {
    var url = new URL(address, location.href);
    byId("panel-page").href = url.pathname + url.search;
    url.searchParams.set("panel", "1");
    fill([told("Reading how this figure came to be …")]);
    if (!panel.open) panel.showModal();
    fetch(url, { headers: { Accept: "text/html" } }).then(function (answer) { return answer.text(); }).then(function (text) {
      // Parsed as a document of its own: nothing in it runs, and only its content is taken.
      var page = new DOMParser().parseFromString(text, "text/html");
      var main = page.querySelector("main");
      each("[id]", main, function (one) { one.removeAttribute("id"); });
      fill(Array.prototype.slice.call(main.childNodes).map(function (one) { return document.importNode(one, true); }));
      ready(body);
    }, function () { fill([told("The server does not answer. Is rotascope serve still running?")]); });
  }
  function clicked(event) {
    var link = event.target.closest ? event.target.closest("a.why") : null;
    if (!link || !plain(event) || !panel.showModal) return;
    event.preventDefault();
    open(link.href);
  }

  // Tables: a heading that may sort becomes a button; no answer stays last either way.
  function valueOf(row, column, kind) {
    var cell = row.cells[column];
    if (!cell) return null;
    var given = cell.getAttribute("data-v"), text = given === null ? cell.textContent.trim() : given;
    if (kind !== "n") return text.toLowerCase() || null;
    var number = parseFloat(text.replace(/\u2212/g, "-").replace(/[, ]/g, ""));
    return isNaN(number) ? null : number;
  }
  function sortBy(table, head, column, kind) {
    var down = head.getAttribute("aria-sort") === "none" ? kind === "n" : head.getAttribute("aria-sort") === "ascending";
    each("th[aria-sort]", table, function (one) { one.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    Array.prototype.forEach.call(table.tBodies, function (part) {
      Array.prototype.slice.call(part.rows).map(function (row, i) {
        return { row: row, i: i, value: valueOf(row, column, kind) };
      }).sort(function (a, b) {
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.i - b.i;
        var order = kind === "n" ? a.value - b.value : a.value.localeCompare(b.value);
        return (down ? -order : order) || a.i - b.i;
      }).forEach(function (one) { part.appendChild(one.row); });
    });
  }
  function sortable(table) {
    each("thead th[data-sort]", table, function (head) {
      if (head.querySelector("button")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sortby";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        sortBy(table, head, head.cellIndex, head.getAttribute("data-sort"));
      });
    });
  }

  // One line to the server, which says when the store holds something new.
  function typing() {
    var at = document.activeElement;
    var busy = at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at.value && at.id !== "as_of";
    var written = false;
    each("textarea", document, function (one) { written = written || one.value !== one.defaultValue; });
    // A file that was chosen may be on its way: a page read anew would stop it.
    each("input[type=file]", document, function (one) { written = written || one.files.length > 0; });
    return busy || written || (panel && panel.open);
  }
  function heard(word) {
    var own = root.getAttribute("data-version"), live = byId("live");
    if (!word.version || !own || word.version === own) return;
    var mark = "rotascope-read", last = null;
    try { last = sessionStorage.getItem(mark); sessionStorage.setItem(mark, word.version); } catch (e) { last = word.version; }
    if (!typing() && last !== word.version) { location.reload(); return; }
    live.textContent = "The store holds something new. ";
    var again = document.createElement("a");
    again.href = location.href;
    again.textContent = "Read this page anew";
    live.appendChild(again);
    live.hidden = false;
  }
  function listen(wait) {
    var socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/ws");
    socket.onopen = function () { wait = 1000; };
    socket.onmessage = function (event) { heard(JSON.parse(event.data)); };
    socket.onclose = function () { setTimeout(listen, wait, Math.min(wait * 2, 30000)); };
  }

  // Days are typed and read as 2020-03-23 in every country; the browser's calendar is a button beside them.
  function calendar(day) {
    day.addEventListener("input", function () { day.form.classList.add("changed"); });
    var picker = document.createElement("input"), button = document.createElement("button");
    if (!picker.showPicker) return;
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    picker.min = day.getAttribute("data-min");
    picker.max = day.getAttribute("data-max");
    button.type = "button";
    button.className = "pick";
    button.setAttribute("aria-label", "Choose a day");
    button.addEventListener("click", function () { picker.value = day.value; picker.showPicker(); });
    picker.addEventListener("change", function () {
      if (!picker.value) return;
      day.value = picker.value;
      day.form.requestSubmit();
    });
    day.parentNode.appendChild(picker);
    day.parentNode.appendChild(button);
  }

  function ready(within) {
    each("table.sort", within, sortable);
    watchFigures(within);
  }
  document.addEventListener("DOMContentLoaded", function () {
    panel = byId("panel");
    body = byId("panel-body");
    label();
    if (byId("theme")) byId("theme").addEventListener("click", toggle);
    if (panel) {
      document.addEventListener("click", clicked);
      byId("panel-close").addEventListener("click", function () { panel.close(); });
      panel.addEventListener("click", function (event) { if (event.target === panel) panel.close(); });
    }
    ready(document);
    if (byId("as_of")) calendar(byId("as_of"));
    var here = document.querySelector("nav.pages a[aria-current]"), bar = here && here.closest("ul");
    if (bar) bar.scrollLeft = Math.max(here.offsetLeft - bar.clientWidth / 2, 0);
    if (root.getAttribute("data-version") && "WebSocket" in window) listen(1000);
    root.setAttribute("data-ready", "yes");
  });
  dark.addEventListener("change", repaint);
  var wait = 0, before = window.innerWidth;
  window.addEventListener("resize", function () {
    if (window.innerWidth === before) return;
    before = window.innerWidth;
    clearTimeout(wait);
    wait = setTimeout(repaint, 120);
  });
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
})();
