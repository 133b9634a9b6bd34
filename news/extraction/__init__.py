"""Texts out of files, hidden places included: bytes in, texts with their places out. Runs in a child process."""
