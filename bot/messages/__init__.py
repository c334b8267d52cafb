"""What other programs may ask to be sent, and what comes of it. Pure: ``now`` and ids are passed in."""
