"""A webhook as the providers' tutorials write it: Flask, the SDK's signature check, TwiML. It stores nothing."""

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the SDK has no type hints
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]

from tests.fakes.twilio_server import AUTH_TOKEN

app = Flask(__name__)
validator = RequestValidator(AUTH_TOKEN)


@app.post("/webhooks/twilio")
def receive() -> Response:
    """Answer a text."""
    if not validator.validate(request.url, request.form, request.headers.get("X-Twilio-Signature", "")):
        return Response(status=403)
    answer = MessagingResponse()
    answer.message(f"You said: {request.form['Body']}")
    return Response(str(answer), mimetype="text/xml")
