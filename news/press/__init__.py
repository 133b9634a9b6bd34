"""The press: the one room that writes the public tree (docs/architecture.md).

models (the queue, what is printed) · queue (rows are written) · expand (row → addresses) · render (address →
bytes) · tree (bytes → files) · drain (the single writer) · verify (files against the database) · serve (files →
citizens, without Django).
"""
