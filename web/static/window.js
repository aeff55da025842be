// All that pages do beyond links and forms. Without it everything can still be read and sent.
document.documentElement.classList.add("scripted");

for (const form of document.querySelectorAll("form[data-submit-on-change]"))
  form.addEventListener("change", () => form.requestSubmit());

// Where there is no room beside the list, a row leads to its page.
if (matchMedia("(max-width: 720px)").matches)
  for (const link of document.querySelectorAll("a[data-page]")) link.href = link.dataset.page;

// Rows are chosen with the arrow keys; while kana are converted, keys are not ours.
const rows = [...document.querySelectorAll("a[data-row]")];
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const at = rows.indexOf(document.activeElement);
  if (at < 0) return;
  const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// Enter that ends a conversion sends nothing.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
  },
  true,
);

// A text is copied where the browser lets it be; else it stands chosen, to be copied by hand.
for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", async () => {
    const section = button.closest("section");
    const text = section.querySelector("[data-copied]");
    const isCopied = await navigator.clipboard?.writeText(text.textContent).then(
      () => true,
      () => false,
    );
    if (!isCopied) getSelection().selectAllChildren(text);
    section.querySelector("[data-said]").textContent = isCopied
      ? "写しました。"
      : "文面を選びました。キーで写してください。";
  });

// Long work is asked for until it is done, each question waiting a while for that; the page is then the result.
const job = document.querySelector("[data-job]");
if (job) {
  const ask = async () => {
    const answer = await fetch(job.dataset.job, {headers: {accept: "application/json"}}).catch(
      () => undefined,
    );
    if (answer?.ok) {
      const {state, last, resultPath, before} = await answer.json();
      if (state === "done") return location.replace(resultPath);
      job.textContent =
        state === "waiting" ? `順番を待っています（前に${before}件）。` : last || "動いています。";
    }
    setTimeout(ask, answer?.ok ? 0 : 2000);
  };
  ask();
}

// Files are dropped onto the area, also whole folders; how much has gone is shown.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const form = drop.closest("form");
  const field = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-said]");
  for (const name of ["dragenter", "dragover"])
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    send(
      entries.length > 0 ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files],
    );
  });
  field.addEventListener("change", () => send([...field.files]));

  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      found.push(...some);
    }
    return (await Promise.all(found.map(filesOf))).flat();
  };

  const send = (files) => {
    if (files.length === 0) return;
    const data = new FormData();
    for (const file of files) data.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", ({loaded, total}) => {
      said.textContent = `送っています（${Math.floor((loaded / total) * 100)}%）`;
    });
    request.addEventListener("load", () => {
      const answer = JSON.parse(request.responseText || "{}");
      if (answer.path) location.assign(answer.path);
      else said.textContent = answer.why ?? "送れませんでした。もう一度試してください。";
    });
    request.addEventListener("error", () => {
      said.textContent = "送れませんでした。つながりを確かめて、もう一度試してください。";
    });
    request.send(data);
  };
}
