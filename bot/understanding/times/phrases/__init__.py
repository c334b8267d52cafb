"""One module a phrase family; ``order.py`` lists them."""
