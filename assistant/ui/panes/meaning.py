"""What a question means, in plain words: one sentence for each kind of question."""

from __future__ import annotations

from assistant.language import _


def meaning(kind: str) -> str:
    """The sentence for a kind of ``core.items.KINDS``; empty where there is nothing to add."""
    return _sentences().get(kind, "")


def _sentences() -> dict[str, str]:
    return {
        # Translators: what a question of the platform means: how the person and the client know each other.
        "relationship": _("They want to know how you and this client met, and whether you share anything else."),
        # Translators: what a question of the platform means.
        "work_samples": _("They want to see that the work was really done, by you, and when."),
        # Translators: what a question of the platform means.
        "communication": _("They want to see that you really talked, when, and what you agreed to do for how much."),
        # Translators: what a question of the platform means.
        "payment": _("They want to see who paid whom, how much, and when."),
        # Translators: what a question of the platform means.
        "identity": _("They want to see that the account belongs to you."),
        # Translators: what a question of the platform means.
        "address": _("They want to see where you live or work, on a recent paper."),
        # Translators: what a question of the platform means.
        "business_documents": _("They want to see that your business exists and that you may act for it."),
        # Translators: what a question of the platform means.
        "invoice_supply_chain": _("They want to see where the goods come from, on invoices with dates."),
        # Translators: what a question of the platform means.
        "explanation": _("They want to hear, in your own words, what happened."),
        # Translators: what a question of the platform means.
        "plan_of_action": _("They want to know what you will do differently from now on."),
        # Translators: what a question of the platform means.
        "account_action": _("They want you to do something in the account. Say when you did it, and show it."),
    }
