"""Letters that come at the same moment, with real threads on PostgreSQL: one form is one letter, bounds are exact."""

import pytest

from news.letters import bounds, desk, token
from news.letters.bounds import Flood
from news.letters.receive import Receipt, receive
from news.models import Letter
from tests.editorial.test_races import assert_one_won, at_once
from tests.factories import make_consent, make_letter, make_person

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8
WORDS = {"text": "Trang đọc trên điện thoại còn khó."}


def sending(consent, form: str, address: str):
    return lambda: receive("feedback", WORDS, ticket=token.Ticket(form, consent.pk), address=address)


def test_one_form_pressed_many_times_is_one_letter():
    consent = make_consent()
    form = token.issue("feedback", consent.pk)
    answers = at_once(*(sending(consent, form, f"198.51.100.{turn}") for turn in range(AT_ONCE)))
    assert {(answer.letter.number, answer.code) for answer in answers} == {
        (Letter.objects.get().number, answers[0].code)
    }


def test_of_many_letters_at_once_from_one_address_so_many_are_taken_and_their_numbers_have_no_gap():
    consent = make_consent()
    forms = [token.issue("feedback", consent.pk) for _ in range(AT_ONCE)]
    answers = at_once(*(sending(consent, form, "198.51.100.7") for form in forms))
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [Flood] * (
        AT_ONCE - bounds.FROM_ONE
    )
    assert len([answer for answer in answers if isinstance(answer, Receipt)]) == bounds.FROM_ONE
    numbers = sorted(int(number[-6:]) for number in Letter.objects.values_list("number", flat=True))
    assert numbers == list(range(1, bounds.FROM_ONE + 1))


def test_a_letter_is_answered_by_one_of_two():
    letter, people = make_letter(), [make_person("member"), make_person("member")]
    answers = at_once(
        *(lambda person=person: desk.answer(letter, f"Trả lời của {person.pk}", actor=person) for person in people)
    )
    assert_one_won(answers)
    assert Letter.objects.get().answer == f"Trả lời của {Letter.objects.get().closed_by_id}"
