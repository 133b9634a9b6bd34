"""Killed anywhere: a process that dies at any of its writes leaves nothing wrong behind it.

python -m tests.killing [--every N] [--scenario NAME]
"""
