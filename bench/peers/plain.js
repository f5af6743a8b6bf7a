// Peer C: a plain script and aws4fetch. The first screen is in the page's own HTML.

import { connect } from "./account-plain.js";
import { askLastUses, date, download, FIELDS, lastUse, missing, open } from "./common.js";

const root = document.getElementById("root");

/** An element with properties and children. */
function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const alertOf = (error) => {
  const alert = el("p", {}, error.message);
  alert.setAttribute("role", "alert");
  return alert;
};

const form = document.querySelector("form");
const submit = form.querySelector("button");
// Before this script runs, the form would be sent to the page's own server.
submit.disabled = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  const problems = missing(values);
  for (const { name } of FIELDS) {
    form.elements[name].toggleAttribute("aria-invalid", name in problems);
    if (name in problems) form.elements[name].setAttribute("aria-invalid", "true");
    document.getElementById(`${name}-problem`).textContent = problems[name] ?? "";
  }
  if (Object.keys(problems).length) return;
  submit.disabled = true;
  try {
    showKeys(await open(connect(values)));
  } catch (error) {
    form.append(alertOf(error));
    submit.disabled = false;
  }
});

function showKeys({ account, arn, keys }) {
  const alerts = el("div");
  const attempt = async (work) => {
    try {
      alerts.replaceChildren();
      await work();
    } catch (error) {
      alerts.replaceChildren(alertOf(error));
    }
  };
  const rows = new Map();
  const body = el("tbody");
  const button = (name, id, onclick) => {
    const made = el("button", { onclick }, name);
    made.setAttribute("aria-label", `${name} ${id}`);
    return made;
  };
  const row = (key) => {
    const status = el("td", { className: "status" }, key.status);
    const used = el("td", {}, lastUse());
    const toggle = button("Make Inactive", key.id, () =>
      attempt(async () => {
        const next = status.textContent === "Active" ? "Inactive" : "Active";
        await account.setStatus(key.id, next);
        show(next);
      }),
    );
    const show = (next) => {
      status.textContent = next;
      toggle.textContent = next === "Active" ? "Make Inactive" : "Make Active";
      toggle.setAttribute("aria-label", `${toggle.textContent} ${key.id}`);
    };
    show(key.status);
    const remove = button("Delete", key.id, () => confirmDelete(key.id));
    rows.set(key.id, {
      element: el(
        "tr",
        {},
        el("td", {}, key.id),
        el("td", {}, date(key.created)),
        used,
        status,
        el("td", {}, toggle, remove),
      ),
      used,
    });
    return rows.get(key.id).element;
  };
  const dialog = (title, ...children) => {
    const made = el("dialog", {}, el("h2", {}, title), ...children);
    made.append(el("button", { onclick: () => made.close() }, "Close"));
    made.onclose = () => made.remove();
    root.append(made);
    made.showModal();
    return made;
  };
  const confirmDelete = (id) => {
    const remove = () =>
      attempt(async () => {
        await account.remove(id);
        rows.get(id).element.remove();
        made.close();
      });
    const made = dialog(
      "Delete access key",
      el("p", {}, `${id} will be deleted.`),
      el("button", { onclick: remove }, "Delete"),
    );
  };
  const create = () =>
    attempt(async () => {
      const key = await account.create();
      body.prepend(row(key));
      const shown = (name, value) => el("label", {}, name, el("input", { readOnly: true, value }));
      const save = el("button", { onclick: () => download(key) }, "Download Key File");
      dialog("Create Access Key", shown("Access Key ID", key.id), shown("Secret Access Key", key.secret), save);
    });
  const headings = ["Access Key ID", "Created", "Last used", "Status", "Actions"].map((name) =>
    el("th", { scope: "col" }, name),
  );
  body.append(...keys.map(row));
  root.replaceChildren(
    el("h1", {}, "Security Credentials"),
    el("p", {}, arn, el("button", { onclick: () => location.reload() }, "Lock")),
    el("button", { onclick: create }, "Create New Access Key"),
    alerts,
    el("table", {}, el("caption", {}, "Access keys"), el("thead", {}, el("tr", {}, ...headings)), body),
  );
  const show = (uses) => uses.forEach((use, id) => (rows.get(id).used.textContent = lastUse(use)));
  attempt(() => askLastUses(account, keys, show));
}
