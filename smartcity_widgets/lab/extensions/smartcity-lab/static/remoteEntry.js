// Runs the cells of a workbook when its notebook opens, and again after its kernel restarted,
// so that nobody has to know what "run a cell" means. Only `smartcity lab` loads it, only
// notebooks that say so in their metadata are run, and of those only the locked cells: what a
// consultant added is hers to run.
//
// This is a module-federation container written by hand (two functions, `init` and `get`), as
// JupyterLab loads any prebuilt extension; it needs no build.
(() => {
  let shared;

  const load = async (name) => {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  };

  const ours = (cell) =>
    cell.model.type === "code" && cell.model.getMetadata("deletable") === false;

  const plugin = ({ INotebookTracker, NotebookActions }, { Dialog }) => ({
    id: "smartcity-lab:run",
    description: "Runs the cells of a workbook when it opens and after a restart.",
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_app, tracker) => {
      const watch = async (panel) => {
        await panel.context.ready;
        if (!panel.content.model?.getMetadata("smartcity")) return;
        let running = 0;
        const run = async () => {
          running += 1;
          try {
            await panel.sessionContext.ready;
            const { content, sessionContext } = panel;
            const cells = content.widgets.filter(ours);
            const { scrollTop } = content.node;
            if (cells.length) await NotebookActions.runCells(content, cells, sessionContext);
            content.node.scrollTop = scrollTop;
          } finally {
            running -= 1;
          }
        };
        // The same notebook in another window takes the forms with it; the one somebody
        // comes back to takes them back.
        const returned = () => {
          if (document.visibilityState !== "visible" || !panel.isVisible || running) return;
          if (!panel.content.node.querySelector(".smartcity")) run();
        };
        for (const [target, event] of [
          [window, "focus"],
          [document, "visibilitychange"],
        ]) {
          target.addEventListener(event, returned);
          panel.disposed.connect(() => target.removeEventListener(event, returned));
        }
        const opened = () => panel.isVisible && run();
        for (const act of ["open", "create"]) {
          window.addEventListener(`smartcity-${act}`, opened);
          panel.disposed.connect(() => window.removeEventListener(`smartcity-${act}`, opened));
        }
        let stopped = false;
        panel.sessionContext.statusChanged.connect((_context, status) => {
          if (["restarting", "autorestarting", "dead"].includes(status)) stopped = true;
          // The forms say in one line that the kernel stopped; a dialog over them adds nothing.
          if (status === "autorestarting") setTimeout(() => Dialog.flush());
          if (stopped && status === "idle") {
            stopped = false;
            run();
          }
        });
        await panel.revealed;
        await run();
      };
      tracker.forEach(watch);
      tracker.widgetAdded.connect((_tracker, panel) => watch(panel));
    },
  });

  const get = async () => {
    const notebook = await load("@jupyterlab/notebook");
    const apputils = await load("@jupyterlab/apputils");
    const module = { __esModule: true, default: plugin(notebook, apputils) };
    return () => module;
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["smartcity-lab"] = {
    init: (scope) => {
      shared = scope;
    },
    get,
  };
})();
