"""The grammar of time phrases: find them in tokens, and resolve them to moments, repeats or intervals.

``finder`` finds phrases with the readers in ``phrases/``; ``phrase`` holds what they found; ``resolve`` turns that into
a moment. May import ``languages``, ``tokens``, ``command``, ``context``, ``records`` and ``caching`` of the parent
package, never ``sentence`` or what builds on it. Start with ``phrase``, then ``finder`` and ``resolve``.
"""
