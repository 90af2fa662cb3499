"""A letter becomes a checklist: what it asks for, item by item, with the facts beside it.

Everything here is pure: bytes and texts in, values out. It reads no clock, fetches nothing and runs nothing of a
letter. The words by which a letter is understood are data in ``resources/notices``, a file a language.
"""
