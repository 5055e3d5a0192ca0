"""Invented but fitting answers: one walk through a form by one invented resident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from forms_engine.engine.definition import Definition
from forms_engine.engine.fields import FieldType
from forms_engine.engine.journey import Journey, is_required

# What people write where a form asks for free text, by the question's key.
WORDS: dict[str, list[Any]] = {
    "plate": ["LP 482 K", "LP 117 B", "LP 930 F", "LP 264 M", "LP 705 T", "LP 388 A"],
    "company_name": ["Harbour Bakery", "Lindqvist & Daughters", "Tidewater Logistics"],
    "badge_number": ["DB-20714", "DB-11903"],
    "other_make": ["Lada", "Polestar", "Microlino"],
    "dog_name": ["Rex", "Luna", "Bonita", "Mr Whiskers", "Ярик", "Tofu"],
    "breed": ["Border collie", "Mixed, mostly terrier", "Labrador", "Podengo"],
    "colour": ["Black and white", "Brown", "Sandy"],
    "chip": ["941000024681357", "981000012345678"],
    "adoption_number": ["AD-2214", "AD-0937"],
    "street": ["Bell Lane 16", "Dock Road 29", "Customs Street 30", "Linden Square 9"],
    "lamp_number": ["L-0417", "L-1182", "L-0093"],
    "place_note": ["Right in front of the bakery", "Between the tram stop and the school gate"],
    "other_things": ["An old piano", "Two bicycles without wheels"],
    "noise_text": ["Loud music with the windows open until half past two, three nights running."],
    "noise_place": ["From the courtyard behind Dock Road 29", "The roof terrace next door"],
    "bar_name": ["The Tipsy Gull", "Harbour Hall"],
    "talk_result": ["They were friendly, and did it again the next night."],
    "wanted": ["All letters between the city and the ferry company about night boats."],
    "title_of_work": ["New roof window", "Garage becomes a studio", "Small house for two"],
    "description": ["The roof on the garden side gets one window, above the stairs."],
    "plot_number": ["114/7", "88/2", "203"],
    "wall_plan": ["The wall is propped before we dig, and measured every day."],
    "heritage": ["The front with its tiles and the oak door stay as they are."],
    "architect_number": ["ARC-4471", "ARC-2093"],
    "business_name": ["Harbour Bakery", "Café Ferro", "Northlight Bicycles", "Salt & Thread"],
    "register_number": ["LR 20418", "LR 11756"],
    "role": ["Owner", "Managing director"],
    "event_name": ["Lantern Festival", "Bell Lane street party", "Harbour Run"],
    "programme": ["Set up at ten, music from two, food all day, quiet again by nine."],
    "organiser_name": ["Bell Lane Neighbours", "Harbour Rowing Club"],
    "hours": ["10:00 to 21:00", "14:00 to 22:00"],
    "venue_text": ["Bell Lane, from the square to the quay", "Linden Square"],
    "closed_streets": ["Bell Lane, Saturday 8:00 to 23:00"],
    "fire_person": ["Rui Prata, volunteer fire brigade"],
    "landlord": ["Lindenport Housing", "Marta Reis"],
    "iban": ["PT50 0002 0123 1234 5678 9015 4"],
    "tree_spot": ["In the back garden, two metres from the fence"],
    "reason_text": ["It leans more after each storm, and the children play below it."],
    "firm_name": ["Greenhand Tree Care"],
    "support_text": ["A place near the front, because he hears little on the left."],
    "apostille_country": ["Brazil", "Canada"],
    # Whoever answers these at random is hardly ever entitled to housing support.
    "adult": [True, True, True, True, False],
    "lives_here": [True, True, True, True, False],
    "months_here": [8, 14, 26, 60, 120],
    "tenure": ["rent", "rent", "rent", "own"],
    "household_income": ["1180.00", "1450.00", "1975.50", "3400.00"],
    "old_country": ["Ireland", "Morocco"],
}


def walk(
    definition: Definition,
    person: Mapping[str, str],
    chance: Random,
    hand_in: Callable[[FieldType], Any],
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Fill the form in from start to end; returns the answers and what each step asked.

    ``hand_in`` gives the answer of a question that wants files. The walk ends early where an
    eligibility stop ends it.
    """
    answers: dict[str, Any] = {}
    done: dict[str, list[str]] = {}
    while stage := Journey(definition, answers, done).first_open:
        asked: list[str] = done.setdefault(stage.slug, [])
        # A question may appear by the answer just given, so look again after each one.
        while field := _next_question(definition, answers, done, stage.slug):
            asked.append(field.key)
            known = Journey(definition, answers, done).relevant
            if is_required(field, known) or chance.random() < 0.6:
                answers[field.key] = _answer(field, person, chance, hand_in)
        if Journey(definition, answers, done).stop:
            break
    return answers, done


def _next_question(
    definition: Definition, answers: Mapping[str, Any], done: dict[str, list[str]], slug: str
) -> FieldType | None:
    stage = Journey(definition, answers, done).stage(slug)
    shown = stage.shown if stage else ()
    return next((f for f in shown if f.holds_answer and f.key not in done[slug]), None)


def _answer(
    field: FieldType,
    person: Mapping[str, str],
    chance: Random,
    hand_in: Callable[[FieldType], Any],
) -> Any:
    if field.key == "date_of_birth" and "born" in person:
        return person["born"]
    words = WORDS.get(field.key, [])
    options = {option.value for option in getattr(field, "options", ())}
    # Two forms may ask different things under one key; an answer has to be one of the options.
    if words and (not options or options.issuperset(words)):
        return chance.choice(words)
    answer = field.example(chance, person)
    return hand_in(field) if answer is None else answer
