"""The screen → a frame: choosing a way of grabbing, and what is said about a picture that was taken.

``choose`` finds the back end that serves here; ``backends`` holds one module for each way; ``details`` says how a
picture was taken; ``windows`` finds windows again. Only ``backends`` may use Qt or the system's own libraries.
"""
