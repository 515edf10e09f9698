// The form that takes an article: a file dropped anywhere on it is sent at once. Without this script the
// same form sends the same bytes by its button.
"use strict";
// A link to a sentence opens what it is folded in.
addEventListener("hashchange", () => {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = found && found.closest("details:not([open])");
  if (folded) { folded.open = true; found.scrollIntoView(); }
});
(() => {
  const form = document.getElementById("drop");
  if (!form) return;
  const zone = form.querySelector(".zone");
  const file = document.getElementById("file");
  const text = document.getElementById("text");
  const said = document.getElementById("drop-said");
  const busy = document.getElementById("busy");
  said.textContent = "Drop it anywhere on this card. " + said.textContent;

  const wait = (name) => {
    busy.textContent = "Reading " + name + ", looking up every figure in it …";
    form.querySelector("button.primary").disabled = true;
  };
  const over = (on) => zone.classList.toggle("over", on);
  const card = form.closest("section");
  card.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  card.addEventListener("dragleave", () => over(false));
  card.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const given = event.dataTransfer;
    if (given.files.length) {
      text.value = "";
      file.files = given.files;
      form.requestSubmit();
    } else if (given.getData("text")) {
      text.value = given.getData("text");
      text.focus();
    }
  });
  form.addEventListener("submit", () => wait(file.files.length ? file.files[0].name : "the text"));
  // Back from the result, the form is as it was: ready.
  addEventListener("pageshow", (event) => {
    if (event.persisted) form.querySelector("button.primary").disabled = false;
  });
})();
