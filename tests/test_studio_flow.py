"""The example flow can be imported by Studio, and works when it runs against a bot.

Flow definitions: https://www.twilio.com/docs/studio/rest-api/v2/flow-definition
"""

import json
import re
from pathlib import Path

import pytest

from tests.builders import BOT_NUMBER
from tests.fakes.phones import PUBLIC_URL, SENDER, until
from tests.fakes.studio import MESSAGE, studio_flow

ROOT = Path(__file__).parent.parent
FLOW = json.loads((ROOT / "examples" / "studio-flow.json").read_text())
STATES = {state["name"]: state for state in FLOW["states"]}

# The events of each type of widget.
EVENTS = {
    "trigger": {
        "incomingMessage",
        "incomingCall",
        "incomingConversationMessage",
        "incomingRequest",
        "incomingParent",
    },
    "make-http-request": {"success", "failed"},
    "split-based-on": {"noMatch", "match"},
    "send-message": {"sent", "failed"},
}


def test_the_flow_is_a_complete_definition():
    assert FLOW.keys() == {"description", "states", "initial_state", "flags"}
    assert FLOW["initial_state"] == "Trigger"
    assert FLOW["flags"] == {"allow_concurrent_calls": True}
    assert len(STATES) == len(FLOW["states"])


@pytest.mark.parametrize("state", FLOW["states"], ids=STATES)
def test_each_widget_is_well_formed(state):
    assert state.keys() == {"name", "type", "transitions", "properties"}
    assert re.fullmatch(r"\w+", state["name"])
    assert state["properties"]["offset"].keys() == {"x", "y"}
    assert {transition["event"] for transition in state["transitions"]} == EVENTS[state["type"]]
    for transition in state["transitions"]:
        assert transition.get("next") in (None, *STATES)
        assert ("conditions" in transition) == (transition["event"] == "match")
        for condition in transition.get("conditions", []):
            assert condition.keys() == {"friendly_name", "arguments", "type", "value"}
            assert condition["arguments"] == [state["properties"]["input"]]


def test_every_widget_is_reachable():
    reached, queue = set(), ["Trigger"]
    while queue:
        name = queue.pop()
        reached.add(name)
        nexts = {transition.get("next") for transition in STATES[name]["transitions"]} - {None}
        queue += nexts - reached
    assert reached == set(STATES)


def test_the_request_is_a_form_to_our_route_without_credentials():
    properties = STATES["remind"]["properties"]
    assert (properties["method"], properties["add_twilio_auth"]) == ("POST", False)
    assert properties["url"] == PUBLIC_URL + MESSAGE
    # A quote or a line break in the text would break a JSON body; Studio escapes parameters.
    assert properties["content_type"] == "application/x-www-form-urlencoded;charset=utf-8"
    assert "body" not in properties
    assert [parameter["key"] for parameter in properties["parameters"]] == ["from", "to", "body", "message_sid"]


def test_the_flow_sends_the_reply_of_the_bot():
    assert STATES["answer"]["properties"]["body"] == "{{widgets.remind.parsed.reply}}"
    for name in ("answer", "apologise"):
        properties = STATES[name]["properties"]
        assert properties["from"] == "{{flow.channel.address}}"
        assert properties["to"] == "{{contact.channel.address}}"
        assert properties["service"] == "{{trigger.message.InstanceSid}}"
        assert properties["channel"] == "{{trigger.message.ChannelSid}}"


class Execution:
    """One execution of the flow, widget by widget with its variables filled in, as in Studio."""

    def __init__(self, studio, body, sid, auth_token=None):
        message = {
            "From": SENDER,
            "To": BOT_NUMBER,
            "Body": body,
            "MessageSid": sid,
            "InstanceSid": "",
            "ChannelSid": "",
        }
        self.variables = {f"trigger.message.{name}": value for name, value in message.items()}
        self.variables |= {"flow.channel.address": BOT_NUMBER, "contact.channel.address": SENDER}
        self.studio = studio
        self.signing = {} if auth_token is None else {"auth_token": auth_token}
        self.sent = []

    def filled(self, text):
        """``text`` with its ``{{variables}}`` filled in. ``size`` is the only filter that the flow uses."""

        def value(match):
            name, _, applied = (part.strip() for part in match[1].partition("|"))
            return str(len(self.variables[name])) if applied == "size" else self.variables[name]

        return re.sub(r"\{\{(.*?)\}\}", value, text)

    async def run(self):
        """The messages it sends, in order."""
        state, event = STATES["Trigger"], "incomingMessage"
        while True:
            chosen = next(transition for transition in state["transitions"] if transition["event"] == event)
            if "next" not in chosen:
                return self.sent
            state = STATES[chosen["next"]]
            event = await getattr(self, state["type"].replace("-", "_"))(state)

    async def make_http_request(self, state):
        fields = {item["key"]: self.filled(item["value"]) for item in state["properties"]["parameters"]}
        path = state["properties"]["url"].removeprefix(PUBLIC_URL)
        status, answer = await self.studio.form(path, fields, **self.signing)
        self.variables |= {f"widgets.{state['name']}.parsed.{name}": str(value) for name, value in answer.items()}
        return "success" if status < 300 else "failed"

    async def split_based_on(self, state):
        value = self.filled(state["properties"]["input"])
        [match] = [transition for transition in state["transitions"] if transition["event"] == "match"]
        assert all(condition["type"] == "equal_to" for condition in match["conditions"])
        return "match" if all(value == condition["value"] for condition in match["conditions"]) else "noMatch"

    async def send_message(self, state):
        self.sent.append((self.filled(state["properties"]["to"]), self.filled(state["properties"]["body"])))
        return "sent"


async def test_a_person_who_texts_the_flow_gets_the_replies_of_the_bot(tmp_path):
    async with studio_flow(tmp_path) as studio:
        [(to, reply)] = await Execution(studio, 'remind me in 2 hours to say "hi"\n& go', "SM1").run()
        assert to == SENDER
        assert reply.startswith("Reminder 1 set for ")
        await until(lambda: [message.status for message in studio.phones.twilio.messages] == ["scheduled"])
        assert await Execution(studio, 'remind me in 2 hours to say "hi"\n& go', "SM1").run() == [(to, reply)]
        assert await Execution(studio, "STOP", "SM2").run() == []
        [(_, excuse)] = await Execution(studio, "list", "SM3", auth_token="another").run()
        assert excuse.startswith("Sorry")
