"""Shared by the tests of the Helm chart: what each scenario renders to, and newsmill's settings in a rendered pod."""

from pathlib import Path

import pytest

from streams.security import PREFIX, variable
from streams.settings import Settings, load
from tests.support.deploy.chart import Object, Scenario, SettingsOf, environment, merged, render, values
from tests.support.deploy.chart_scenarios import SCENARIOS


@pytest.fixture(scope="session", params=SCENARIOS)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Values in full, and the objects that they render to."""
    given = SCENARIOS[request.param]
    return merged(values("values.yaml"), given), render(given)


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SettingsOf:
    """Read newsmill's settings in a pod, with an empty file for each mounted one."""

    def read(objects: list[Object], template: Object) -> Settings:
        for name in Settings.model_fields:
            monkeypatch.delenv(variable(name), raising=False)
        files = _mounted(template)
        for name, value in environment(objects, template).items():
            if not isinstance(value, str):
                monkeypatch.setenv(name, "2" if "resourceFieldRef" in value else "from-a-secret")
            elif value in files:
                (tmp_path / Path(value).name).touch()
                monkeypatch.setenv(name, str(tmp_path / Path(value).name))
            elif name.startswith(PREFIX):
                monkeypatch.setenv(name, value)
        return load()

    return read


def _mounted(template: Object) -> set[str]:
    spec = template["spec"]
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    found = set()
    for mount in spec["containers"][0]["volumeMounts"]:
        volume = volumes[mount["name"]]
        items = volume.get("secret", {}).get("items", ())
        tokens = [source["serviceAccountToken"] for source in volume.get("projected", {}).get("sources", ())]
        found |= {f"{mount['mountPath']}/{one['path']}" for one in (*items, *tokens)}
    return found
