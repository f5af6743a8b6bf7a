"""Reads a key file as the tools do. JSON in: the reader, the file; JSON out: what it has read."""

import configparser
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

import boto3
import dotenv
import yaml

NAMES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL")


def of_variables(variables):
    return [variables.get(name) for name in NAMES]


def shell(path):
    script = '. "$0" && exec "$1" -c "import json, os; print(json.dumps(dict(os.environ)))"'
    out = subprocess.run(
        ["/bin/sh", "-eu", "-c", script, path, sys.executable],
        env={"PATH": "/usr/bin:/bin"}, check=True, capture_output=True,
    ).stdout
    return json.loads(out)


def boto_session(path, kind):
    """Who boto3 is with the file, according to the server it names."""
    config = path
    if kind == "credential_process":
        config = path + ".config"
        endpoint = os.environ["ENDPOINT"]
        pathlib.Path(config).write_text(
            f"[default]\ncredential_process = cat {path}\nendpoint_url = {endpoint}\n"
        )
    os.environ["AWS_CONFIG_FILE" if kind == "credential_process" else "AWS_SHARED_CREDENTIALS_FILE"] = config
    profile = "backup" if kind == "profile" else "default"
    session = boto3.session.Session(profile_name=profile)
    return session.client("sts", region_name=session.region_name or "us-east-1").get_caller_identity()["Arn"]


def boto_environment(variables):
    for name in NAMES:
        if variables.get(name) is not None:
            os.environ[name] = variables[name]
    return boto3.session.Session().client("sts").get_caller_identity()["Arn"]


def docker(path):
    """The rules of `docker run --env-file`: no quotes, and a comment is a line of its own."""
    lines = pathlib.Path(path).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def import_csv(path):
    """The rules of `aws configure import`: no quotes, columns by name, no empty field."""
    header, row = pathlib.Path(path).read_text(encoding="utf-8-sig").strip().splitlines()
    columns = [name.strip().lower() for name in header.split(",")]
    fields = [field.strip() for field in row.split(",")]
    assert len(columns) == len(fields) and all(fields)
    read = dict(zip(columns, fields))
    return [read["access key id"], read["secret access key"], read["user name"]]


def ini(path, section, *names):
    parser = configparser.RawConfigParser()
    parser.read(path)
    return [parser[section].get(name) for name in names]


def read(kind, path):
    match kind:
        case "profile" | "credential_process":
            return boto_session(path, kind)
        case "sh":
            return boto_environment(shell(path))
        case "docker":
            dotenv_read = dotenv.dotenv_values(path, interpolate=True)
            assert docker(path) == dotenv_read
            return boto_environment(dotenv_read)
        case "kubernetes":
            manifest = yaml.safe_load(pathlib.Path(path).read_text())
            assert (manifest["kind"], manifest["type"]) == ("Secret", "Opaque")
            assert manifest["metadata"] == {"name": "backup"}
            return boto_environment(manifest["stringData"])
        case "json":
            pair = json.loads(pathlib.Path(path).read_text())
            return [pair["AccessKeyId"], pair["SecretAccessKey"]]
        case "import":
            return import_csv(path)
        case "restic":
            variables = shell(path)
            return [*of_variables(variables)[:2], variables["RESTIC_REPOSITORY"]]
        case "mc":
            return shlex.split(pathlib.Path(path).read_text())
        case "rclone":
            return ini(path, "backup", "access_key_id", "secret_access_key", "endpoint")
        case "s3cmd":
            return ini(path, "default", "access_key", "secret_key", "host_base")


request = json.loads(sys.stdin.read())
os.environ["ENDPOINT"] = request["endpoint"]
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, request["name"])
    pathlib.Path(path).write_bytes(request["text"].encode())
    print(json.dumps(read(request["kind"], path)))
