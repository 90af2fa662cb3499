"""What a question means, in plain words for the window: a sentence for each kind, and one for each part.

The sentences say what the platform wants to understand, never what to leave out.
"""

from __future__ import annotations

from assistant.core import items as parts
from assistant.core.items import RequestedItem
from assistant.errors import Message, msg


def meaning(item: RequestedItem) -> Message:
    """What the platform wants to understand from this item, in a sentence."""
    if item.kind == "communication" and {parts.SCOPE, parts.RATE} <= set(item.requirements):
        # Translators: what a question of the platform means, in plain words.
        return msg("They want to see that you really talked, when, and what you agreed to do for how much.")
    return kind_meaning(item.kind)


def kind_meaning(kind: str) -> Message:
    """What the platform wants to understand from a kind of item; an unknown kind is ``other``."""
    match kind:
        case "relationship":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to know how you met this person and what connects you.")
        case "work_samples":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to see the work itself: what you made, and when.")
        case "communication":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to see that you really talked, with whom, and when.")
        case "payment":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to see where money came from, where it went, and what it was for.")
        case "identity":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to be sure that you are the person this account belongs to.")
        case "address":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want a paper from someone else that shows your name and your address.")
        case "business_documents":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want official papers which show that the business exists and is yours.")
        case "invoice_supply_chain":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to follow your goods back to where you bought them.")
        case "explanation":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to hear in your own words what happened or how it works.")
        case "plan_of_action":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want to read what caused the problem, what you did about it, and what will be different.")
        case "account_action":
            # Translators: what a question of the platform means, in plain words.
            return msg("They want you to do something on the site. Show that it is done.")
        case _:
            # Translators: what a question of the platform means, in plain words.
            return msg("Read the platform's words slowly and answer each part of them.")


def part_meaning(part: str) -> Message:
    """What to show for a requirement part, in a sentence; ``other:N`` says to look at the letter's words."""
    match part:
        case parts.ANSWER:
            # Translators: what to do for a part of a question.
            return msg("Answer in a few sentences of your own.")
        case parts.SCREENSHOT:
            # Translators: what to do for a part of a question.
            return msg("Show a picture of the screen, the whole window with its address and names.")
        case parts.DATES:
            # Translators: what to do for a part of a question.
            return msg("The date must be readable in the picture or in the document.")
        case parts.SCOPE:
            # Translators: what to do for a part of a question.
            return msg("Show the place where you agreed what work was to be done.")
        case parts.RATE:
            # Translators: what to do for a part of a question.
            return msg("Show the place where you agreed how much it would cost.")
        case parts.DOCUMENT:
            # Translators: what to do for a part of a question.
            return msg("Add the document as a file.")
        case _:
            # Translators: what to do for a part of a question.
            return msg("Show what the platform's own words ask for here.")
