"""The program's entry in a Linux desktop's list of programs: written when a person asks for it, and taken away again.

Desktops remember what a program may do, such as taking pictures and having a key, under the name of that entry.
Nothing here is ever done without being asked for.
"""

from __future__ import annotations

#: The program's name for the desktop; the entry is ``<APPLICATION_ID>.desktop``.
APPLICATION_ID = "org.appeal_assistant.AppealAssistant"
