// The calls through the AWS SDK.

import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListUserTagsCommand,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

export function connect({ accessKeyId, secretAccessKey, sessionToken, endpoint }) {
  const credentials = { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined };
  const config = { region: "us-east-1", endpoint: endpoint || undefined, credentials };
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  const known = (key) => ({ id: key.AccessKeyId, status: key.Status, created: key.CreateDate });
  let arn;
  return {
    arn: async () => (arn = (await sts.send(new GetCallerIdentityCommand({}))).Arn),
    keys: async () => {
      const keys = [];
      for await (const page of paginateListAccessKeys({ client: iam }, {}))
        keys.push(...page.AccessKeyMetadata.map(known));
      return keys;
    },
    lastUse: async (id) => {
      const { AccessKeyLastUsed: use } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
      return { at: use.LastUsedDate, service: use.ServiceName, region: use.Region };
    },
    descriptions: async () => {
      const { Tags } = await iam.send(new ListUserTagsCommand({ UserName: arn.split("/").at(-1) }));
      return new Map(Tags.map(({ Key, Value }) => [Key, Value]));
    },
    create: async () => {
      const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({}));
      return { ...known(key), secret: key.SecretAccessKey };
    },
    setStatus: (id, status) => iam.send(new UpdateAccessKeyCommand({ AccessKeyId: id, Status: status })),
    remove: (id) => iam.send(new DeleteAccessKeyCommand({ AccessKeyId: id })),
  };
}
