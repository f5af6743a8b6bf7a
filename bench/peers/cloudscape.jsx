// Peer B: React, the AWS SDK and Cloudscape, the components of the AWS console.

import "@cloudscape-design/global-styles/index.css";
import Alert from "@cloudscape-design/components/alert";
import AppLayout from "@cloudscape-design/components/app-layout";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { useCallback, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { connect } from "./account-sdk.js";
import { askLastUses, date, download, FIELDS, lastUse, missing, open } from "./common.js";

function App() {
  const [opened, setOpened] = useState();
  const screen = opened ? <Keys {...opened} onLock={() => setOpened()} /> : <SignIn onOpen={setOpened} />;
  return <AppLayout navigationHide toolsHide content={screen} />;
}

const failureText = (error) => `${error.name}: ${error.message}`;

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
    <ContentLayout header={<Header variant="h1">Create, deactivate and delete AWS access keys</Header>}>
      <form onSubmit={submit} noValidate>
        <Form
          actions={
            <Button variant="primary" loading={isBusy}>
              Continue
            </Button>
          }
          errorText={failure && failureText(failure)}
        >
          <Container>
            <SpaceBetween size="l">
              {FIELDS.map(({ name, label, isSecret }) => (
                <FormField key={name} label={label} errorText={problems[name]}>
                  <Input
                    type={isSecret ? "password" : "text"}
                    value={values[name] ?? ""}
                    onChange={({ detail }) => setValues({ ...values, [name]: detail.value })}
                    autoComplete={false}
                  />
                </FormField>
              ))}
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </ContentLayout>
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
  const columns = useMemo(() => {
    const toggle = ({ id, status: before }) => {
      const status = before === "Active" ? "Inactive" : "Active";
      attempt(async () => {
        await account.setStatus(id, status);
        change(id, { status });
      });
    };
    const actions = (key) => {
      const name = key.status === "Active" ? "Make Inactive" : "Make Active";
      return (
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="inline-link" ariaLabel={`${name} ${key.id}`} onClick={() => toggle(key)}>
            {name}
          </Button>
          <Button variant="inline-link" ariaLabel={`Delete ${key.id}`} onClick={() => setDoomed(key)}>
            Delete
          </Button>
        </SpaceBetween>
      );
    };
    const status = (key) => (
      <StatusIndicator type={key.status === "Active" ? "success" : "stopped"}>{key.status}</StatusIndicator>
    );
    return [
      { id: "id", header: "Access Key ID", cell: (key) => key.id },
      { id: "created", header: "Created", cell: (key) => date(key.created) },
      { id: "used", header: "Last used", cell: (key) => lastUse(key.used) },
      { id: "status", header: "Status", cell: status },
      { id: "actions", header: "Actions", cell: actions },
    ];
  }, [account, attempt, change]);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={arn} actions={<Button onClick={onLock}>Lock</Button>}>
          Security Credentials
        </Header>
      }
    >
      {failure && <Alert type="error">{failureText(failure)}</Alert>}
      <Table
        items={keys}
        trackBy="id"
        columnDefinitions={columns}
        header={
          <Header
            actions={
              <Button variant="primary" onClick={create}>
                Create New Access Key
              </Button>
            }
          >
            Access keys
          </Header>
        }
        ariaLabels={{ tableLabel: "Access keys" }}
      />
      <Modal
        visible={created !== undefined}
        header="Create Access Key"
        closeAriaLabel="Dismiss"
        onDismiss={() => setCreated()}
        footer={<Button onClick={() => setCreated()}>Close</Button>}
      >
        {created && (
          <SpaceBetween size="m">
            <FormField label="Access Key ID">
              <Input readOnly value={created.id} />
            </FormField>
            <FormField label="Secret Access Key">
              <Input readOnly value={created.secret} />
            </FormField>
            <Button onClick={() => download(created)}>Download Key File</Button>
          </SpaceBetween>
        )}
      </Modal>
      <Modal
        visible={doomed !== undefined}
        header="Delete access key"
        closeAriaLabel="Dismiss"
        onDismiss={() => setDoomed()}
        footer={
          <Button variant="primary" onClick={remove}>
            Delete
          </Button>
        }
      >
        {doomed?.id} will be deleted.
      </Modal>
    </ContentLayout>
  );
}

createRoot(document.getElementById("root")).render(<App />);
