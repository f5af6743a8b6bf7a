// A stand-in for IAM and STS on one loopback port: it answers as the query API does, with pages of
// ListAccessKeys, and checks no signature. It counts what it is asked.

import { createServer } from "node:http";

const PAGE = 100; // What IAM sends without MaxItems.
const ACCOUNT = "111122223333";

/** The id of the nth key: like AWS's, the same up to its last eight characters within an account. */
export function keyId(n) {
  const scattered = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const last = Array.from({ length: 8 }, (_, place) => letters[Math.floor(scattered / 32 ** place) % 32]);
  return `AKIABENCHMRK${last.join("")}`;
}

/** An account with so many keys. */
export async function startIam(count) {
  const created = (n) => new Date(Date.UTC(2024, 0, 1) + n * 3_600_000).toISOString().replace(/\.\d+/, "");
  const keys = Array.from({ length: count }, (_, n) => ({ id: keyId(n), status: "Active", created: created(n) }));
  const asked = { requests: 0, preflights: 0 };

  const metadata = ({ id, status, created }) =>
    `<UserName>ada</UserName><AccessKeyId>${id}</AccessKeyId><Status>${status}</Status><CreateDate>${created}</CreateDate>`;
  const actions = {
    GetCallerIdentity: () =>
      `<Arn>arn:aws:iam::${ACCOUNT}:user/ada</Arn><UserId>AIDABENCHBENCHBENCHBE</UserId><Account>${ACCOUNT}</Account>`,
    ListAccessKeys: (form) => {
      const from = Number(form.get("Marker") ?? 0);
      const to = from + Number(form.get("MaxItems") ?? PAGE);
      const members = keys.slice(from, to).map((key) => `<member>${metadata(key)}</member>`);
      const more =
        to < keys.length ? `<IsTruncated>true</IsTruncated><Marker>${to}</Marker>` : "<IsTruncated>false</IsTruncated>";
      return `<AccessKeyMetadata>${members.join("")}</AccessKeyMetadata>${more}`;
    },
    GetAccessKeyLastUsed: () =>
      "<UserName>ada</UserName><AccessKeyLastUsed><LastUsedDate>2026-10-01T12:00:00Z</LastUsedDate>" +
      "<ServiceName>s3</ServiceName><Region>eu-central-1</Region></AccessKeyLastUsed>",
    ListUserTags: () => "<Tags></Tags><IsTruncated>false</IsTruncated>",
    CreateAccessKey: () => {
      const key = { id: keyId(keys.length), status: "Active", created: "2026-11-26T00:00:00Z" };
      keys.push(key);
      return `<AccessKey>${metadata(key)}<SecretAccessKey>${"bench/+7".repeat(5)}</SecretAccessKey></AccessKey>`;
    },
    UpdateAccessKey: (form) => {
      keys.find((key) => key.id === form.get("AccessKeyId")).status = form.get("Status");
      return "";
    },
    DeleteAccessKey: (form) => {
      keys.splice(
        keys.findIndex((key) => key.id === form.get("AccessKeyId")),
        1,
      );
      return "";
    },
  };

  const server = createServer(async (request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (request.method === "OPTIONS") {
      asked.preflights += 1;
      response.setHeader("Access-Control-Allow-Methods", "POST");
      response.setHeader("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? "");
      response.setHeader("Access-Control-Max-Age", "600");
      return response.writeHead(200).end();
    }
    let body = "";
    for await (const piece of request) body += piece;
    const form = new URLSearchParams(body);
    const action = form.get("Action");
    if (!request.headers.authorization || !actions[action]) return response.writeHead(400).end();
    asked.requests += 1;
    const namespace =
      action === "GetCallerIdentity"
        ? "https://sts.amazonaws.com/doc/2011-06-15/"
        : "https://iam.amazonaws.com/doc/2010-05-08/";
    response.setHeader("Content-Type", "text/xml");
    response.end(
      `<${action}Response xmlns="${namespace}"><${action}Result>${actions[action](form)}</${action}Result>` +
        `<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`,
    );
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    stop: () => (server.closeAllConnections(), server.close()),
  };
}
