#!/usr/bin/python3
# Whether answers are what openapi.yaml says, field by field, and whether it says of any field that none of them has.
# Usage: openapi_check.py OPENAPI.YAML ANSWERS; ANSWERS is lines of JSON: {"method", "path", "status" (0: what is asked),
# "type", "body"}. Ends with 77 where python3-yaml is not installed.
import json
import sys

try:
    import yaml
except ImportError:
    print("python3-yaml is not installed")
    sys.exit(77)

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
wrong, defined, met = [], {}, set()


def whole(document, part):
    while "$ref" in part:
        found = document
        for name in part["$ref"][2:].split("/"):
            found = found[name]
        part = found
    return part


# What a schema is called: a shared one by its own name, wherever it is met.
def name_of(part, otherwise):
    return part["$ref"].split("/")[-1] if "$ref" in part else otherwise


def define(document, part, name):
    name, part = name_of(part, name), whole(document, part)
    if name in defined:
        return
    defined[name] = part
    for field, schema in part.get("properties", {}).items():
        define(document, schema, name + "." + field)
    if "items" in part:
        define(document, part["items"], name + "[]")


def check(document, part, value, name):
    name, part = name_of(part, name), whole(document, part)
    met.add(name)
    if value is None and part.get("nullable"):
        return
    kind = KINDS[part["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        wrong.append(f"{name} is {type(value).__name__}, not {part['type']}")
        return
    if "enum" in part and value not in part["enum"]:
        wrong.append(f"{name} is {value!r}")
    if kind is dict:
        for field in part.get("required", []):
            if field not in value:
                wrong.append(f"{name} lacks {field}")
        for field, inner in value.items():
            if field not in part.get("properties", {}):
                wrong.append(f"{name} has {field}, which is not documented")
            else:
                check(document, part["properties"][field], inner, name + "." + field)
    if kind is list:
        for inner in value:
            check(document, part["items"], inner, name + "[]")


def schema_of(document, part, kind):
    content = whole(document, part).get("content", {})
    return content.get(kind, {}).get("schema")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = yaml.safe_load(file)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            bodies = dict(operation["responses"])
            if "requestBody" in operation:
                bodies["0"] = operation["requestBody"]
            for status, part in bodies.items():
                for kind in whole(document, part).get("content", {}):
                    if kind.endswith("json"):
                        define(document, schema_of(document, part, kind), f"{method.upper()} {path} {status}")
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            seen = json.loads(line)
            name = f"{seen['method']} {seen['path']} {seen['status']}"
            operation = document["paths"][seen["path"]][seen["method"].lower()]
            part = operation["responses"][str(seen["status"])] if seen["status"] else operation["requestBody"]
            schema = schema_of(document, part, seen["type"])
            if schema is None:
                wrong.append(f"{name} is {seen['type'] or 'of no type'}, which is not documented")
            elif seen["type"].endswith("json"):
                whole_schema = whole(document, schema)
                # An envelope is a text with a form of its own.
                value = seen["body"] if whole_schema["type"] == "string" else json.loads(seen["body"])
                check(document, schema, value, name)
    # Without answers of that kind nothing is said about their fields.
    for name in defined:
        parent = max((other for other in met if name.startswith(other) and name[len(other):][:1] in (".", "[")),
                     key=len, default=None)
        if name not in met and parent is not None:
            wrong.append(f"{name} is documented and in no answer")
    for one in dict.fromkeys(wrong):
        print(one)
    print(f"{len(defined)} schemas and fields, {len(met)} met")
    return 1 if wrong else 0


sys.exit(main())
