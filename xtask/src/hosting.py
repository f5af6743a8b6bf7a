"""Reads what is made for hosts that are not here: CloudFront's policy, by Amazon's own model of it, and
the workflow for GitHub Pages, of which it prints each command and the folder that is uploaded."""

import json
import sys

import botocore.session
import yaml
from botocore.validate import ParamValidator


def refused(shape, value, at):
    """What a model's validator does not look at: words out of a fixed list, and counts of a list."""
    if shape.type_name == "structure":
        items = value.get("Items")
        if items is not None and value.get("Quantity") != len(items):
            yield f"{at} has another Quantity than Items"
        for name, member in value.items():
            yield from refused(shape.members[name], member, f"{at}.{name}")
    elif shape.type_name == "list":
        for member in value:
            yield from refused(shape.member, member, at)
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{at} is {value}, not one of {', '.join(shape.enum)}"


def cloudfront(path):
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    model = botocore.session.get_session().get_service_model("cloudfront")
    shape = model.operation_model("CreateResponseHeadersPolicy").input_shape
    call = {"ResponseHeadersPolicyConfig": config}
    report = ParamValidator().validate(call, shape)
    if report.has_errors():
        return [report.generate_report().replace("\n", "; ")]
    return list(refused(shape, call, "it"))


def workflow(path):
    with open(path, encoding="utf-8") as file:
        jobs = yaml.safe_load(file)["jobs"].values()
    for step in (step for job in jobs for step in job["steps"]):
        if "run" in step:
            print("run", step["run"])
        if "upload-pages-artifact" in step.get("uses", ""):
            print("upload", step["with"]["path"])


problems = cloudfront(sys.argv[1])
if problems:
    sys.exit("; ".join(problems))
workflow(sys.argv[2])
