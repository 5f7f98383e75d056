"""What the tour tells, page by page: English, for the catalogue. Who reports reads other pages than who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.desks import ClerkDesk
from departments.wording import N_

if TYPE_CHECKING:
    from departments.desks import HeadDesk


@frozen
class TourPage:
    """One page of a tour."""

    title: str
    text: str


_LIST = TourPage(
    N_("The list"),
    N_(
        "Here stands everything that your department reports on. Arrows and Enter open a report; so do"
        " its number and Enter.\n\n"
        "{key_find_item} finds by characters, code or Pinyin: xzjy finds 新增就业. {key_choose_period} shows"
        " another period.\n\n"
        "F1 tells, wherever you are, which keys do something and what goes into the field."
    ),
)
_COLLEAGUES = TourPage(
    N_("Colleagues"),
    N_(
        "An @ shows that a colleague is typing in a report now.\n\n"
        "If both of you save the same report, the second one sees both versions, field by field, and chooses mine,"
        " theirs, or both texts together. Nothing is overwritten in silence."
    ),
)
CLERK_TOUR = (
    _LIST,
    TourPage(
        N_("The form"),
        N_(
            "Type a figure as you are used to: 12800, 12,800 or 1.28万; full-width digits are fine. Beside it"
            " stand the last figure, the difference and the light.\n\n"
            "What is marked x has to be put right; what is marked ! wants an explanation. Tab goes to the"
            " next field, {key_undo_typing} takes back what was typed."
        ),
    ),
    TourPage(
        N_("Nothing is lost"),
        N_(
            "What you type is kept by itself. After a dropped line, open the report again and go on where you"
            " were.\n\n"
            "{key_save_report} saves a draft, {key_submit_report} submits it. {key_withdraw_report} takes a"
            " submitted report back, as long as nobody has reviewed it. What was returned is chosen when the"
            " list opens, with its reason below the list, and can be corrected at once."
        ),
    ),
    _COLLEAGUES,
    TourPage(
        N_("Practice"),
        N_(
            "{key_begin_practice} on the list begins a practice: your own commitments with made-up figures."
            " Nothing of it is reported, and every page says so; {key_sign_out} leads back.\n\n"
            "This tour is in the list's help: F1, then {key_show_tour}."
        ),
    ),
)
HEAD_TOUR = (
    _LIST,
    TourPage(
        N_("Signing"),
        N_(
            "Reports that wait for you are counted above the list. Open one: {key_sign_report} signs it and"
            " sends it to the commission; {key_return_report} gives it back to the clerk with your reason.\n\n"
            "Figures and texts are the clerk's; you change nothing in them.\n\n"
            "This tour is in the list's help: F1, then {key_show_tour}."
        ),
    ),
    _COLLEAGUES,
)


def tour_of(desk: ClerkDesk | HeadDesk) -> tuple[TourPage, ...]:
    """The pages for who sits at this desk."""
    return CLERK_TOUR if isinstance(desk, ClerkDesk) else HEAD_TOUR
