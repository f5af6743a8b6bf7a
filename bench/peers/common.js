// What all three peers share, so that they differ only in what they are built with.

export const FIELDS = [
  { name: "accessKeyId", label: "Access key ID", isRequired: true },
  { name: "secretAccessKey", label: "Secret access key", isRequired: true, isSecret: true },
  { name: "sessionToken", label: "Session token", isSecret: true },
  { name: "endpoint", label: "Endpoint URL" },
];

/** The required fields that are empty, by name. */
export function missing(values) {
  const empty = FIELDS.filter(({ name, isRequired }) => isRequired && !values[name]?.trim());
  return Object.fromEntries(empty.map(({ name, label }) => [name, `${label} is required.`]));
}

/** Asks who signs and for the keys at once, and gives the account as it is first shown. */
export async function open(account) {
  const [arn, keys] = await Promise.all([account.arn(), account.keys()]);
  return { account, arn, keys: keys.sort((a, b) => b.created - a.created) };
}

/**
 * Asks for the last use of each key as Keycutter does: four at a time, shown once a second and at the end; and for the
 * keys' descriptions, which are tags of the user.
 */
export async function askLastUses(account, keys, show) {
  const ids = keys.map((key) => key.id);
  const described = account.descriptions();
  let [uses, shown] = [new Map(), Date.now()];
  const flush = () => {
    show(uses);
    [uses, shown] = [new Map(), Date.now()];
  };
  const ask = async () => {
    for (let id = ids.shift(); id; id = ids.shift()) {
      const use = await account.lastUse(id);
      uses.set(id, { ...use, description: (await described).get(id) });
      if (Date.now() - shown >= 1000) flush();
    }
  };
  await Promise.all([ask(), ask(), ask(), ask()]);
  flush();
}

export const date = (moment) => moment.toLocaleDateString();

export function lastUse(use) {
  if (use === undefined) return "…";
  const text = use.at ? `${date(use.at)}: ${use.service}, ${use.region}` : "Never";
  return use.description ? `${text} (${use.description})` : text;
}

/** Saves a new key as AWS's console does. */
export function download({ id, secret }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([`Access key ID,Secret access key\r\n${id},${secret}\r\n`], { type: "text/csv" }),
  );
  link.download = "accessKeys.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
