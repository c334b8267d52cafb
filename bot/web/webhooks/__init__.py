"""The routes that providers call. Each request is verified by its raw bytes before it is parsed."""
