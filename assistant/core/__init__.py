"""What an appeal is: case, round, requested item, requirement, exhibit, event date, custody chain, plan.

Pure values and rules. Nothing here reads a clock, a disk, a process or a language, and nothing knows Qt.
"""
