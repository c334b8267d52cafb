"""The examples for operators: whole, and of one piece with what the bot does."""

import re
from html.parser import HTMLParser
from pathlib import Path

import yaml  # type: ignore[import-untyped]

EXAMPLES = Path(__file__).parent.parent / "examples"
INNER = ("metrics", "readyz")  # for the operator alone
OPEN = ("/", "/webhooks/twilio", "/webhooks/telnyx", "/v1/messages", "/healthz")


class Page(HTMLParser):
    """The open tags, and everything that is said."""

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
    filled_in = [value for name, value in page.attributes if name == "href" and "[" not in (value or "")]
    assert filled_in == [], "an address that nobody has filled in would be published"


def test_the_proxies_keep_the_inner_routes_from_the_net():
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


def test_the_unit_starts_the_bot_and_gives_it_time_to_stop():
    lines = (EXAMPLES / "reminder-bot.service").read_text().splitlines()
    unit = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert unit["ExecStart"].endswith("python -m bot serve")
    assert int(unit["TimeoutStopSec"]) > 10
    assert (unit["DynamicUser"], unit["ProtectSystem"], unit["NoNewPrivileges"]) == ("yes", "strict", "yes")


def test_compose_publishes_to_this_machine_alone():
    bot = yaml.safe_load((EXAMPLES / "docker-compose.yml").read_text())["services"]["bot"]
    assert all(str(port).startswith("127.0.0.1:") for port in bot["ports"])
    assert bot["read_only"] is True
