"""Checks what is made for hosts that cannot run here: CloudFront's policy, whose file is the argument,
against Amazon's own model of it, and the workflow for GitHub Pages."""

import json
import re
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
    """The workflow builds with the command that the README names, and then uploads what it built."""
    with open("hosting/github-pages.yml", encoding="utf-8") as file:
        jobs = yaml.safe_load(file)["jobs"].values()
    steps = [step for job in jobs for step in job["steps"]]
    does = [step.get("run") or step.get("with", {}).get("path") for step in steps]
    does = [what for what in does if what]
    with open("README.md", encoding="utf-8") as file:
        is_named = "\ncargo xtask dist\n" in file.read()
    if does != ["cargo xtask dist", "dist"] or not is_named:
        yield f"hosting/github-pages.yml does {does}"


def foreign_worker():
    """The settings of all hosts replace a foreign service worker by the same script."""
    found = set()
    for name in ("nginx.conf", "Caddyfile", "cloudfront-function.js"):
        with open(f"hosting/{name}", encoding="utf-8") as file:
            found.add(re.search("oninstall=.*?\\)\\(\\)\\)(?=['`])", file.read())[0])
    if len(found) != 1:
        yield "hosting/ has several scripts in place of a foreign service worker"


problems = cloudfront(sys.argv[1]) + list(github_pages()) + list(foreign_worker())
if problems:
    sys.exit("\n".join(problems))
print("CloudFront accepts its policy, and the workflow for GitHub Pages does what the README says.")
