"""One screen of the window a module. A pane takes core values in, emits signals out, and calls no storage."""
