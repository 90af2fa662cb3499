"""The screen → a frame: choosing a way of grabbing, and what is said about a picture that was taken.

``choose`` finds the back end that serves here; ``backends`` holds one module for each way; ``refusals`` says in words
why there is no picture; ``target`` finds and takes what is wanted, ``uncovering`` waits until it can be seen;
``details`` and ``moment`` say how and when it was taken, ``oddities`` what is odd about it, ``own_pixels`` whether it
shows this program; ``windows`` finds windows again; ``desktop_entry`` is the program in a Linux desktop's list.

Only ``backends`` may use Qt or the system's own libraries.
"""
