"""The examples for operators are complete, match what the bot does, and are accepted by the tools they are written for.

A tool that is not installed is skipped; with ``TESTS_NEED_TOOLS=1`` it is a failure.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from bot.runtime.configuration import load

EXAMPLES = Path(__file__).parent.parent / "examples"
INNER = ("metrics", "readyz")  # for the operator only
OPEN = ("/", "/webhooks/twilio", "/webhooks/telnyx", "/v1/messages", "/healthz")


class Page(HTMLParser):
    """Collects the open tags, the attributes and the text."""

    void = frozenset({"meta", "link", "br", "img", "input"})

    def __init__(self):
        super().__init__()
        self.opened: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in self.void:
            self.opened.append(tag)

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag

    def handle_data(self, data):
        self.words += data


def test_the_opt_in_page_says_what_carriers_ask_for_and_loads_nothing():
    page = Page()
    page.feed((EXAMPLES / "opt-in.html").read_text())
    assert page.opened == []
    said = " ".join(page.words.split())
    for part in (
        "Message frequency varies",
        "data rates may apply",
        "STOP to opt out",
        "HELP for help",
        "not a condition",
    ):
        assert part in said
    assert not [value for name, value in page.attributes if name in ("src", "action") or name.startswith("on")]
    links = [value or "" for name, value in page.attributes if name == "href"]
    assert [link for link in links if "[" not in link] == [], "an example address could be published by mistake"
    assert {"[https://example.com/privacy]", "[https://example.com/terms]"} <= set(links)


def test_the_proxies_hide_the_inner_routes_from_the_public():
    caddy, nginx = (EXAMPLES / "Caddyfile").read_text(), (EXAMPLES / "nginx.conf").read_text()
    refused = re.search(r"location ~ (\S+) \{\s*return 404;", nginx)
    assert refused is not None
    for route in INNER:
        assert re.search(rf"@inner path .*/{route}\b", caddy)
        assert re.search(refused[1], f"/{route}")
    for route in OPEN:
        assert not re.search(refused[1], route)
    assert nginx.count("{") == nginx.count("}")
    assert caddy.count("{") == caddy.count("}")


def test_the_proxies_keep_slow_clients_and_made_up_hosts_away():
    caddy, nginx = (EXAMPLES / "Caddyfile").read_text(), (EXAMPLES / "nginx.conf").read_text()
    directives = " ".join(line for line in nginx.splitlines() if not line.strip().startswith("#"))
    for part in ("proxy_request_buffering on", "limit_req zone=", "limit_conn reminder", "Host $server_name"):
        assert part in directives
    for made_up in ("$host", "$http_host", "$proxy_add_x_forwarded_for"):
        assert made_up not in directives
    assert directives.count("X-Forwarded-For $remote_addr") == 1
    assert "request_buffers" in caddy
    for text in (caddy, nginx):
        assert 'Strict-Transport-Security "max-age=31536000"' in text


def test_memory_and_processes_are_limited():
    unit = (EXAMPLES / "reminder-bot.service").read_text()
    bot = yaml.safe_load((EXAMPLES / "docker-compose.yml").read_text())["services"]["bot"]
    assert re.search(r"^MemoryMax=512M$", unit, re.MULTILINE)
    assert re.search(r"^TasksMax=128$", unit, re.MULTILINE)
    assert (bot["mem_limit"], bot["pids_limit"]) == ("512m", 128)
    connections = load(EXAMPLES.parent / "config.toml", {}).server.connections
    files = int(re.search(r"^LimitNOFILE=(\d+)$", unit, re.MULTILINE)[1])  # type: ignore[index]
    assert files == bot["ulimits"]["nofile"] > 2 * connections


def test_the_unit_starts_the_bot_and_gives_it_time_to_stop():
    lines = (EXAMPLES / "reminder-bot.service").read_text().splitlines()
    unit = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert unit["ExecStart"].endswith("python -m bot serve")
    assert int(unit["TimeoutStopSec"]) > 10
    assert (unit["DynamicUser"], unit["ProtectSystem"], unit["NoNewPrivileges"]) == ("yes", "strict", "yes")


def test_compose_publishes_to_this_machine_only():
    bot = yaml.safe_load((EXAMPLES / "docker-compose.yml").read_text())["services"]["bot"]
    assert all(str(port).startswith("127.0.0.1:") for port in bot["ports"])
    assert bot["read_only"] is True
    assert "reminders:/data" in bot["volumes"], "the documented backup commands rely on this mount"


def tool(name: str) -> str:
    """The path of an installed tool; otherwise the test is skipped, or fails if the environment asks for that."""
    # Debian keeps nginx in /usr/sbin, which is not in an ordinary user's PATH.
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        if os.environ.get("TESTS_NEED_TOOLS"):
            pytest.fail(f"TESTS_NEED_TOOLS is set, but {name} is not installed")
        pytest.skip(f"{name} is not installed")
    return path


def run(*command: str, **environment: str) -> str:
    """Run a checker and return its output; fails the test if it reports a problem."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A temporary folder with a path short enough for Unix sockets, which allow about 100 characters."""
    with tempfile.TemporaryDirectory(prefix="bot-") as folder:
        yield Path(folder)


