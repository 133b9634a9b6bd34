"""A Word file in, a draft out. Everything but taking.py runs in a child process and knows no database."""
