"""``python -m bot`` with short leases, so that a test of bots that die need not wait for minutes."""

from datetime import timedelta

from bot.__main__ import main
from bot.domain import message_state

message_state.LEASE = timedelta(seconds=12)
message_state.FIND_FOR = message_state.LEASE + timedelta(seconds=4)
message_state.FIND_INTERVAL = timedelta(seconds=1)

if __name__ == "__main__":
    main()
