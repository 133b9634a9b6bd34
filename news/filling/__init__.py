"""Fills a database for measuring (manage.py fill): invented pieces, as varied as an archive of years is.

What lies here: phrases.py, the words; prose.py, which makes headlines, standfirsts and bodies of them; rows.py,
which makes the rows and inserts them in batches; copies.py, which multiplies them where many are wanted.
"""
