"""What providers call: each request is verified on its raw bytes before anything is read."""
