"""Checks what is made for hosts that cannot run here: CloudFront's policy, whose file is the argument,
against Amazon's own model of it, the workflow for GitHub Pages, and security.txt."""

import datetime
import json
import re
import subprocess
import sys

import botocore.session
import yaml
from botocore.validate import ParamValidator


def mistakes(shape, value, at):
    """What the validator does not check: the words of an enumeration, and the length of a list."""
    if shape.type_name == "structure":
        items = value.get("Items")
        if items is not None and value.get("Quantity") != len(items):
            yield f"{at} has another Quantity than Items"
        for name, member in value.items():
            yield from mistakes(shape.members[name], member, f"{at}.{name}")
    elif shape.type_name == "list":
        for member in value:
            yield from mistakes(shape.member, member, at)
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{at} is {value}, not one of {', '.join(shape.enum)}"


def cloudfront(path):
    with open(path, encoding="utf-8") as file:
        call = {"ResponseHeadersPolicyConfig": json.load(file)}
    model = botocore.session.get_session().get_service_model("cloudfront")
    shape = model.operation_model("CreateResponseHeadersPolicy").input_shape
    report = ParamValidator().validate(call, shape)
    if report.has_errors():
        return [report.generate_report()]
    return list(mistakes(shape, call, "cloudfront.json"))


def github_pages():
    """The workflow builds with the compiler of releases and the command that the README names, attests and
    uploads what it built, and names actions by commit."""
    with open("hosting/github-pages.yml", encoding="utf-8") as file:
        jobs = yaml.safe_load(file)["jobs"].values()
    steps = [step for job in jobs for step in job["steps"]]
    inputs = [step.get("with", {}) for step in steps]
    does = [step.get("run") or it.get("path") or it.get("subject-checksums") for step, it in zip(steps, inputs)]
    does = [what for what in does if what]
    for action in [step["uses"] for step in steps if "uses" in step]:
        if not re.fullmatch("actions/[a-z-]+@[0-9a-f]{40}", action):
            yield f"hosting/github-pages.yml names {action}, and not a commit"
    with open("README.md", encoding="utf-8") as file:
        is_named = "\ncargo xtask dist\n" in file.read()
    with open("xtask/src/release.rs", encoding="utf-8") as file:
        compiler = re.search('const RUST: &str = "(.*)";', file.read())[1]
    install = f"rustup toolchain install {compiler} --profile minimal"
    if does != [install, "cargo xtask dist", "dist/SHA256SUMS", "dist"] or not is_named:
        yield f"hosting/github-pages.yml does {does}"
    if {step["env"]["RUSTUP_TOOLCHAIN"] for step in steps if "env" in step} != {compiler}:
        yield f"hosting/github-pages.yml does not build with {compiler}"


def foreign_worker():
    """The settings of all hosts replace a foreign service worker by the same script."""
    found = set()
    for name in ("nginx.conf", "Caddyfile", "cloudfront-function.js"):
        with open(f"hosting/{name}", encoding="utf-8") as file:
            found.add(re.search("oninstall=.*?\\)\\(\\)\\)(?=['`])", file.read())[0])
    if len(found) != 1:
        yield "hosting/ has several scripts in place of a foreign service worker"


# Requests to CloudFront, and whether the function answers them itself.
REQUESTS = [
    ("/updates.js", "script", True),
    ("/tools/sw.js", "script", True),
    ("/sw.js", "script", False),
    ("/updates.js", None, False),
]


def cloudfront_function():
    """The function replaces the script of every service worker but the page's own, and nothing else."""
    with open("hosting/cloudfront-function.js", encoding="utf-8") as file:
        function = file.read()
    for uri, header, is_replaced in REQUESTS:
        headers = {"service-worker": {"value": header}} if header else {}
        event = json.dumps({"request": {"uri": uri, "headers": headers}})
        call = f"{function}console.log(handler({event}).statusCode === 200)"
        called = subprocess.run(["node", "-e", call], capture_output=True, text=True, check=True)
        if called.stdout.strip() != str(is_replaced).lower():
            yield f"hosting/cloudfront-function.js does not do its work for {uri}"


def security():
    """The template of security.txt has what RFC 9116 requires."""
    with open("hosting/security.txt", encoding="utf-8") as file:
        lines = [line.split(": ", 1) for line in file.read().splitlines() if not line.startswith("#")]
    fields = dict(lines)
    datetime.datetime.fromisoformat(fields["Expires"])
    if not fields["Contact"].startswith(("https://", "mailto:")):
        yield "hosting/security.txt has no contact"


checks = github_pages, foreign_worker, cloudfront_function, security
problems = cloudfront(sys.argv[1]) + [problem for check in checks for problem in check()]
if problems:
    sys.exit("\n".join(problems))
print("CloudFront accepts its policy, and its function replaces workers.")
print("The workflow for GitHub Pages and security.txt are as they should be.")
