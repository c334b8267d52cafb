"""Receives texts: decides who is let in, takes the person's lock, and answers in one unit of work.

It may import domain, runtime, storage, understanding, conversation and delivery. Start reading at ``service``.
"""
