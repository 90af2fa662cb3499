"""Finds the way of having a key everywhere that serves here. The order of the list is the preference.

Each way says why it can't serve, in words for a person. The chord is asked of one way alone: where that one says that
another program has it, no other is tried.
"""
