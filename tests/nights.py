"""Whether this is the nightly run, which tries more of everything."""

import os

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
BY_NIGHT = PROFILE == "nightly"
