// One key after the other through the page's own buttons, as fast as they can be pressed.
const seen = (what, look) => new Promise((resolve, reject) => {
  const end = performance.now() + 20_000;
  const again = () => {
    const found = look();
    if (found) resolve(found);
    else if (performance.now() > end) reject(new Error(`waited in vain for ${what}`));
    else setTimeout(again, 2);
  };
  again();
});
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const nameOf = (element) => element.ariaLabel ?? tidy(element.textContent);
const scope = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;
const button = (name) => seen(`the button ${name}`, () =>
  [...scope().querySelectorAll("button")].find((it) => nameOf(it) === name && !it.disabled && it.ariaDisabled !== "true"));
const press = async (name) => (await button(name)).click();
const noDialog = () => seen("every dialog to close", () => !document.querySelector("dialog"));
const rows = (count) => seen(`${count} rows`, () => document.querySelectorAll("tbody tr").length === count);

async function cycle() {
  await press("Create New Access Key");
  await press("Show Access Key");
  const secret = await seen("the secret", () => document.getElementById("new-secret")?.value);
  const id = document.getElementById("new-id").value;
  await press("Download Key File");
  await seen("the file to be saved", () => /was handed to the browser/.test(scope().textContent));
  await press("Close");
  await noDialog();
  await press(`Make Inactive ${id}`);
  await button(`Make Active ${id}`);
  await press(`Delete ${id}`);
  const field = await seen("the field", () => document.getElementById("confirm-id"));
  field.value = id;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await press("Delete");
  await noDialog();
  return secret.length;
}
