"""The dashboard and the alert rules use only metrics that exist, and the documentation explains every alert."""

import json
import re
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from bot.runtime.metrics import Metrics

ROOT = Path(__file__).parent.parent
DASHBOARD = json.loads((ROOT / "examples" / "grafana-dashboard.json").read_text())
RULES = yaml.safe_load((ROOT / "examples" / "alerts.yml").read_text())["groups"][0]["rules"]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()

PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
NAMED = re.compile(r"\b(?:bot|process)_\w+\b")
LABELS = re.compile(r"\b(bot_\w+)\{([^}]*)\}")
GIVEN_BY_PROMETHEUS = {"job", "instance", "le"}


def samples():
    """Every name in the text format, with its possible labels."""
    metrics = Metrics()
    names: dict[str, frozenset[str]] = {
        sample.name: frozenset() for family in metrics.registry.collect() for sample in family.samples
    }
    for collector in metrics.registry._collector_to_names:
        labels = frozenset(getattr(collector, "_labelnames", ()))
        names |= dict.fromkeys(metrics.registry._collector_to_names[collector], labels)
    return names


SAMPLES = samples()


def assert_exists(expression):
    names = set(NAMED.findall(expression))
    assert names <= set(SAMPLES), names - set(SAMPLES)
    for name, matchers in LABELS.findall(expression):
        used = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers))
        assert used <= SAMPLES[name] | GIVEN_BY_PROMETHEUS, (name, used)
    assert expression.count("(") == expression.count(")")
    assert expression.count("{") == expression.count("}")


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_every_panel_uses_metrics_that_exist(panel):
    assert panel["targets"]
    for target in panel["targets"]:
        assert re.search(r"\b(bot|process)_|\bup\b", target["expr"])
        assert_exists(target["expr"])


def test_the_dashboard_imports_into_any_grafana():
    assert DASHBOARD["schemaVersion"] >= 36
    assert "id" not in DASHBOARD, "an id would overwrite another dashboard"
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(ids)) == len(ids)
    assert all(panel["datasource"]["uid"] == "${source}" for panel in PANELS)
    assert {variable["name"] for variable in DASHBOARD["templating"]["list"]} == {"source", "job"}


def test_panels_do_not_overlap():
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    cells = [
        (x, y) for at in places for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24


def test_every_metric_is_on_the_dashboard():
    shown = {name for panel in PANELS for target in panel["targets"] for name in NAMED.findall(target["expr"])}
    families = {family.name for family in Metrics().registry.collect() if family.name.startswith("bot")}
    assert {family for family in families if not any(name.startswith(family) for name in shown)} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_uses_metrics_that_exist_and_is_documented(rule):
    assert_exists(rule["expr"])
    assert 'job="reminder-bot"' in rule["expr"]
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert set(rule["annotations"]) == {"summary", "description"}
    _, _, explained = OPERATIONS.partition(f"\n#### {rule['alert']}\n\n")
    assert len(explained.partition("\n#")[0]) > 100


def test_every_documented_alert_exists():
    assert re.findall(r"^#### (\w+)$", OPERATIONS, re.MULTILINE) == [rule["alert"] for rule in RULES]
