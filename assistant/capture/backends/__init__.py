"""One module for each way of grabbing; each says why it can't serve somewhere. The order stands in ``choose``."""