def test_nginx_accepts_its_file(short_path):
    nginx, openssl = tool("nginx"), tool("openssl")
    key, certificate = short_path / "key.pem", short_path / "certificate.pem"
    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1")
    run(openssl, *new, "-subj", "/CN=bot.example.com", "-keyout", str(key), "-out", str(certificate))
    site = (EXAMPLES / "nginx.conf").read_text()
    site = re.sub(r"/etc/letsencrypt/\S+/fullchain\.pem", str(certificate), site)
    site = re.sub(r"/etc/letsencrypt/\S+/privkey\.pem", str(key), site)
    # "nginx -t" binds its listeners: use sockets in the temporary folder, not this machine's ports.
    number = count()
    site = re.sub(r"listen (?:\[::\]:)?\d+", lambda _: f"listen unix:{short_path}/{next(number)}.sock", site)
    assert next(number) == 4
    (short_path / "site.conf").write_text(site)
    # An ordinary user cannot use nginx's own folders.
    folders = "".join(
        f"{module}_temp_path {short_path}/{module};" for module in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"access_log off; {folders} include {short_path}/site.conf;"
    (short_path / "nginx.conf").write_text(
        f"pid {short_path}/nginx.pid; error_log stderr; events {{}} http {{ {http} }}"
    )
    assert "test is successful" in run(nginx, "-t", "-p", str(short_path), "-c", str(short_path / "nginx.conf"))


def test_nginx_before_1_25_1_knows_every_directive():
    assert not re.search(r"^\s*http2 ", (EXAMPLES / "nginx.conf").read_text(), re.MULTILINE)


def test_caddy_accepts_its_file(tmp_path):
    site = (EXAMPLES / "Caddyfile").read_text()
    version = [int(part) for part in re.findall(r"\d+", run(tool("caddy"), "version"))[:2]]
    if version < [2, 7]:
        site = site.replace("request_buffers 64KB", "buffer_requests")
    (tmp_path / "Caddyfile").write_text(site)
    command = (tool("caddy"), "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile"))
    folders = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert "Valid configuration" in run(*command, **folders)


def test_systemd_accepts_its_unit(tmp_path):
    unit = (EXAMPLES / "reminder-bot.service").read_text()
    # systemd-analyze looks for the program, which only exists on an installed machine.
    placed = unit.replace("/opt/reminder-bot/.venv/bin/python", sys.executable)
    assert placed != unit
    file = tmp_path / "reminder-bot.service"
    file.write_text(placed)
    said = run(tool("systemd-analyze"), "verify", "--man=no", str(file))
    assert "reminder-bot.service" not in said


def test_prometheus_accepts_the_alert_rules():
    assert re.search(r"SUCCESS: \d+ rules found", run(tool("promtool"), "check", "rules", str(EXAMPLES / "alerts.yml")))


def test_prometheus_accepts_the_queries_of_the_dashboard(tmp_path):
    """promtool has no check for single queries without a server, but it parses those of recording rules."""
    panels = json.loads((EXAMPLES / "grafana-dashboard.json").read_text())["panels"]
    queries = [target["expr"] for panel in panels for target in panel.get("targets", ())]
    # what Grafana puts in place of its variables
    plain = [query.replace("$__rate_interval", "1m").replace("$job", "reminder-bot") for query in queries]
    assert not [query for query in plain if "$" in query]
    rules = [{"record": f"dashboard:query:{number}", "expr": query} for number, query in enumerate(plain)]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert f"SUCCESS: {len(rules)} rules found" in run(tool("promtool"), "check", "rules", str(file))


def test_prometheus_accepts_the_configuration_in_the_documentation(tmp_path):
    page = (EXAMPLES.parent / "docs" / "operations.md").read_text()
    block = re.search(r"```yaml\n(scrape_configs:.*?)```", page, re.DOTALL)
    assert block is not None
    (tmp_path / "prometheus.yml").write_text(block[1])
    shutil.copy(EXAMPLES / "alerts.yml", tmp_path)
    assert "is valid prometheus config file" in run(
        tool("promtool"), "check", "config", str(tmp_path / "prometheus.yml")
    )
