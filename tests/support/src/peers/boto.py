"""Answers one AWS call a line: JSON in, JSON out. Credentials come in by standard input only."""

import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

session = boto3.session.Session()


def call(request):
    credentials = request["credentials"]
    client = session.client(
        request["service"],
        endpoint_url=request["endpoint"],
        region_name="us-east-1",
        aws_access_key_id=credentials["id"],
        aws_secret_access_key=credentials["secret"],
        aws_session_token=credentials["token"],
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20),
    )
    return getattr(client, xform_name(request["action"]))(**request["parameters"])


for line in sys.stdin:
    try:
        answer = {"ok": call(json.loads(line))}
    except ClientError as error:
        answer = {"code": error.response["Error"]["Code"], "message": str(error)}
    except BotoCoreError as error:
        answer = {"code": type(error).__name__, "message": str(error)}
    print(json.dumps(answer, default=str), flush=True)
