// Peer A: React and the AWS SDK. A row is rendered again only when its own key changes.

import { memo, useCallback, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { connect } from "./account-sdk.js";
import { askLastUses, date, download, FIELDS, lastUse, missing, open } from "./common.js";

function App() {
  const [opened, setOpened] = useState();
  return opened ? <Keys {...opened} onLock={() => setOpened()} /> : <SignIn onOpen={setOpened} />;
}

function SignIn({ onOpen }) {
  const [values, setValues] = useState({});
  const [problems, setProblems] = useState({});
  const [failure, setFailure] = useState();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const found = missing(values);
    setProblems(found);
    if (isBusy || Object.keys(found).length) return;
    setBusy(true);
    try {
      onOpen(await open(connect(values)));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <main>
      <h1>Create, deactivate and delete AWS access keys</h1>
      <form onSubmit={submit} noValidate>
        {FIELDS.map(({ name, label, isSecret }) => (
          <div className="field" key={name}>
            <label htmlFor={name}>{label}</label>
            <input
              id={name}
              type={isSecret ? "password" : "text"}
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              aria-invalid={problems[name] ? true : undefined}
              aria-describedby={`${name}-problem`}
              autoComplete="off"
            />
            <p className="problem" id={`${name}-problem`}>
              {problems[name]}
            </p>
          </div>
        ))}
        {failure && (
          <p role="alert">
            {failure.name}: {failure.message}
          </p>
        )}
        <button aria-disabled={isBusy || undefined}>Continue</button>
      </form>
    </main>
  );
}

function Keys({ account, arn, keys: listed, onLock }) {
  const [keys, setKeys] = useState(listed);
  const [created, setCreated] = useState();
  const [doomed, setDoomed] = useState();
  const [failure, setFailure] = useState();
  const change = useCallback((id, changes) => {
    setKeys((keys) => keys.map((key) => (key.id === id ? { ...key, ...changes } : key)));
  }, []);
  const attempt = useCallback(async (work) => {
    try {
      setFailure();
      await work();
    } catch (error) {
      setFailure(error);
    }
  }, []);
  useEffect(() => {
    const show = (uses) =>
      setKeys((keys) => keys.map((key) => (uses.has(key.id) ? { ...key, used: uses.get(key.id) } : key)));
    attempt(() => askLastUses(account, listed, show));
  }, [account, attempt, listed]);
  const toggle = useCallback(
    ({ id, status: before }) => {
      const status = before === "Active" ? "Inactive" : "Active";
      attempt(async () => {
        await account.setStatus(id, status);
        change(id, { status });
      });
    },
    [account, attempt, change],
  );
  const create = () =>
    attempt(async () => {
      const { secret, ...key } = await account.create();
      setKeys((keys) => [key, ...keys]);
      setCreated({ id: key.id, secret });
    });
  const remove = () =>
    attempt(async () => {
      await account.remove(doomed.id);
      setKeys((keys) => keys.filter((key) => key.id !== doomed.id));
      setDoomed();
    });
  return (
    <main>
      <h1>Security Credentials</h1>
      <p>
        {arn} <button onClick={onLock}>Lock</button>
      </p>
      <button onClick={create}>Create New Access Key</button>
      {failure && (
        <p role="alert">
          {failure.name}: {failure.message}
        </p>
      )}
      <table>
        <caption>Access keys</caption>
        <thead>
          <tr>
            {["Access Key ID", "Created", "Last used", "Status", "Actions"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <Row key={key.id} item={key} onToggle={toggle} onDelete={setDoomed} />
          ))}
        </tbody>
      </table>
      {created && (
        <Dialog title="Create Access Key" onClose={() => setCreated()}>
          <label>
            Access Key ID
            <input readOnly value={created.id} />
          </label>
          <label>
            Secret Access Key
            <input readOnly value={created.secret} />
          </label>
          <button onClick={() => download(created)}>Download Key File</button>
        </Dialog>
      )}
      {doomed && (
        <Dialog title="Delete access key" onClose={() => setDoomed()}>
          <p>{doomed.id} will be deleted.</p>
          <button onClick={remove}>Delete</button>
        </Dialog>
      )}
    </main>
  );
}

const Row = memo(function Row({ item, onToggle, onDelete }) {
  const toggle = item.status === "Active" ? "Make Inactive" : "Make Active";
  return (
    <tr>
      <td>{item.id}</td>
      <td>{date(item.created)}</td>
      <td>{lastUse(item.used)}</td>
      <td className="status">{item.status}</td>
      <td>
        <button aria-label={`${toggle} ${item.id}`} onClick={() => onToggle(item)}>
          {toggle}
        </button>
        <button aria-label={`Delete ${item.id}`} onClick={() => onDelete(item)}>
          Delete
        </button>
      </td>
    </tr>
  );
});

function Dialog({ title, onClose, children }) {
  const element = useRef();
  useEffect(() => element.current.showModal(), []);
  return (
    <dialog ref={element} onClose={onClose} aria-label={title}>
      <h2>{title}</h2>
      {children}
      <button onClick={() => element.current.close()}>Close</button>
    </dialog>
  );
}

createRoot(document.getElementById("root")).render(<App />);
