"""Reads a key file by what reads it. JSON in: the reader, the file; JSON out: what it has read, or
who the server says that it is.

The programs are Debian's, unpacked in READERS and not installed.
"""

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

READERS = pathlib.Path(os.environ["READERS"])
BIN = READERS / "usr/bin"
NAMES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "RESTIC_REPOSITORY",
)


def run(*command, **variables):
    """The output of a program, which has no other credentials than its file."""
    libraries = [str(path) for path in READERS.glob("usr/lib/*-linux-*")]
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": os.environ["HOME"],
        "LD_LIBRARY_PATH": ":".join(libraries),
        "PYTHONPATH": str(READERS / "usr/lib/python3/dist-packages"),
        "AWS_EC2_METADATA_DISABLED": "true",
        **variables,
    }
    return subprocess.run(
        [str(it) for it in command], env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def python(name, *arguments, **variables):
    """A program in Debian's own Python."""
    return run("/usr/bin/python3", BIN / name, *arguments, **variables)


def variables_of(output):
    """What `env -0` has printed, in the order of the names."""
    pairs = dict(line.split("=", 1) for line in output.split("\0") if line)
    return {name: pairs[name] for name in NAMES if name in pairs}


def shell(path):
    return variables_of(run("/bin/sh", "-euc", '. "$0" && exec env -0', path))


def fish(path):
    return variables_of(run(BIN / "fish", "--no-config", "-c", f"source {path}; and env -0"))


def php(path, expression):
    """The value of an expression below the lines of the file."""
    program = next(it for it in BIN.glob("php[0-9]*") if it.is_file())
    text = pathlib.Path(path).read_text()
    return json.loads(run(program, "-n", "-r", f"{text}\necho json_encode({expression});"))


def boto_session(path, kind):
    """Who boto3 is with the file, according to the server that it names."""
    if kind == "credential_process":
        config = path + ".config"
        endpoint = os.environ["ENDPOINT"]
        pathlib.Path(config).write_text(
            f"[default]\ncredential_process = cat {path}\nendpoint_url = {endpoint}\n"
        )
        os.environ["AWS_CONFIG_FILE"] = config
    else:
        os.environ["AWS_SHARED_CREDENTIALS_FILE"] = path
    profile = "backup" if kind == "profile" else "default"
    session = boto3.session.Session(profile_name=profile)
    region = session.region_name or "us-east-1"
    return session.client("sts", region_name=region).get_caller_identity()["Arn"]


def boto_environment(variables):
    os.environ.update(variables)
    return boto3.session.Session().client("sts").get_caller_identity()["Arn"]


def docker(path):
    """By python-dotenv, which reads it as Compose does; `docker run` takes values literally."""
    lines = pathlib.Path(path).read_text().splitlines()
    literally = dict(line.split("=", 1) for line in lines)
    variables = dotenv.dotenv_values(path, interpolate=True)
    assert literally == variables
    return variables


def aws_import(path):
    """Who the AWS CLI is with the profile that it has imported."""
    python("aws", "configure", "import", "--csv", f"file://{path}")
    arguments = ["sts", "get-caller-identity", "--profile", "backup", "--region", "us-east-1"]
    endpoint = ["--endpoint-url", os.environ["ENDPOINT"]]
    return json.loads(python("aws", *arguments, *endpoint, "--output", "json"))["Arn"]


def restic(path):
    """Makes a repository, and lists its snapshots."""
    variables = {**shell(path), "RESTIC_PASSWORD": "a password"}
    run(BIN / "restic", "init", "--quiet", **variables)
    return json.loads(run(BIN / "restic", "snapshots", "--json", **variables))


def read(kind, path):
    match kind:
        case "profile" | "credential_process":
            return boto_session(path, kind)
        case "sh":
            return boto_environment(shell(path))
        case "fish":
            return boto_environment(fish(path))
        case "docker":
            return boto_environment(docker(path))
        case "kubernetes":
            manifest = yaml.safe_load(pathlib.Path(path).read_text())
            assert (manifest["kind"], manifest["type"]) == ("Secret", "Opaque")
            assert manifest["metadata"] == {"name": "backup"}
            return boto_environment(manifest["stringData"])
        case "import":
            return aws_import(path)
        case "rclone":
            return run(BIN / "rclone", "--config", path, "lsf", "backup:my-bucket").split()
        case "s3cmd":
            return python("s3cmd", "--config", path, "ls", "s3://my-bucket").split()[-1:]
        case "restic":
            return restic(path)
        case "variables of sh":
            return list(shell(path).values())
        case "variables of fish":
            return list(fish(path).values())
        case "values of rclone":
            text = run(BIN / "rclone", "--config", path, "config", "dump")
            remote = json.loads(text)["backup"]
            return [remote["access_key_id"], remote["secret_access_key"]]
        case "values of s3cmd":
            lines = python("s3cmd", "--config", path, "--dump-config").splitlines()
            values = dict(line.split(" = ", 1) for line in lines if " = " in line)
            return [values["access_key"], values["secret_key"]]
        case "json":
            pair = json.loads(pathlib.Path(path).read_text())
            return [pair["AccessKeyId"], pair["SecretAccessKey"]]
        case "mc":
            return shlex.split(pathlib.Path(path).read_text())
        case "offload media":
            settings = php(path, "unserialize(AS3CF_SETTINGS)")
            return [settings["access-key-id"], settings["secret-access-key"]]
        case "s3 uploads":
            return php(path, "[S3_UPLOADS_KEY, S3_UPLOADS_SECRET, S3_UPLOADS_BUCKET]")


request = json.loads(sys.stdin.read())
os.environ["ENDPOINT"] = request["endpoint"]
with tempfile.TemporaryDirectory() as folder:
    os.environ["HOME"] = folder
    path = os.path.join(folder, request["name"])
    pathlib.Path(path).write_bytes(request["text"].encode())
    print(json.dumps(read(request["kind"], path)))
