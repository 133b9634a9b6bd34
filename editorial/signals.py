"""What the desk tells whoever listens, without knowing who does."""

from django.dispatch import Signal

# An entry of the log was written, in the transaction of what it tells: entry, data.
recorded = Signal()
# The clock has made its round.
ticked = Signal()
