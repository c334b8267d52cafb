"""Several requests in one text: where it may be cut, what each piece asks for, and which way to cut it is best."""
