(function () {
  "use strict";
  var root = document.documentElement;
  var read = function (id) { return JSON.parse(document.getElementById(id).textContent); };
  var tokens = read("tokens"), figures = read("figures");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var printing = false;

  function mode() {
    if (printing) return "light";
    return root.getAttribute("data-theme") || (dark.matches ? "dark" : "light");
  }
  function dress(part, colours) {
    if (typeof part === "string") return part[0] === "@" ? colours[part.slice(1)] || part : part;
    if (Array.isArray(part)) return part.map(function (p) { return dress(p, colours); });
    if (part && typeof part === "object") {
      var made = {};
      Object.keys(part).forEach(function (k) { made[k] = dress(part[k], colours); });
      return made;
    }
    return part;
  }
  // Plotly scales the value axis to all data; a reader who looks at one year wants that year's range.
  function rescale(box, changed) {
    if (!Object.keys(changed).some(function (k) { return k.indexOf("xaxis") === 0; })) return;
    var x = box.layout.xaxis, log = box.layout.yaxis.type === "log";
    if (x.autorange) { Plotly.relayout(box, { "yaxis.autorange": true }); return; }
    var from = String(x.range[0]).slice(0, 10), to = String(x.range[1]).slice(0, 10), all = [];
    box.data.forEach(function (t) {
      t.x.forEach(function (d, i) { if (d >= from && d <= to) all.push(log ? Math.log10(t.y[i]) : t.y[i]); });
    });
    if (!all.length) return;
    var low = Math.min.apply(null, all), high = Math.max.apply(null, all), gap = (high - low || 1) * 0.06;
    Plotly.relayout(box, { "yaxis.range": [low - gap, high + gap] });
  }
  function drawAll() {
    figures.forEach(function (figure) {
      var box = document.getElementById(figure.name);
      if (!box || !window.Plotly) return;
      var colours = tokens[mode()];
      var layout = dress(figure.layout, colours);
      layout.height = box.clientHeight; layout.width = box.clientWidth;
      if (!box.data) { box.textContent = ""; }
      else if (layout.xaxis && box.layout.xaxis.range && !box.layout.xaxis.autorange) {
        layout.xaxis.range = box.layout.xaxis.range.slice();
      }
      Plotly.react(box, dress(figure.traces, colours), layout,
        { displayModeBar: false, responsive: false, scrollZoom: false });
      if (figure.rescale && !box.wired) {
        box.wired = true;
        box.on("plotly_relayout", function (changed) { rescale(box, changed); });
      }
    });
  }
  function label() {
    var button = document.getElementById("theme"), next = mode() === "dark" ? "light" : "dark";
    button.textContent = next === "dark" ? "Dark theme" : "Light theme";
    button.hidden = false;
  }
  function repaint() { label(); drawAll(); }
  document.getElementById("theme").addEventListener("click", function () {
    root.setAttribute("data-theme", mode() === "dark" ? "light" : "dark");
    repaint();
  });
  dark.addEventListener("change", repaint);
  var wait = 0, before = window.innerWidth;
  window.addEventListener("resize", function () {
    if (window.innerWidth === before) return;
    before = window.innerWidth;
    clearTimeout(wait);
    wait = setTimeout(drawAll, 120);
  });
  window.addEventListener("beforeprint", function () { printing = true; drawAll(); });
  window.addEventListener("afterprint", function () { printing = false; drawAll(); });
  repaint();
  root.setAttribute("data-drawn", "yes");
})();
