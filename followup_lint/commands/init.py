"""`followup-lint init`."""

import json
import os
import re
import shlex

import click

from followup_lint import REPOSITORY, __version__
from followup_lint.errors import ConfigError
from followup_lint.ruleset import did_you_mean, shipped

QUESTION = """When does your office advise to send a thank-you note?
  1  a few days after the interview (the source article; profile seed)
  2  within a day or two (most career offices; profile career-office)
  3  the same day (campus recruiting; profile campus-fast)
  4  we work for or with public bodies (profile public-sector)
  5  a recruiter stands between (profile agency)"""
ANSWERS = {"1": "seed", "2": "career-office", "3": "campus-fast", "4": "public-sector", "5": "agency"}

CONFIG = """# Settings of followup-lint; `followup-lint check --show-config .` says where each value comes from.
profile = "{profile}"
"""
HOOK = """repos:
  - repo: {repository}
    rev: v{version}
    hooks:
      - id: followup-lint
        files: {files}
"""
WORKFLOW = """name: Follow-up drafts
on: [pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@34e114876b0b11c390a56381ad16ebd13914f8d5 # v4.3.1
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.12"
      - run: pip install followup-lint=={version}
      - run: {check}
"""


@click.command("init")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--profile", "-p", help="School of advice; asked for where it is not given.")
@click.option("--drafts", default="drafts", show_default=True, metavar="NAME", help="Folder that holds the drafts.")
@click.option("--hook/--no-hook", default=True, help="Write .pre-commit-config.yaml.  [default: yes]")
@click.option("--workflow/--no-workflow", default=True, help="Write a GitHub workflow.  [default: yes]")
def command(folder: str, profile: str | None, drafts: str, hook: bool, workflow: bool) -> None:
    """Set up a folder of drafts: configuration, pre-commit hook and GitHub workflow. Nothing is ever overwritten."""
    if profile is None:
        click.echo(QUESTION)
        profile = ANSWERS[
            click.prompt("Your choice", type=click.Choice(list(ANSWERS)), default="1", show_choices=False)
        ]
    profiles = shipped().profiles
    if profile not in profiles:
        raise ConfigError(
            f"there is no profile {profile!r}{did_you_mean(profile, profiles)}; choose from {', '.join(profiles)}"
        )
    home = os.path.normpath(drafts).strip("/")
    values = {
        "profile": profile,
        "version": __version__,
        "repository": REPOSITORY,
        "files": _yaml("^" if home == "." else f"^{re.escape(home)}/"),
        "check": _yaml(f"followup-lint check --format github -- {shlex.quote(home)}"),
    }
    for wanted, name, text in (
        (True, "followup-lint.toml", CONFIG),
        (hook, ".pre-commit-config.yaml", HOOK),
        (workflow, ".github/workflows/followup-lint.yml", WORKFLOW),
    ):
        if wanted:
            _write(os.path.join(folder, name), text.format(**values))


def _yaml(text: str) -> str:
    """Return a text as YAML has it, quoted where it is more than plain words."""
    return text if re.fullmatch(r"[\w^][\w ./-]*", text) else json.dumps(text)


def _write(path: str, text: str) -> None:
    """Write a new file; leave one that is there as it is, and show what would have been written."""
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        click.echo(f"kept   {path} (it is there already; it would have held:)\n{text}")
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror})", path=path) from None
    else:
        click.echo(f"wrote  {path}")
