"""Guides: what to ask an untrained person about each kind of event, and how the answers become a draft."""

from news.guides import law, photos, questioning, session, supervision, voters
from news.guides.questions import Guide

GUIDES: dict[str, Guide] = {
    module.GUIDE.key: module.GUIDE for module in (session, supervision, voters, questioning, law, photos)
}
