"""The parts that panes are made of: they paint themselves in the theme's colours and know nothing of a case on disk.

====================  ==================================================================================
``text``              ``Text(text, size=14, weight=400, colour="ink", serif=False, max_lines=0)``, ``SectionLabel``
``buttons``           ``Button(text, name=…, kind="primary|outlined|quiet", key="Ctrl+R", icon="capture", says="")``,
                      ``IconButton(icon, name=…, says=…, key="")``, ``KeyCap("F6")``; all have ``clicked``
``chips``             ``Chip(text, name=…, met=None, small=False)`` (``clicked``); ``FlowLayout``
``marks``             ``StateRing(ItemState)``, ``Badge("A")``, ``Hairline()``, ``paint_state(painter, rect, state)``
``surfaces``          ``Card()`` and ``Paper()``: frames with the right ground, line and shadow
``fields``            ``TextField(name=…, says=…, placeholder="", icon="")``, ``AnswerEditor`` (grows; ``edited``),
                      ``TwoChoice((id, text, icon), (id, text, icon), name=…, says=…)`` (``chosen``)
``dates``             ``DateField(name=…, says=…, day_only=False)`` (``date_entered(EventDate|None)``)
``describe``          ``DescribeForm``: title, event date and source, *It shows*, Send / Keep here of one exhibit:
                      ``set_exhibit(exhibit, item)``, signal ``changed(exhibit_id, dict of Exhibit fields)``
``tiles``             ``AttachmentsView`` over ``AttachmentsModel`` (``set_exhibits``, ``set_thumbnail``)
``letter``            ``LetterView(bar_side="right|left")``: ``set_letter(body, marks)``, ``bar_rect(index)``
``elsewhere``         ``add_elsewhere_menu(menu, exhibit, items, choose)``: parts of other questions that it shows
``motion``            ``is_still()``, ``animate(owner, step, over)``, ``Traveller``: the 160 ms of motion there are
``header``            ``Header``: ``set_case(title, subtitle)``, ``set_steps(current, done)``; signals ``back_chosen``,
                      ``step_chosen(int)``, ``help_chosen``, ``more_chosen``
``footer``            ``Footer``: ``left``, ``middle``, ``right`` row layouts; 64 high
====================  ==================================================================================
"""
