"""The screen → a frame: choosing a way of grabbing, and what is said about a picture that was taken.

``choose`` finds the back end that serves here; ``backends`` holds one module for each way; ``refusals`` says in words
why there is no picture; ``details`` says how one was taken; ``windows`` finds windows again; ``desktop_entry`` is the
program in a Linux desktop's list. Only ``backends`` may use Qt or the system's own libraries.
"""
