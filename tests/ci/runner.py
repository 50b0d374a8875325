"""A runner for the composite action: does its `run` steps in bash as GitHub does, and notes its `uses` steps."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ci.expressions import filled, holds
from common import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where an action runs: the checkout, a folder for what is temporary, and the variables that it has."""

    checkout: Path
    temporary: Path
    environment: Mapping[str, str]


@dataclass(slots=True)
class Done:
    """What became of an action: the outputs of its steps, its own, what it wrote, and the actions that it used."""

    failed: bool = False
    codes: dict[str, int] = field(default_factory=dict)
    log: str = ""
    errors: str = ""
    summary: str = ""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    steps: dict[str, dict[str, str]] = field(default_factory=dict)


def run(
    where: Workspace,
    inputs: Mapping[str, str],
    event: Mapping[str, str] | None = None,
    given: Mapping[str, Mapping[str, str]] | None = None,
) -> Done:
    """Run the action; steps that are ``given`` have had these outputs before and are not done again."""
    unknown = set(inputs) - set(ACTION["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    taken = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()} | dict(inputs)
    done = Done(steps={step: dict(outputs) for step, outputs in (given or {}).items()})
    ids = {step["id"] for step in STEPS if "id" in step}

    def value(name: str) -> str:
        match name.split("."):
            case ["inputs", key]:
                return taken[key]
            case ["steps", step, "outputs", key]:
                assert step in ids, f"there is no step {step}"
                return done.steps.get(step, {}).get(key, "")
            case ["runner", "temp"]:
                return str(where.temporary)
            case ["runner", "os"]:
                return "Linux"
            case ["github", "run_id" | "run_attempt"]:
                return "1"
        raise KeyError(name)

    for step in STEPS:
        status = {"always": True, "cancelled": False, "failure": done.failed, "success": not done.failed}
        if step.get("id") in (given or {}) or not holds(str(step.get("if", "success()")), value, status):
            continue
        if "uses" in step:
            done.used[step["uses"]] = {key: filled(str(each), value, status) for key, each in step["with"].items()}
        else:
            assert step["shell"] == "bash"
            own = {key: filled(str(each), value, status) for key, each in step.get("env", {}).items()}
            folder = where.checkout / filled(step.get("working-directory", "."), value, status)
            _bash(step, own, folder, where, {**(event or {})}, done)
    done.outputs = {name: filled(each["value"], value, {}) for name, each in ACTION["outputs"].items()}
    return done


def _bash(
    step: Mapping[str, Any],
    own: Mapping[str, str],
    folder: Path,
    where: Workspace,
    event: Mapping[str, str],
    done: Done,
) -> None:
    # An expression in a script would be replaced before bash reads it, and what an input holds would be run.
    assert "${{" not in step["run"]
    files = {name: where.temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    script = where.temporary / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    environment = {
        **where.environment,
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(where.checkout),
        "GITHUB_EVENT_NAME": "push",
        **event,
        **{name: str(file) for name, file in files.items()},
        **own,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    finished = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    done.log += finished.stdout
    done.errors += finished.stderr
    done.failed = done.failed or finished.returncode != 0
    done.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    if "id" in step:
        done.codes[step["id"]] = finished.returncode
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        done.steps[step["id"]] = dict(line.split("=", 1) for line in lines)
