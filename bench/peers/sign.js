// Signs the same request in each way: how long one takes, in microseconds.

import { IAMClient } from "@aws-sdk/client-iam";
import { AwsV4Signer } from "aws4fetch";

const credentials = { accessKeyId: "AKIAAAAAAAAAAAAAAAAA", secretAccessKey: "bench/+7".repeat(5) };
const region = "us-east-1";
const body = "Action=ListAccessKeys&Version=2010-05-08";
const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

// `main` signs a thousand requests; Rust's can be called once in an instance.
const program = await WebAssembly.compileStreaming(fetch("sign.wasm"));
const ours = async () => {
  const { exports } = new WebAssembly.Instance(program);
  const start = performance.now();
  exports.main(0, 0);
  return performance.now() - start;
};

const each = (count, sign) => async () => {
  const start = performance.now();
  for (let n = 0; n < count; n++) await sign();
  return ((performance.now() - start) * 1000) / count;
};

const cache = new Map();
const aws4fetch = (cache) => {
  const request = {
    ...credentials,
    method: "POST",
    url: "https://iam.amazonaws.com/",
    headers,
    body,
    service: "iam",
    region,
    cache,
  };
  return new AwsV4Signer(request).sign();
};

// The key is cached in the SDK.
const signer = await new IAMClient({ region, credentials }).config.signer({
  signingName: "iam",
  signingRegion: region,
  properties: {},
});
const sdk = () =>
  signer.sign({
    method: "POST",
    protocol: "https:",
    hostname: "iam.amazonaws.com",
    path: "/",
    query: {},
    headers: { ...headers, host: "iam.amazonaws.com" },
    body,
  });

const ways = {
  ours,
  sdk: each(500, sdk),
  cached: each(500, () => aws4fetch(cache)),
  uncached: each(250, () => aws4fetch(new Map())),
};

/** One sample of each. */
window.sample = async () => {
  const sample = {};
  for (const [name, way] of Object.entries(ways)) sample[name] = await way();
  return sample;
};
