import init from "./{{script}}";

init({ module_or_path: new URL("./{{module}}", import.meta.url) }).catch(function (problem) {
  window.dispatchEvent(new CustomEvent("yinzheng:failed", { detail: problem }));
});
