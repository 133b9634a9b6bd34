"""Letters of citizens: how they come in (receive), are dealt with (desk), are kept from floods (bounds), are erased."""
