"""The program as a person installs it: a wheel, far from the checkout, with its resources and languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FULL = os.environ.get("APPEAL_FULL") == "1"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel; its libraries are read from the environment of the tests."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    install = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python"), "install", "-q", "--no-deps"]
    subprocess.run([*install, "--no-index", "--disable-pip-version-check", str(wheel)], check=True)
    return venv


def _run(venv: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    # Editable installs hang on .pth files, which PYTHONPATH does not read: `assistant` can only be the wheel's.
    env = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "LANG": "ru_RU.UTF-8"}
    command = [str(venv / "bin" / "appeal-assistant"), *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_the_wheel_holds_what_is_shipped_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "assistant/resources/locale/ru/LC_MESSAGES/assistant.mo" in names
    assert "assistant/resources/sample/letter.txt" in names
    assert len(names) == len(set(names))
    assert {name.split("/")[0] for name in names} == {"assistant", wheel.name.split("-py3")[0] + ".dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_an_installed_program_makes_the_sample_and_its_bundle(installed: Path, tmp_path: Path) -> None:
    # GIVEN the program, installed outside the checkout
    # WHEN the sample case is made and exported
    made = _run(installed, "sample", "case", "--json", cwd=tmp_path)
    exported = _run(installed, "export", "case", "out", "--json", cwd=tmp_path)

    # THEN both find their resources, and the files are there
    assert made.returncode == 0, made.stderr
    assert exported.returncode == 0, exported.stderr + exported.stdout
    assert json.loads(exported.stdout)["written"] is True
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "jdoe_upwork-letter-1_INDEX.pdf",
        "jdoe_upwork-letter-1_evidence.zip",
        "jdoe_upwork-letter-1_reply.eml",
        "jdoe_upwork-letter-1_reply.txt",
    ]


def test_an_installed_program_speaks_the_systems_language(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, "status", "no-such-case", cwd=tmp_path)
    assert done.returncode == 2
    assert any("а" <= letter <= "я" for letter in done.stderr)


if FULL:

    def test_pipx_installs_it(wheel: Path, tmp_path: Path) -> None:
        # GIVEN pipx in an environment of its own
        venv = tmp_path / "pipx"
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        subprocess.run([str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "pipx"], check=True)
        env = {**os.environ, "PIPX_HOME": str(tmp_path / "home"), "PIPX_BIN_DIR": str(tmp_path / "bin")}

        # WHEN it installs the wheel with all libraries
        subprocess.run([str(venv / "bin" / "pipx"), "install", str(wheel)], env=env, check=True)

        # THEN the command runs
        done = subprocess.run(
            [str(tmp_path / "bin" / "appeal-assistant"), "--version"], capture_output=True, check=False
        )
        assert done.returncode == 0
