// The calls through aws4fetch, with the browser's XML parser.

import { AwsClient } from "aws4fetch";

export function connect({ accessKeyId, secretAccessKey, sessionToken, endpoint }) {
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    sessionToken: sessionToken || undefined,
    region: "us-east-1",
  });
  const call = async (service, version, action, parameters = {}) => {
    const url = endpoint || (service === "iam" ? "https://iam.amazonaws.com/" : "https://sts.us-east-1.amazonaws.com/");
    const response = await client.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: new URLSearchParams({ Action: action, Version: version, ...parameters }).toString(),
      aws: { service },
    });
    const answer = new DOMParser().parseFromString(await response.text(), "text/xml");
    if (!response.ok) throw new Error(textOf(answer, "Code") ?? `HTTP ${response.status}`);
    return answer;
  };
  const iam = (action, parameters) => call("iam", "2010-05-08", action, parameters);
  let arn;
  return {
    arn: async () => (arn = textOf(await call("sts", "2011-06-15", "GetCallerIdentity"), "Arn")),
    keys: async () => {
      const keys = [];
      for (let marker = {}; marker;) {
        const page = await iam("ListAccessKeys", marker);
        keys.push(...[...page.getElementsByTagName("member")].map(known));
        marker = textOf(page, "IsTruncated") === "true" && { Marker: textOf(page, "Marker") };
      }
      return keys;
    },
    lastUse: async (id) => {
      const use = await iam("GetAccessKeyLastUsed", { AccessKeyId: id });
      const at = textOf(use, "LastUsedDate");
      return { at: at && new Date(at), service: textOf(use, "ServiceName"), region: textOf(use, "Region") };
    },
    descriptions: async () => {
      const tags = await iam("ListUserTags", { UserName: arn.split("/").at(-1) });
      return new Map([...tags.getElementsByTagName("member")].map((tag) => [textOf(tag, "Key"), textOf(tag, "Value")]));
    },
    create: async () => {
      const key = await iam("CreateAccessKey");
      return { ...known(key), secret: textOf(key, "SecretAccessKey") };
    },
    setStatus: (id, status) => iam("UpdateAccessKey", { AccessKeyId: id, Status: status }),
    remove: (id) => iam("DeleteAccessKey", { AccessKeyId: id }),
  };
}

const textOf = (node, name) => node.getElementsByTagName(name)[0]?.textContent;

function known(node) {
  return {
    id: textOf(node, "AccessKeyId"),
    status: textOf(node, "Status"),
    created: new Date(textOf(node, "CreateDate")),
  };
}
