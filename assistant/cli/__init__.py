"""The commands: the same actions as the window's, for scripts and for people who type.

Thin over ``actions``. One JSON object or plain text on standard output; what went wrong as one line on standard error.
"""
