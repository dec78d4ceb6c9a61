// Loads the program, and shows one of the notices in index.html where that cannot be
// or where the program stops. The syntax is old on purpose: a browser that is too old
// has to understand this file to be told so.
(function () {
  "use strict";

  var startAddress = document.currentScript.getAttribute("data-start");
  var notices = document.getElementById("boot");
  var detail = document.getElementById("boot-detail");
  var panicMessage = "";

  // A function that returns nothing and drops `ref.null extern`: reference types are the
  // newest feature the program uses. Compiling it also tells whether the browser knows
  // the page's permission to run WebAssembly.
  var probe = [
    0, 97, 115, 109, 1, 0, 0, 0,
    1, 4, 1, 96, 0, 0,
    3, 2, 1, 0,
    10, 7, 1, 5, 0, 208, 111, 26, 11
  ];

  function isNewEnough() {
    try {
      return "noModule" in HTMLScriptElement.prototype &&
        new WebAssembly.Module(new Uint8Array(probe)) instanceof WebAssembly.Module;
    } catch (problem) {
      return false;
    }
  }

  function isTrap(problem) {
    return typeof WebAssembly === "object" && problem instanceof WebAssembly.RuntimeError;
  }

  // What the person typed stays in the document, out of sight.
  function show(name) {
    if (notices.getAttribute("data-shown") === name) return;
    var i;
    for (i = 0; i < document.body.children.length; i += 1) {
      document.body.children[i].style.display = "none";
    }
    for (i = 0; i < notices.children.length; i += 1) {
      notices.children[i].hidden = notices.children[i].id !== "boot-" + name;
    }
    document.body.appendChild(notices);
    notices.setAttribute("data-shown", name);
    notices.style.display = "";
    notices.hidden = false;
    notices.querySelector("#boot-" + name + " h1").focus();
  }

  function fault(problem) {
    detail.textContent = panicMessage || String(problem);
    show("fault");
  }

  // The program that would save what is left no longer runs, and drafts are in the browser's
  // storage: a question whether to stay would only frighten. This listener is older than the
  // program's.
  function leaveInPeace(event) {
    if (notices.getAttribute("data-shown") === "fault") event.stopImmediatePropagation();
  }

  function start() {
    var script = document.createElement("script");
    script.type = "module";
    script.src = startAddress;
    script.addEventListener("error", function () { show("unreachable"); });
    document.head.appendChild(script);
  }

  notices.addEventListener("click", function (event) {
    var button = event.target;
    while (button !== notices && !button.hasAttribute("data-reload")) button = button.parentNode;
    if (button !== notices) location.reload();
  });
  window.addEventListener("beforeunload", leaveInPeace);
  window.addEventListener("yinzheng:panic", function (event) { panicMessage = String(event.detail); });
  window.addEventListener("yinzheng:failed", function (event) {
    if (isTrap(event.detail)) fault(event.detail); else show("unreachable");
  });
  window.addEventListener("error", function (event) { if (isTrap(event.error)) fault(event.error); });
  window.addEventListener("unhandledrejection", function (event) { if (isTrap(event.reason)) fault(event.reason); });

  if (isNewEnough()) start(); else show("too-old");
}());
