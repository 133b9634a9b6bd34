"""Whether links of open work still lead somewhere: asked by the clock, one a round, never in a request."""
