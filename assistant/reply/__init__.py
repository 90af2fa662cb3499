"""The letter back: its text and the English in which the papers speak.

Written from the plan alone, so that it says what the other papers say. It invents nothing and is never translated.
"""
