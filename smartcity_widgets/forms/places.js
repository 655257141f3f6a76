// Where things are: other forms of the page, notebooks beside this one, files of the server.

/** Where the Jupyter server's addresses start. */
function baseAddress() {
  const config = document.getElementById("jupyter-config-data")?.textContent;
  return config ? JSON.parse(config).baseUrl : "/";
}

/** Go to another step: its form in this page, else the notebook it stands in. */
function go({ step, path }, notebooks) {
  const form = document.querySelector(`.smartcity-form[data-step="${CSS.escape(step)}"]`);
  if (form) {
    const place = path && (fieldAt(form, path) ?? form.querySelector(`[id$="-i-${CSS.escape(path)}"]`));
    reach(place || form.querySelector("h1, h2, h3") || form);
    return;
  }
  const notebook = notebooks[step];
  if (!notebook) return;
  const here = globalThis.location;
  const beside = here.pathname.match(/^(.*\/(?:tree|notebooks|render)\/)(.*\/)?[^/]+\.ipynb$/);
  const folder = beside ? `${beside[1]}${beside[2] ?? ""}` : `${baseAddress()}doc/tree/notebooks/`;
  if (folder.includes("/voila/")) here.assign(`${folder}${notebook}${here.search}`);
  else globalThis.open(`${folder}${encodeURIComponent(notebook)}`, `smartcity-${notebook}`);
}
