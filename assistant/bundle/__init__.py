"""What is sent: one plan, and the writers that turn it into PDF, HTML, CSV, JSON, reply, mail draft and zip.

Everything that leaves is written from the same plan value, so the papers can't disagree. Also the reverse way:
``verify`` compares files that were made with what they say of themselves.
"""
